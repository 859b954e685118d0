from foreword.kernel.rooms import RoomConfig


class DeskConfig(RoomConfig):
    name = "foreword.desk"
