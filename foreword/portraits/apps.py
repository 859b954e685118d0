from foreword.kernel.rooms import RoomConfig


class PortraitsConfig(RoomConfig):
    name = "foreword.portraits"
