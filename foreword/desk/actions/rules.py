"""The head of service lays down who gets a question first, and how soon it is answered."""

from django.core.cache import cache
from django.db import transaction

from foreword.desk.models import RoutingRule, ServiceTarget
from foreword.desk.queries.clocks import TARGETS_KEY
from foreword.desk.refusals import NotForTheDesk
from foreword.desk.story import story
from foreword.kernel.jobs.queue import add_gathering_job
from foreword.kernel.models import AuditEntry
from foreword.people.models import Person

Row = RoutingRule | ServiceTarget


@story
def keep(*, by: Person, row: Row) -> None:
    """Add or change a rule or a target. Raises NotForTheDesk."""
    _refuse(by)
    row.save()
    _changed(by, row)


@story
def drop(*, by: Person, row: Row) -> None:
    _refuse(by)
    _changed(by, row)
    row.delete()


def _refuse(by: Person) -> None:
    if not by.is_head:
        raise NotForTheDesk


def _changed(by: Person, row: Row) -> None:
    """Due dates follow the targets; where a question was sent stays as it is."""
    AuditEntry.write(actor=by.pid, action="rules.changed", target=f"{row._meta.label_lower}:{row.pk}", subject="")
    if isinstance(row, ServiceTarget):
        add_gathering_job("foreword.desk.tasks.wind_clocks", args=[], seconds=1)
        transaction.on_commit(lambda: cache.delete(TARGETS_KEY), robust=True)
