"""The loop as figures: what was pushed, what became of it, and how much of it came round again.

Counts are of events, never of who: a figure here says how often, and cannot be opened to a person.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from foreword.desk.models import Exposure, Question
from foreword.knowledge.models import Entry, EntrySource, Status
from foreword.push.models import Delivery, Outcome


@dataclass(frozen=True)
class Step:
    """One station of the loop. `half` says which mark it stands under: an answer (●) or a question (○)."""

    key: str
    name: Promise
    says: Promise
    count: int
    half: str
    width: float
    """Length of the bar, 0 to 100, against the largest station."""


@dataclass(frozen=True)
class Loop:
    since: date
    until: date
    steps: list[Step]
    before: int
    """Needs settled before a question: pushed answers found useful."""
    after: int
    """Needs that came as a question."""

    @property
    def anticipated(self) -> float | None:
        """Share of settled needs that were settled before anyone asked, in per cent; None where there were none."""
        total = self.before + self.after
        return round(100 * self.before / total, 1) if total else None


STATIONS = [
    ("pushed", _("Pushed"), _("answers given before anyone asked"), "answer"),
    ("seen", _("Seen"), _("came before the reader’s eyes"), "answer"),
    ("useful", _("Useful"), _("the reader said so"), "answer"),
    ("asked", _("Asked anyway"), _("questions from readers who had been given an answer"), "ask"),
    ("answered", _("Answered"), _("of those, answered by a librarian"), "answer"),
    ("entries", _("Became an entry"), _("published entries made from readers’ questions"), "answer"),
    ("again", _("Pushed again"), _("those entries, given to the next readers"), "answer"),
]


def loop(since: date, until: date) -> Loop:
    """The stations of the loop between two days, both included."""
    span = (_start(since), _start(until + timedelta(days=1)))
    counts = {**_pushed(span), **_asked(span), **_again(span)}
    largest = max(counts.values(), default=0) or 1
    steps = [
        Step(key, name, says, counts[key], half, 100 * counts[key] / largest) for key, name, says, half in STATIONS
    ]
    questions = Question.objects.filter(asked_at__range=span).count()
    return Loop(since, until, steps, before=counts["useful"], after=questions)


Span = tuple[datetime, datetime]


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _pushed(span: Span) -> dict[str, int]:
    deliveries = Delivery.objects.filter(pushed_at__range=span)
    return {
        "pushed": deliveries.count(),
        "seen": deliveries.filter(seen_at__isnull=False).count(),
        "useful": deliveries.filter(outcome=Outcome.USEFUL).count(),
    }


def _asked(span: Span) -> dict[str, int]:
    told = Exposure.objects.filter(question=OuterRef("pk"), how="pushed")
    asked = Question.objects.filter(Exists(told), asked_at__range=span)
    return {"asked": asked.count(), "answered": asked.filter(answered_at__isnull=False).count()}


def _again(span: Span) -> dict[str, int]:
    from_readers = EntrySource.objects.filter(entry=OuterRef("pk"))
    born = Entry.objects.filter(Exists(from_readers), status=Status.PUBLISHED)
    again = Delivery.objects.filter(kind="entry", key__in=born.values("pid"), pushed_at__range=span)
    return {"entries": born.filter(published_at__range=span).count(), "again": again.count()}
