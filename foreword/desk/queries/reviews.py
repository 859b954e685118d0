"""What of the desk's reviews a librarian sees: their queue, one's own answers and what became of them, one review."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import F, Q

from foreword.channels.models import Author
from foreword.desk.models import QualityRules, Question, Review, ReviewState
from foreword.desk.quality.difference import Piece, difference
from foreword.desk.quality.rubric import BEHAVIOURS, SCALE, accepted_scores, mean_score
from foreword.desk.queries.reading import open_question
from foreword.desk.queries.threads import Cited, ThreadMessage, asker_label, picked, thread_of
from foreword.kernel.clock import ago, now
from foreword.people.models import Person
from foreword.people.permissions import may

PAGE: Final = 100
LATELY: Final = 60
"""Days for which what was decided stands in its author's list."""
_OVER: Final = (ReviewState.SENT, ReviewState.RETURNED, ReviewState.RATED)


@dataclass(frozen=True, slots=True)
class ReviewLine:
    pid: str
    headline: str
    lang: str
    author: str
    is_before: bool
    state: str
    state_label: str
    submitted_at: datetime
    due_at: datetime | None
    late: bool
    reviewer: str
    mine: bool
    """The viewer has taken it up."""
    first_for: str
    """Whose it is alone for now; empty once it is for all, and for the mentor themselves."""
    as_mentor: bool
    changed: bool
    fresh: bool
    """Decided, and not read by its author yet."""


@dataclass(frozen=True, slots=True)
class ReviewsPage:
    reviews_others: bool
    to_review: tuple[ReviewLine, ...]
    waiting: tuple[ReviewLine, ...]
    decided: tuple[ReviewLine, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One behaviour of the rubric."""

    name: str
    label: str
    help: str
    score: int | None
    scale: tuple[tuple[int, str], ...]
    said: str


@dataclass(frozen=True, slots=True)
class ReviewPage:
    review: Review
    question: Question
    asker: str
    thread: tuple[ThreadMessage, ...]
    picked: tuple[Cited, ...]
    rows: tuple[Row, ...]
    mean: float | None
    pieces: tuple[Piece, ...]
    changed: bool
    last_seq: int
    newer: bool
    """The reader has written since the answer was given in."""
    may_decide: bool
    may_withdraw: bool
    may_leave: bool
    held_by: str
    first_for: str
    own: bool


def reviews_page(viewer: Person) -> ReviewsPage:
    """What is due first comes first; one's own, the newest first."""
    seen = Review.objects.visible_to(viewer).select_related("question", "author", "reviewer", "first_for")
    others = may(viewer, "answer.review")
    waiting = seen.waiting().exclude(author=viewer) if others else seen.none()
    own = seen.filter(author=viewer).order_by("-submitted_at")
    over = own.filter(state__in=_OVER, decided_at__gt=ago(days=LATELY))
    return ReviewsPage(
        reviews_others=others,
        to_review=_lines(waiting.order_by(F("due_at").asc(nulls_last=True), "pk")[:PAGE], viewer),
        waiting=_lines(own.waiting().before_sending()[:PAGE], viewer),
        decided=_lines(over[:PAGE], viewer),
    )


def review_page(pid: str, viewer: Person, *, chosen: Mapping[str, object] | None = None) -> ReviewPage:
    """`chosen`: scores that were not taken yet. Opening it is logged like opening the question.

    Raises Review.DoesNotExist for what this viewer may not see.
    """
    rows = Review.objects.visible_to(viewer).select_related("author", "reviewer", "first_for", "question")
    review = rows.get(pid=pid)
    own = review.author_id == viewer.pk
    question = open_question(review.question.pid, viewer)
    waiting = review.state == ReviewState.WAITING
    reserved = review.first_for if review.open_at > now() and review.first_for_id != viewer.pk else None
    held = review.reviewer if waiting and review.reviewer_id != viewer.pk else None
    thread = thread_of(question, viewer)
    return ReviewPage(
        review=review,
        question=question,
        asker=asker_label(question),
        thread=thread,
        picked=picked(question),
        rows=_rubric(accepted_scores(chosen) if chosen else review.scores),
        mean=mean_score(review.scores),
        pieces=difference(review.text, review.sent_text) if review.sent_text else (),
        changed=bool(review.sent_text) and review.sent_text != review.text,
        last_seq=question.conversation.last_seq,
        newer=any(each.author == Author.READER and each.sent_at > review.submitted_at for each in thread),
        may_decide=waiting and not own and not held and (not reserved or viewer.is_head),
        may_withdraw=waiting and own and review.is_before and review.reviewer_id is None,
        may_leave=waiting and (review.reviewer_id == viewer.pk or (review.first_for_id == viewer.pk and not held)),
        held_by=held.name if held else "",
        first_for=reserved.name if waiting and reserved and not review.reviewer_id else "",
        own=own,
    )


def reviews_to_do(viewer: Person) -> int:
    """For the number beside the link: what this person can read now, or what of theirs was decided and not yet read."""
    if not may(viewer, "answer.review"):
        return Review.objects.filter(author=viewer, state__in=_OVER, seen_at__isnull=True).count()
    free = Q(open_at__lte=now()) | Q(first_for=viewer)
    mine = Q(reviewer=viewer) | (Q(reviewer__isnull=True) & free)
    return Review.objects.waiting().exclude(author=viewer).filter(mine).count()


def review_of(question: Question, viewer: Person) -> Review | None:
    """What stands above the composer: the answer in review; or, for its author, the one that came back last."""
    seen = Review.objects.visible_to(viewer).filter(question=question).before_sending().select_related("author")
    last = seen.select_related("reviewer").order_by("-submitted_at", "-pk").first()
    if last is None or last.state == ReviewState.WAITING:
        return last
    return last if last.state == ReviewState.RETURNED and last.author_id == viewer.pk else None


def rules() -> QualityRules:
    return QualityRules.standing()


def _lines(rows: Iterable[Review], viewer: Person) -> tuple[ReviewLine, ...]:
    at = now()
    return tuple(_line(review, viewer, at) for review in rows)


def _line(review: Review, viewer: Person, at: datetime) -> ReviewLine:
    reserved = review.open_at > at and review.reviewer_id is None
    first = review.first_for if reserved and review.first_for_id != viewer.pk else None
    return ReviewLine(
        pid=review.pid,
        headline=review.question.headline,
        lang=review.question.lang,
        author=review.author.name,
        is_before=review.is_before,
        state=review.state,
        state_label=str(review.get_state_display()),
        submitted_at=review.submitted_at,
        due_at=review.due_at,
        late=bool(review.due_at and review.due_at <= at and review.state == ReviewState.WAITING),
        reviewer=review.reviewer.name if review.reviewer else "",
        mine=review.reviewer_id == viewer.pk,
        first_for=first.name if first else "",
        as_mentor=review.first_for_id == viewer.pk,
        changed=bool(review.sent_text) and review.sent_text != review.text,
        fresh=review.decided_at is not None and review.seen_at is None,
    )


def _rubric(scores: Mapping[str, int]) -> tuple[Row, ...]:
    scale = tuple((number, str(label)) for number, label in SCALE.items())
    said = dict(scale)
    return tuple(
        Row(name, str(label), str(words), scores.get(name), scale, said.get(scores.get(name, 0), ""))
        for name, (label, words) in BEHAVIOURS.items()
    )
