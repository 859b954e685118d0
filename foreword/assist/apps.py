from foreword.kernel.rooms import RoomConfig


class AssistConfig(RoomConfig):
    name = "foreword.assist"
