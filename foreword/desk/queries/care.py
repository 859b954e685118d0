"""What came of asking back, taking back and asking whether it worked, in questions; for the head of service."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.db.models import OuterRef, QuerySet, Subquery

from foreword.desk.models import AskingBack, Ended, Evaluation, FollowUp, Question
from foreword.kernel.clock import now

SPAN: Final = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class CareFigures:
    """Of the last ninety days."""

    asked_back: int
    reminded: int
    unheard: int
    """Closed without a word, and not opened again."""
    found: int
    unneeded: int
    asked_whether: int
    worked: int
    worked_not: int
    """They said so after they were asked."""


def care_figures() -> CareFigures:
    since = now() - SPAN
    back = AskingBack.objects.filter(asked_at__gt=since)
    ended = Question.objects.filter(archived_at__gt=since)
    asked = FollowUp.objects.filter(sent_at__gt=since)
    return CareFigures(
        asked_back=_questions(back),
        reminded=_questions(back.filter(reminded__gt=0)),
        unheard=ended.filter(ended=Ended.UNHEARD).count(),
        found=ended.filter(ended=Ended.FOUND).count(),
        unneeded=ended.filter(ended=Ended.UNNEEDED).count(),
        asked_whether=_questions(asked),
        worked=_said(asked, satisfied=True),
        worked_not=_said(asked, satisfied=False),
    )


def _questions(rows: QuerySet[Any]) -> int:
    return rows.values("question").distinct().count()


def _said(asked: QuerySet[FollowUp], *, satisfied: bool) -> int:
    """Of those who were asked, whose next word on it was this."""
    after = Evaluation.objects.filter(question=OuterRef("question"), given_at__gt=OuterRef("sent_at"))
    first = after.order_by("given_at", "pk").values("satisfied")[:1]
    return _questions(asked.annotate(said=Subquery(first)).filter(said=satisfied))
