from importlib import import_module

from foreword.kernel.rooms import RoomConfig


class CollectionConfig(RoomConfig):
    name = "foreword.collection"

    def open(self) -> None:
        source = import_module("foreword.collection.search_source").RecordDocuments()
        import_module("foreword.search.sources").register_source(source)
