"""The desk's queue: which questions wait, which are mine, which are done. Flat in the number of closed questions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Count, DateTimeField, ExpressionWrapper, F, Q
from django.db.models.functions import Coalesce, Left

from foreword.desk.models import Question, Stage, Task, Tier, Understanding
from foreword.desk.models.question import QuestionQuerySet, headline_of
from foreword.desk.queries.asking_back import is_asked_back
from foreword.desk.queries.filters import narrowed
from foreword.desk.queries.standing import is_in_review
from foreword.kernel.clock import now
from foreword.people.models import Person, Role, Topic

VIEWS: Final = ("open", "forme", "unclaimed", "mine", "asked", "answered", "archived")
PAGE: Final = 40
MOST_COUNTED: Final = 1000
"""The counts of what is done stop here: 1000 means "so many, or more"."""
_DONE: Final = ("answered", "archived")
_BY_ASKING: Final = (*_DONE, "asked")
"""Lists that hold questions nobody waits for, too."""
_BESIDE: Final = ("topic", "assignee", "understanding", "routed_to")
_NEXT: Final = Coalesce("due_at", ExpressionWrapper(F("queued_since") + timedelta(days=3650), DateTimeField()))
"""What has no due date, because nobody set one or its reader is to reply, comes after all that has."""
TIER_OF: Final[Mapping[str, str]] = {
    Role.STUDENT_LIBRARIAN: Tier.STUDENT,
    Role.REFERENCE_LIBRARIAN: Tier.REFERENCE,
    Role.HEAD_OF_SERVICE: Tier.REFERENCE,
}


@dataclass(frozen=True, slots=True)
class QueueRow:
    pid: str
    headline: str
    lang: str
    medium: str
    medium_label: str
    topic: str
    read: int | None
    read_is_suggested: bool
    urgent: bool
    stage: str
    stage_label: str
    since: datetime
    holder: str
    mine: bool
    waiting: bool
    """Its reader has written since the last reply."""
    due_at: datetime | None
    due: str
    """"late", "soon" or empty."""
    tier: str
    """Whose turn it is, while nobody has it; empty in the common queue."""
    asked_back: bool = False
    """It waits for its reader."""
    in_review: bool = False
    """An answer to it waits to be reviewed; only for its author and whoever reviews."""
    ended: str = ""
    """Why it was closed without an answer."""


@dataclass(frozen=True, slots=True)
class QueuePage:
    view: str
    rows: tuple[QueueRow, ...]
    counts: Mapping[str, int]
    topics: tuple[Topic, ...] = ()
    more: str = ""
    """Where the next page begins, as `before`; empty on the last."""
    filters: Mapping[str, str] = field(default_factory=dict)


def queue(
    viewer: Person, view: str = "open", *, wanted: Mapping[str, str] | None = None, before: datetime | None = None
) -> QueuePage:
    """What is due first, then the oldest, while somebody waits; newest first once they do not.

    Raises nothing: an unknown view is "open".
    """
    view = view if view in VIEWS else "open"
    seen = Question.objects.visible_to(viewer)
    wanted = wanted or {}
    scope = narrowed(_scope(seen, viewer, view), viewer, wanted)
    # The text may be long, and a list needs its first line only.
    moment = F("asked_at") if view in _BY_ASKING else _NEXT
    rows = (
        scope.annotate(
            moment=moment, start=Left("text", 400), asked_back=is_asked_back(), in_review=is_in_review(viewer)
        )
        .defer("text")
        .select_related(*_BESIDE)
    )
    if before is not None:
        rows = rows.filter(moment__lt=before) if view in _DONE else rows.filter(moment__gt=before)
    found = list(rows.order_by("-moment" if view in _DONE else "moment")[: PAGE + 1])
    return QueuePage(
        view=view,
        rows=tuple(
            _row(each, viewer, each.start, asked_back=each.asked_back, in_review=each.in_review)
            for each in found[:PAGE]
        ),
        counts=_counts(seen, viewer),
        topics=tuple(Topic.objects.order_by("order")),
        more=found[PAGE - 1].moment.isoformat() if len(found) > PAGE else "",
        filters=wanted,
    )


def _scope(seen: QuestionQuerySet, viewer: Person, view: str) -> QuestionQuerySet:
    if view == "archived":
        return seen.filter(stage=Stage.ARCHIVED)
    if view == "answered":
        return seen.filter(stage__in=[Stage.ANSWERED, Stage.SATISFIED])
    if view == "asked":
        return seen.filter(pk__in=Task.objects.waiting_for(viewer).values("question"))
    waiting = seen.waiting()
    if view == "forme":
        return waiting.filter(meant_for(viewer))
    if view == "unclaimed":
        return waiting.unclaimed()
    return waiting.filter(assignee=viewer) if view == "mine" else waiting


def _counts(seen: QuestionQuerySet, viewer: Person) -> dict[str, int]:
    """What waits is counted whole, what is done only so far as anybody cares."""
    waiting = seen.waiting().aggregate(
        open=Count("pk"),
        forme=Count("pk", filter=meant_for(viewer)),
        unclaimed=Count("pk", filter=Q(assignee__isnull=True)),
        mine=Count("pk", filter=Q(assignee=viewer)),
    )
    asked = Task.objects.waiting_for(viewer).values("question").distinct().count()
    done = {view: _scope(seen, viewer, view).values("pk")[:MOST_COUNTED].count() for view in _DONE}
    return {**waiting, "asked": asked, **done}


def meant_for(viewer: Person) -> Q:
    """What nobody has taken, and was sent to this librarian or to their desk."""
    desk = Q(routed_to__isnull=True, tier=TIER_OF.get(viewer.role, ""))
    return Q(assignee__isnull=True) & (Q(routed_to=viewer) | desk)


def _tier(question: Question) -> str:
    if question.assignee_id or question.tier == Tier.COMMON:
        return ""
    return question.routed_to.name if question.routed_to else str(question.get_tier_display())


def _is_urgent(question: Question) -> bool:
    """A librarian's word, or else the model's."""
    if question.urgent is not None:
        return question.urgent
    said: Understanding | None = getattr(question, "understanding", None)
    return said is not None and said.urgent


def _due(question: Question) -> str:
    at = now()
    if question.due_at is None or (question.warn_at or question.due_at) > at:
        return ""
    return "late" if question.due_at <= at else "soon"


def _row(question: Question, viewer: Person, start: str, *, asked_back: bool, in_review: bool) -> QueueRow:
    return QueueRow(
        pid=question.pid,
        headline=headline_of(start),
        lang=question.lang,
        medium=question.medium,
        medium_label=str(question.get_medium_display()),
        topic=question.topic.name if question.topic else "",
        read=question.read or question.read_suggested,
        read_is_suggested=question.read is None,
        urgent=_is_urgent(question),
        stage=question.stage,
        stage_label=str(question.get_stage_display()),
        since=question.queued_since or question.asked_at,
        holder=question.assignee.name if question.assignee else "",
        mine=question.assignee_id == viewer.pk,
        waiting=question.waiting_since is not None,
        due_at=question.due_at,
        due=_due(question),
        tier=_tier(question),
        asked_back=asked_back and question.waiting_since is None,
        in_review=in_review,
        ended=str(question.get_ended_display()) if question.ended else "",
    )
