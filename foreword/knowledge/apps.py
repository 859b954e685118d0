from foreword.kernel.rooms import RoomConfig


class KnowledgeConfig(RoomConfig):
    name = "foreword.knowledge"
