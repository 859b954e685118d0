"""The desk's own line of news: a number that rises with every change of the queue.

A live queue page compares numbers and fetches the list again; the log holds no content, so there is nothing to leak.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.db import transaction

from foreword.kernel import wakeups
from foreword.kernel.models import Counter, next_value

PREFIX: Final = "deskqueue"
CHANNEL: Final = f"{PREFIX}:all"
_COUNTER: Final = "desk.queue"


def announce_change() -> None:
    """In the transaction of the change."""
    number = next_value(_COUNTER)
    transaction.on_commit(lambda: wakeups.notify(CHANNEL, number), robust=True)


def current_number() -> int:
    return Counter.objects.filter(name=_COUNTER).values_list("value", flat=True).first() or 0


def read_feed(_name: str, after: int) -> list[tuple[int, dict[str, Any]]]:
    number = current_number()
    return [(number, {"seq": number})] if number > after else []


def heads(names: Iterable[str]) -> Mapping[str, int]:
    return dict.fromkeys(names, current_number())
