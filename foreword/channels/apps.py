from foreword.kernel.rooms import RoomConfig


class ChannelsConfig(RoomConfig):
    name = "foreword.channels"
