from importlib import import_module

from foreword.kernel.rooms import RoomConfig


class MediaConfig(RoomConfig):
    name = "foreword.media"

    def open(self) -> None:
        source = import_module("foreword.media.search_source").ProductDocuments()
        import_module("foreword.search.sources").register_source(source)
        import_module("foreword.media.publication").follow_wagtail()
        import_module("foreword.media.uploads").guard()
        import_module("foreword.media.checks")
        import_module("foreword.media.programme_checks")
