from foreword.kernel.rooms import RoomConfig


class CommunityConfig(RoomConfig):
    name = "foreword.community"
