"""A source is picked for the answer that is being written, or put back."""

from typing import Final

from django.db.models import Max

from foreword.channels.models import Message
from foreword.desk.actions.steps import hold, refuse_others
from foreword.desk.models import Citation, Question
from foreword.desk.refusals import NothingToCite
from foreword.desk.story import story
from foreword.people.models import Person
from foreword.search.actions import note_use
from foreword.search.models import Followed
from foreword.search.sources import sources
from foreword.search.viewers import Viewer

CITABLE: Final = frozenset(["entry", "product", "record", "community"])
"""Not past answers: somebody else's question stays theirs."""


@story
def cite(*, question: Question, by: Person, kind: str, key: str) -> Citation:
    """Pick a source, once however often; its number in this answer stays. Raises NothingToCite for what any reader may
    not see."""
    return cite_held(question, by, kind, key)


def cite_held(question: Question, by: Person, kind: str, key: str) -> Citation:
    """`cite`, inside a story."""
    hold(question)
    refuse_others(question, by)
    source = sources().get(kind) if kind in CITABLE else None
    found = source.present([key], viewer=Viewer.anonymous(), lang=question.lang).get(key) if source else None
    if found is None:
        raise NothingToCite
    last = question.citations.filter(message__isnull=True).aggregate(last=Max("number"))["last"]
    picked, _fresh = Citation.objects.get_or_create(
        question=question,
        message=None,
        kind=kind,
        key=key,
        defaults={"title": found.title[:300], "url": found.url[:300], "number": (last or 0) + 1},
    )
    return picked


@story
def uncite(*, question: Question, by: Person, kind: str, key: str) -> None:
    """Put a picked source back: no search of ours has it picked then. What an answer already cites stays."""
    hold(question)
    refuse_others(question, by)
    Citation.objects.filter(question=question, message__isnull=True, kind=kind, key=key).delete()
    if question.citations.filter(kind=kind, key=key).exists():
        return
    for run in question.searches.filter(own=True):
        if [kind, key] in run.picked:
            run.picked.remove([kind, key])
            run.save(update_fields=["picked"])


def cite_picked(question: Question, message: Message) -> None:
    """What was picked stands in this answer now, and search learns that it was worth citing."""
    picked = Citation.objects.filter(question=question, message__isnull=True)
    for kind, key in picked.values_list("kind", "key"):
        note_use(what=Followed.CITED, kind=kind, key=key)
    picked.update(message=message)
