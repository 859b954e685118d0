from foreword.kernel.rooms import RoomConfig


class DemoConfig(RoomConfig):
    name = "foreword.demo"
