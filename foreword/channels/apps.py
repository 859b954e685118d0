from importlib import import_module

from foreword.kernel.rooms import RoomConfig


class ChannelsConfig(RoomConfig):
    name = "foreword.channels"

    def open(self) -> None:
        streams = import_module("foreword.channels.streams")
        register_log = import_module("foreword.kernel.realtime.logs").register_log
        register_log(streams.READER, streams.read_for_reader, heads=streams.last_numbers)
        register_log(streams.STAFF, streams.read_for_staff, heads=streams.last_numbers)
