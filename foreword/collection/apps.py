from foreword.kernel.rooms import RoomConfig


class CollectionConfig(RoomConfig):
    name = "foreword.collection"
