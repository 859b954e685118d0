from importlib import import_module

from foreword.kernel.rooms import RoomConfig


class KnowledgeConfig(RoomConfig):
    name = "foreword.knowledge"

    def open(self) -> None:
        source = import_module("foreword.knowledge.search_source").EntryDocuments()
        import_module("foreword.search.sources").register_source(source)
