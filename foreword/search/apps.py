from importlib import import_module

from foreword.kernel.rooms import RoomConfig


class SearchConfig(RoomConfig):
    name = "foreword.search"

    def open(self) -> None:
        import_module("foreword.search.checks")
        import_module("foreword.kernel.startup").at_start(import_module("foreword.search.follower").start)
