from foreword.kernel.rooms import RoomConfig


class WorkbenchConfig(RoomConfig):
    name = "foreword.workbench"
