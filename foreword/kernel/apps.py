from importlib import import_module

from foreword.kernel.rooms import RoomConfig


class KernelConfig(RoomConfig):
    name = "foreword.kernel"

    def open(self) -> None:
        """Describe our own tables. A restored backup may hold somebody who was erased since: the server looks when it starts."""
        import_module("foreword.kernel.holdings")
        startup = import_module("foreword.kernel.startup")
        startup.at_start(import_module("foreword.kernel.erasure").reapply_tombstones)
