from foreword.kernel.rooms import RoomConfig


class InsightConfig(RoomConfig):
    name = "foreword.insight"
