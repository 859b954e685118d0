from foreword.kernel.rooms import RoomConfig


class KernelConfig(RoomConfig):
    name = "foreword.kernel"
