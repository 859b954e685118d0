from importlib import import_module

from foreword.kernel.rooms import RoomConfig


class PortraitsConfig(RoomConfig):
    name = "foreword.portraits"

    def open(self) -> None:
        """Old signals leave their weight with the interests that they made."""
        retention = import_module("foreword.kernel.retention")
        forgetting = import_module("foreword.portraits.actions.forgetting")
        retention.before_forgetting("portraits.Signal", forgetting.carry_forward)
