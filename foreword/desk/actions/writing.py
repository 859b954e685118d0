"""Messages of a question's thread, and its answer."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from foreword.channels.actions import ClientIdTaken, accept_message, send_mail
from foreword.channels.models import Attachment, Author, Medium, Message
from foreword.desk.actions.citing import cite_picked
from foreword.desk.actions.claiming import take
from foreword.desk.actions.following_up import follow_later
from foreword.desk.actions.missed import tell_if_missed
from foreword.desk.actions.sampling import sample
from foreword.desk.actions.steps import enter, hold_living, refuse_others, reopen_ended, stop_reminding
from foreword.desk.actions.winding import CLOCKS, set_clocks, wind_clocks
from foreword.desk.events import QuestionAnswered
from foreword.desk.feed import announce_change
from foreword.desk.letters import notice_language, reply_body
from foreword.desk.models import AnswerLink, Question, Stage
from foreword.desk.quality.refusals import NeedsReview
from foreword.desk.queries.standing import needs_review
from foreword.desk.refusals import SentBefore
from foreword.desk.story import story
from foreword.desk.text import accepted_text
from foreword.kernel.outbox import publish
from foreword.people.models import Person
from foreword.search.actions import mark_changed


def write_to(
    *,
    question: Question,
    author: Author | str,
    text: str,
    client_id: str,
    person: Person | None = None,
    medium: Medium | str = Medium.WEB,
    internal: bool = False,
    reviewed: bool = False,
    files: Sequence[Attachment] = (),
) -> Message:
    """A further message by the reader or a librarian, or an internal note; with `files` it may be without words.

    Raises TextRefused or SentBefore, and NeedsReview for words to the reader of somebody whose words are reviewed
    first, unless they were. What a reader writes is its asker's, whoever is signed in: a secret link is never joined
    to an account (P14).
    """
    message = Message(
        author=author,
        person=person,
        text=words_of(text, files),
        client_id=client_id,
        medium=medium,
        kind="note" if internal else "text",
        internal=internal,
    )
    return _write(question, message, files, reviewed=reviewed)


def words_of(text: str, files: Sequence[Attachment]) -> str:
    """Raises TextRefused."""
    return accepted_text(text) if text.strip() or not files else ""


@story
def _write(question: Question, message: Message, files: Sequence[Attachment], *, reviewed: bool) -> Message:
    # The question is locked before its conversation, as in every story: two orders could wait for each other for ever.
    hold_living(question)
    return write_held(question, message, files, reviewed=reviewed)


def write_held(
    question: Question, message: Message, files: Sequence[Attachment] = (), *, reviewed: bool = False
) -> Message:
    """Inside a story that holds the question. Raises SentBefore and NeedsReview, as `write_to` does."""
    reader = message.author == Author.READER
    if message.author == Author.LIBRARIAN and not message.internal and not reviewed:
        _refuse_unreviewed(question, message.person, message.medium)

    def follow(stored: Message) -> None:
        if not (reader or stored.internal):
            if Medium.CHAT == question.medium == stored.medium:
                tell_if_missed(question)
            else:
                _tell_reader(question, stored)
        turns = _turns(question, stored)
        if turns:
            question.waiting_since = stored.sent_at if reader else None
            if reader:
                stop_reminding(question)
                reopen_ended(question)
            wind_clocks(question)
        # Also where only the time of it changes: what a question took is measured anew by that.
        question.save(update_fields=["waiting_since", "queued_since", "updated_at", *(CLOCKS if turns else ())])
        announce_change()  # an open thread at the desk follows the queue's news

    with _once():
        return accept_message(
            conversation=question.conversation,
            author=message.author,
            person=question.asker if reader else message.person,
            text=message.text,
            client_id=message.client_id,
            medium=message.medium,
            kind=message.kind,
            internal=message.internal,
            lang=question.lang,
            files=files,
            then=follow,
        )


def _turns(question: Question, message: Message) -> bool:
    """Is it now the other's turn? What one side adds to its own words moves no clock and no place in the queue."""
    if message.internal:
        return False
    if message.author == Author.READER:
        return question.waiting_since is None
    return question.waiting_since is not None or question.due_at is not None


def _refuse_unreviewed(question: Question, person: Person | None, medium: Medium | str = Medium.WEB) -> None:
    if needs_review(person, question, medium):
        raise NeedsReview


@contextmanager
def _once() -> Iterator[None]:
    try:
        yield
    except ClientIdTaken:
        raise SentBefore from None


def answer(
    *,
    question: Question,
    by: Person,
    text: str,
    client_id: str,
    reviewed: bool = False,
    files: Sequence[Attachment] = (),
    said_at: datetime | None = None,
) -> Message:
    """Send the answer with the sources picked for it; `said_at` where it was given by word of mouth.

    Raises TextRefused, AlreadyClaimed when another has it, or NeedsReview for somebody whose answers are reviewed
    first, unless this one was.
    """
    return _answer(question, by, accepted_text(text), client_id, files, reviewed=reviewed, said_at=said_at)


@story
def _answer(
    question: Question,
    by: Person,
    text: str,
    client_id: str,
    files: Sequence[Attachment],
    *,
    reviewed: bool,
    said_at: datetime | None,
) -> Message:
    hold_living(question)
    claim = refuse_others(question, by)
    if not reviewed:
        _refuse_unreviewed(question, by)
    if claim is None:
        take(question, by)

    with _once():
        return accept_message(
            conversation=question.conversation,
            author=Author.LIBRARIAN,
            person=by,
            text=text,
            client_id=client_id,
            kind="answer",
            lang=question.lang,
            files=files,
            sent_at=said_at,
            then=lambda message: _answered(question, by, message, reviewed=reviewed),
        )


def _answered(question: Question, by: Person, message: Message, *, reviewed: bool) -> None:
    cite_picked(question, message)
    question.answered_at = question.answered_at or message.sent_at
    question.waiting_since = None
    question.archived_at = None
    question.save()
    enter(question, Stage.ANSWERED, by)
    set_clocks(question)
    publish(QuestionAnswered(question=question.pid, message=message.pid))
    mark_changed(kind="question", key=question.pid)
    if not reviewed:
        sample(question, message)
    follow_later(question, message)
    _tell_reader(question, message)


def _tell_reader(question: Question, message: Message) -> None:
    """By mail, where we know one of theirs; a reply to it comes back into the thread."""
    if not question.address:
        return
    if message.kind == "answer":
        AnswerLink.objects.get_or_create(question=question, message=message)
    by_mail = question.medium == Medium.MAIL
    send_mail(
        to=question.address,
        body=reply_body(question, message),
        lang=question.lang if by_mail else notice_language(question),
        key=f"reply-{message.pid}",
        conversation=question.conversation,
        carries=message,
        automatic=not by_mail,
    )
