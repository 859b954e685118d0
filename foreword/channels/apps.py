from importlib import import_module
from typing import Any

from django.conf import settings

from foreword.kernel.rooms import RoomConfig


class ChannelsConfig(RoomConfig):
    name = "foreword.channels"

    def open(self) -> None:
        streams = import_module("foreword.channels.streams")
        register_log = import_module("foreword.kernel.realtime.logs").register_log
        register_log(streams.READER, streams.read_for_reader, heads=streams.last_numbers)
        register_log(streams.STAFF, streams.read_for_staff, heads=streams.last_numbers)
        import_module("foreword.channels.checks")
        import_module("foreword.channels.installed").install()
        register_listener = import_module("foreword.kernel.listeners").register_listener
        register_listener(_mailbox)
        register_listener(_sink)


def _mailbox() -> Any:
    """By name: neither library is loaded where no mail comes in."""
    return import_module("foreword.channels.adapters.imap").mailbox_listener() if settings.FOREWORD_IMAP_HOST else None


def _sink() -> Any:
    return import_module("foreword.channels.adapters.sink").sink_listener() if settings.FOREWORD_MAIL_LISTEN else None
