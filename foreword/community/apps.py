from importlib import import_module

from foreword.kernel.rooms import RoomConfig


class CommunityConfig(RoomConfig):
    name = "foreword.community"

    def open(self) -> None:
        source = import_module("foreword.community.search_source").ThreadDocuments()
        import_module("foreword.search.sources").register_source(source)
