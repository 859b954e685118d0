"""What the index hears from others."""

from collections.abc import Callable
from datetime import timedelta

from foreword.kernel.clock import now
from foreword.kernel.events import Event, RowsErased
from foreword.kernel.jobs.queue import add_job
from foreword.search.actions import mark_changed


def drop_erased(event: RowsErased) -> None:
    """Somebody was erased: at once nothing of it is found, and soon nothing of it is on disk."""
    for key in event.keys:
        mark_changed(kind=event.kind, key=key)
    # All erasures of an hour share the rebuild at its end.
    full_hour = now().replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    add_job("foreword.search.tasks.build_anew", key=f"search.erased@{full_hour.isoformat()}", run_at=full_hour)


RECEIVERS: dict[type[Event], list[Callable]] = {RowsErased: [drop_erased]}
