from importlib import import_module

from foreword.kernel.rooms import RoomConfig


class DeskConfig(RoomConfig):
    name = "foreword.desk"

    def open(self) -> None:
        feed = import_module("foreword.desk.feed")
        import_module("foreword.kernel.realtime.logs").register_log(feed.PREFIX, feed.read_feed, heads=feed.heads)
        source = import_module("foreword.desk.source").PastAnswers()
        import_module("foreword.search.sources").register_source(source)
