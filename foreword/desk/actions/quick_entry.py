"""A question that was put by phone or at the desk is written down afterwards, most often with what was said to it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from foreword.channels.models import Medium
from foreword.desk.actions.asking import ask
from foreword.desk.actions.claiming import take
from foreword.desk.actions.steps import hold, refuse_outsiders, standing_claim
from foreword.desk.actions.writing import answer
from foreword.desk.models import Kind, Question, Understanding
from foreword.desk.refusals import Refusal
from foreword.desk.story import story
from foreword.kernel.clock import now
from foreword.people.models import Person

SPOKEN: Final = (Medium.PHONE, Medium.DESK)
OLDEST: Final = timedelta(days=7)
"""A browser that was without connection for longer has a wrong clock, or its entries are no news any more."""


class BadEntry(Refusal):
    code = "bad-entry"
    words = _("Please say how it was asked, and choose the kind from the list.")


@dataclass(frozen=True, slots=True)
class Entry:
    medium: str
    text: str
    lang: str
    key: str
    """The browser's own name for it: the same again is the same question."""
    kind: str = ""
    said: str = ""
    contact: str = ""
    heard_at: datetime | None = None


@story
def enter_question(*, by: Person, entry: Entry) -> Question:
    """Raises BadEntry, TextRefused, BadContact, NotAtTheDesk, KeyReused.

    What was said is an answer that its reader has heard: no review can come before it. Without it, the question waits
    like any other. A time that cannot be is now.
    """
    refuse_outsiders(by)
    if entry.medium not in SPOKEN or (entry.kind and entry.kind not in Kind.values):
        raise BadEntry
    at = now()
    heard = entry.heard_at if entry.heard_at and at - OLDEST < entry.heard_at < at else at
    asked = ask(
        text=entry.text,
        lang=entry.lang,
        medium=entry.medium,
        contact=entry.contact,
        idempotency_key=f"{by.pid}-{entry.key}",
        asked_at=heard,
    )
    if asked.fresh:
        _go_on(asked.question, by, entry, heard)
    return asked.question


def _go_on(question: Question, by: Person, entry: Entry, heard: datetime) -> None:
    hold(question)
    if entry.kind:
        question.kind = entry.kind
        question.save(update_fields=["kind"])
        Understanding.objects.update_or_create(question=question, defaults={"decided_at": now()})
    if entry.said.strip():
        if standing_claim(question) is None:
            take(question, by)
        answer(question=question, by=by, text=entry.said, client_id="said", reviewed=True, said_at=heard)
