"""What others may ask about people."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from foreword.kernel.models import AuditEntry
from foreword.people.models import Consent, Person

ACTS: dict[str, Promise] = {
    "question.opened": _("opened your question"),
    "community.hide": _("hid what you wrote in the community"),
    "people.erased": _("erased an account"),
}
"""The audit trail's actions in a reader's words. What is not here is shown by its own name, never left out."""


@dataclass(frozen=True, slots=True)
class Access:
    """One time that somebody looked at what belongs to a reader."""

    at: datetime
    who: str
    role: str
    act: str
    target: str
    purpose: str
    own: bool


def consented(person: Person | None) -> frozenset[str]:
    """The dimensions that may be looked at and used now. Empty while the reader lets their portrait rest."""
    return frozenset() if person is None or getattr(person, "resting_since", None) else agreed_to(person)


def agreed_to(person: Person | None) -> frozenset[str]:
    """The dimensions that this person agreed to and did not take back, whether or not the portrait rests.

    Empty for nobody, for children under 14, and for an account that many people use.
    """
    if person is None or not person.is_authenticated or not person.may_be_portrayed:
        return frozenset()
    return frozenset(Consent.objects.standing().filter(person=person).values_list("dimension", flat=True))


def paused(person: Person) -> frozenset[str]:
    """Agreed to once, but to an older purpose text: to be asked again, used for nothing meanwhile."""
    open_rows = Consent.objects.filter(person=person, withdrawn_at__isnull=True)
    return frozenset(open_rows.values_list("dimension", flat=True)) - agreed_to(person)


def access_log(person: Person, limit: int = 100) -> list[Access]:
    """Who looked at or changed what is this person's, latest first (trust.md P17)."""
    entries = list(AuditEntry.objects.filter(subject=person.pid).order_by("-seq")[:limit])
    actors = {each.pid: each for each in Person.objects.filter(pid__in={entry.actor for entry in entries})}
    return [_access(entry, actors.get(entry.actor), person) for entry in entries]


def _access(entry: AuditEntry, actor: Person | None, person: Person) -> Access:
    return Access(
        at=entry.at,
        who=actor.name if actor else "",
        role=actor.get_role_display() if actor else "",
        act=str(ACTS.get(entry.action, entry.action)),
        target=entry.target,
        purpose=entry.purpose,
        own=entry.actor == person.pid,
    )
