from importlib import import_module

from foreword.kernel.rooms import RoomConfig


class WorkbenchConfig(RoomConfig):
    name = "foreword.workbench"

    def open(self) -> None:
        import_module("foreword.workbench.panels").hang_panels()
