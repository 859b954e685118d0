from foreword.kernel.rooms import RoomConfig


class MediaConfig(RoomConfig):
    name = "foreword.media"
