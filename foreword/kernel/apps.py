from importlib import import_module

from foreword.kernel.rooms import RoomConfig


class KernelConfig(RoomConfig):
    name = "foreword.kernel"

    def open(self) -> None:
        """Our own tables in the register; and a look, at start, for erased people who came back with a backup."""
        import_module("foreword.kernel.holdings")
        startup = import_module("foreword.kernel.startup")
        startup.at_start(import_module("foreword.kernel.erasure").reapply_tombstones)
