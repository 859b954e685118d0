from importlib import import_module

from foreword.kernel.rooms import RoomConfig


class PushConfig(RoomConfig):
    name = "foreword.push"

    def open(self) -> None:
        """Tell the portraits what the calendar says."""
        calendar = import_module("foreword.portraits.calendar")
        calendar.register_calendar(import_module("foreword.push.seasons").current)
