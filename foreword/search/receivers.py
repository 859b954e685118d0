"""What the index hears from others."""

from collections.abc import Callable

from foreword.kernel.events import Event, RowsErased
from foreword.search.actions import mark_changed


def drop_erased(event: RowsErased) -> None:
    """Somebody was erased: look again at each object that showed them."""
    for key in event.keys:
        mark_changed(kind=event.kind, key=key)


RECEIVERS: dict[type[Event], list[Callable]] = {RowsErased: [drop_erased]}
