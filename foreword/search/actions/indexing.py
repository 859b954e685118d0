"""What other rooms tell the index: this has changed. And the whole rebuild."""

from django.db import transaction

from foreword.kernel import wakeups
from foreword.kernel.models import next_value
from foreword.search.building import Progress, silent
from foreword.search.follower import CHANNEL
from foreword.search.live import live
from foreword.search.models import IndexChange


def mark_changed(*, kind: str, key: str) -> None:
    """Note that an object was added, changed, hidden or removed. Call it inside the transaction that did so."""
    with transaction.atomic():
        number = next_value("search.change")
        IndexChange.objects.create(number=number, kind=kind, key=key)
        transaction.on_commit(lambda: wakeups.notify(CHANNEL, number))


def reindex(*, thorough: bool = True, progress: Progress = silent) -> int:
    """Build the whole index anew beside the old one and swap; how many documents it holds.

    Not `thorough`: the slow encoder's vectors are left to the server, which catches up while it serves.
    """
    return live().rebuild(thorough=thorough, progress=progress)
