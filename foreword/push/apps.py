from foreword.kernel.rooms import RoomConfig


class PushConfig(RoomConfig):
    name = "foreword.push"
