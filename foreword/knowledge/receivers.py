"""What the reference database does when something happened elsewhere."""

from foreword.kernel.events import RowsErased
from foreword.kernel.outbox import EventTable
from foreword.knowledge.models import Entry


def drop_drafts_of_the_erased(event: RowsErased) -> None:
    """A draft still holds what was taken out of it: it goes with its asker. What is public names nobody."""
    if event.kind == "question":
        Entry.objects.awaiting_review().filter(sources__question__in=event.keys).delete()


RECEIVERS: EventTable = {RowsErased: [drop_drafts_of_the_erased]}
