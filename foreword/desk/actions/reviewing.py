"""A student librarian's answer goes to a reviewer, who sends it, changed or not, or returns it with a note."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from foreword.channels.models import Message
from foreword.desk.actions.claiming import take
from foreword.desk.actions.drafting import put_back, refuse_unread, send_out
from foreword.desk.actions.steps import hold_living, refuse_others, standing_claim, tell_pages
from foreword.desk.actions.trusting import reconsider
from foreword.desk.models import QualityRules, Question, Review, ReviewState, Stage
from foreword.desk.quality.refusals import InReview, MentorFirst, NoNote, NoScores, NotAReviewer, ReviewOver
from foreword.desk.quality.rubric import accepted_scores
from foreword.desk.queries.hours import working_time
from foreword.desk.queries.standing import mentor_of
from foreword.desk.refusals import Filed, NotYours
from foreword.desk.story import story
from foreword.desk.text import accepted_text
from foreword.kernel.clock import now
from foreword.people.models import Person
from foreword.people.permissions import may


@story
def submit(*, question: Question, by: Person, text: str, client_id: str, sort: str = "answer") -> Review:
    """Give an answer (or a word to the reader: `sort` "message") in for review; its author takes the question by it.

    The same `client_id` is the same review. A later one takes the place of the one that waits, unless somebody is
    reading it: InReview. Raises TextRefused, AlreadyClaimed and Filed, too.
    """
    text = accepted_text(text)
    hold_living(question)
    refuse_others(question, by)
    if known := Review.objects.filter(question=question, client_id=client_id, author=by).first():
        return known
    if question.stage == Stage.ARCHIVED:
        raise Filed
    _replace(question)
    if standing_claim(question) is None:
        take(question, by)
    rules, mentor, at = QualityRules.standing(), mentor_of(by), now()
    review = Review.objects.create(
        question=question,
        author=by,
        message_kind=sort,
        client_id=client_id,
        text=text,
        submitted_at=at,
        due_at=_in_open_time(at, rules.review_within),
        first_for=mentor,
        open_at=(_in_open_time(at, rules.mentor_first) or at) if mentor else at,
    )
    put_back(question, by, "")
    tell_pages(question, "in-review", by, internal=True)
    return review


@story
def take_up(*, review: Review, by: Person) -> None:
    """Read it, so that no second one does. Raises NotAReviewer, InReview, MentorFirst, ReviewOver."""
    _hold(review, by)
    review.reviewer, review.taken_at = by, now()
    review.save(update_fields=["reviewer", "taken_at"])
    tell_pages(review.question, "in-review", by, internal=True)


@story
def put_down(*, review: Review, by: Person) -> None:
    """Leave it to others: from now on for all who review, the mentor's time being over."""
    hold_living(review.question)
    review.refresh_from_db()
    _refuse_over(review)
    if by.pk not in {review.reviewer_id, review.first_for_id} and not by.is_head:
        raise NotYours
    review.reviewer, review.taken_at, review.open_at = None, None, now()
    review.save(update_fields=["reviewer", "taken_at", "open_at"])
    tell_pages(review.question, "in-review", by, internal=True)


@story
def send_reviewed(
    *, review: Review, by: Person, text: str, scores: Mapping[str, object], note: str = "", seen: int | None = None
) -> Message:
    """Send it in its author's name, as the reviewer left it; what they changed stays visible to its author.

    Raises, besides what `take_up` does, NoScores, TextRefused, AlreadyClaimed where a third person has the question
    meanwhile, and AnsweredMeanwhile for a reply that came after the message numbered `seen`.
    """
    text = accepted_text(text)
    question = _hold(review, by)
    if seen is not None:
        refuse_unread(question, review.author, seen, review.client_id)
    _decide(review, by, ReviewState.SENT, scores, note)
    review.sent_text = text
    message = send_out(
        question=question,
        by=review.author,
        text=text,
        client_id=review.client_id,
        sort=review.message_kind,
        reviewed=True,
    )
    review.message = message
    review.save()
    reconsider(review.author)
    return message


@story
def return_to_author(*, review: Review, by: Person, note: str, scores: Mapping[str, object], text: str = "") -> None:
    """With a note on what to change; the text, as the reviewer left it, is their draft again. Raises NoNote."""
    if not note.strip():
        raise NoNote
    question = _hold(review, by)
    _decide(review, by, ReviewState.RETURNED, scores, note)
    review.sent_text = accepted_text(text) if text.strip() else review.text
    review.save()
    put_back(question, review.author, review.sent_text, only_if_empty=True)
    tell_pages(question, "returned", by, internal=True)
    reconsider(review.author)


@story
def rate(*, review: Review, by: Person, scores: Mapping[str, object], note: str = "") -> None:
    """Look at an answer that has been sent, drawn by lot. Nothing goes to the reader."""
    _hold(review, by)
    _decide(review, by, ReviewState.RATED, scores, note)
    review.save()
    reconsider(review.author)


@story
def withdraw(*, review: Review, by: Person) -> None:
    """Its author takes it back to go on writing; not while somebody reads it. Raises InReview, NotYours, ReviewOver."""
    question = review.question
    hold_living(question)
    review.refresh_from_db()
    if review.author_id != by.pk or not review.is_before:
        raise NotYours
    _refuse_over(review)
    if review.reviewer:
        raise InReview(review.reviewer)
    _over(review, ReviewState.WITHDRAWN)
    put_back(question, by, review.text, only_if_empty=True)
    tell_pages(question, "withdrawn", by, internal=True)


@story
def mark_seen(*, review: Review) -> None:
    """Its author has read what became of it."""
    Review.objects.filter(pk=review.pk, seen_at__isnull=True, decided_at__isnull=False).update(seen_at=now())


def give_back_unread() -> int:
    """What a reviewer took up and left for as long as a review may take is for all again; how many that were."""
    late = Review.objects.waiting().filter(reviewer__isnull=False).select_related("question")
    return sum(_give_back(review=review) for review in late[:200])


@story
def _give_back(*, review: Review) -> bool:
    hold_living(review.question)
    review.refresh_from_db()
    until = _in_open_time(review.taken_at or now(), QualityRules.standing().review_within)
    if review.state != ReviewState.WAITING or review.reviewer is None or until is None or until > now():
        return False
    review.reviewer, review.taken_at, review.open_at = None, None, now()
    review.save()
    return True


def _hold(review: Review, by: Person) -> Question:
    """Lock its question and make sure that this person may decide on it now."""
    question = review.question
    hold_living(question)
    review.refresh_from_db()
    review.question = question
    if not may(by, "answer.review") or review.author_id == by.pk:
        raise NotAReviewer
    _refuse_over(review)
    if review.reviewer and review.reviewer_id != by.pk:
        raise InReview(review.reviewer)
    first = review.first_for
    if first and first.pk != by.pk and not by.is_head and review.reviewer is None and review.open_at > now():
        raise MentorFirst(first, review.open_at)
    return question


def _decide(review: Review, by: Person, state: ReviewState, scores: Mapping[str, object], note: str) -> None:
    review.scores, review.note = accepted_scores(scores), accepted_text(note) if note.strip() else ""
    if not review.scores:
        raise NoScores
    review.state, review.reviewer, review.decided_at = state, by, now()


def _refuse_over(review: Review) -> None:
    if review.state != ReviewState.WAITING:
        raise ReviewOver


def _replace(question: Question) -> None:
    standing = Review.objects.waiting().before_sending().filter(question=question).select_related("reviewer").first()
    if standing is None:
        return
    if standing.reviewer:
        raise InReview(standing.reviewer)
    _over(standing, ReviewState.WITHDRAWN)


def _over(review: Review, state: ReviewState) -> None:
    review.state, review.decided_at = state, now()
    review.save()


def _in_open_time(at: datetime, minutes: int) -> datetime | None:
    return working_time().add_open_time(at, timedelta(minutes=minutes).total_seconds())
