"""Which logs there are. A room registers each under a prefix: the channel `conversation:abc` is the log `abc` of
`conversation`.

A log is a line of entries numbered 1, 2, 3, … in the order of their commits, without a gap (see `models.counter`).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Entry = tuple[int, dict[str, Any]]
Reader = Callable[[str, int], list[Entry]]
Allowed = Callable[[str, str], bool]
Heads = Callable[[Iterable[str]], Mapping[str, int]]


class UnknownLog(LookupError):
    """No room has registered a log for this channel."""


@dataclass(frozen=True)
class Log:
    prefix: str
    read: Reader
    """The entries of one log after a number, in order; a part of them where there are many."""
    allowed: Allowed | None = None
    """May this holder of a ticket still read? Asked every few seconds, so that leave taken away ends a stream."""
    heads: Heads | None = None
    """The last number of each of these logs, in one query: what the poll behind the wake-ups asks."""


_logs: dict[str, Log] = {}


def register_log(prefix: str, reader: Reader, *, allowed: Allowed | None = None, heads: Heads | None = None) -> None:
    _logs[prefix] = Log(prefix, reader, allowed, heads)


def log_of(channel: str) -> tuple[Log, str]:
    """The log behind a channel, and its name there."""
    prefix, _, name = channel.partition(":")
    if prefix not in _logs:
        raise UnknownLog(channel)
    return _logs[prefix], name
