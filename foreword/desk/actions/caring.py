"""The head of service lays down how a question is followed until its reader is satisfied."""

from foreword.desk.models import CareRules
from foreword.desk.refusals import NotForTheDesk
from foreword.desk.story import story
from foreword.kernel.jobs.queue import add_gathering_job
from foreword.kernel.models import AuditEntry
from foreword.people.models import Person


@story
def keep_rules(*, rules: CareRules, by: Person) -> None:
    """Reminders that are to come follow the new rules. Raises NotForTheDesk."""
    if not by.is_head:
        raise NotForTheDesk
    rules.save()
    AuditEntry.write(actor=by.pid, action="rules.changed", target="desk.carerules", subject="")
    add_gathering_job("foreword.desk.tasks.plan_reminders", args=[], seconds=1)
