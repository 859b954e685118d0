"""The desk's shared draft of a reply, and sending it only when nobody else has answered in between."""

from collections.abc import Sequence

from django.db import transaction

from foreword.channels.models import Attachment, Author, Message
from foreword.desk.actions.asking_back import wait_for_reader
from foreword.desk.actions.steps import hold_living, refuse_outsiders
from foreword.desk.actions.writing import answer, write_to
from foreword.desk.models import Draft, Question, Tie
from foreword.desk.refusals import AnsweredMeanwhile
from foreword.desk.story import story
from foreword.desk.text import MAX_LENGTH
from foreword.kernel import wakeups
from foreword.kernel.clock import now
from foreword.people.models import Person

WRITING = "deskdraft"
"""The log that live pages follow: numbers and names, never what is written."""


@story
def keep_draft(*, question: Question, by: Person, text: str, client_id: str = "") -> Draft | None:
    """What is written so far; the last hand wins. What arrives after it was sent under `client_id` is no draft."""
    hold_living(question)
    refuse_outsiders(by)
    if client_id and question.conversation.messages.filter(client_id=client_id).exists():
        return None
    return _keep(question, by, text.replace("\0", "")[:MAX_LENGTH])


@story
def send(
    *,
    question: Question,
    by: Person,
    text: str,
    client_id: str,
    sort: str,
    seen: int | None = None,
    files: Sequence[Attachment] = (),
) -> Message:
    """Send an answer, a message or a note, and empty the draft. Raises what `answer` and `write_to` do.

    `seen` is the number of the last message that its writer had before them: with a colleague's reply after it, an
    answer or a message raises AnsweredMeanwhile.
    """
    hold_living(question)
    if sort != "note" and seen is not None:
        refuse_unread(question, by, seen, client_id)
    message = send_out(question=question, by=by, text=text, client_id=client_id, sort=sort, files=files)
    put_back(question, by, "")
    return message


def send_out(
    *,
    question: Question,
    by: Person,
    text: str,
    client_id: str,
    sort: str,
    reviewed: bool = False,
    files: Sequence[Attachment] = (),
) -> Message:
    """Inside a story that holds the question. The draft stays as it is."""
    if sort == "answer":
        message = answer(question=question, by=by, text=text, client_id=client_id, reviewed=reviewed, files=files)
    else:
        message = write_to(
            question=question,
            author=Author.LIBRARIAN,
            person=by,
            text=text,
            client_id=client_id,
            internal=sort == "note",
            reviewed=reviewed,
            files=files,
        )
    if sort == "message":
        wait_for_reader(question, message)
    if sort != "note":
        _rest_merged(question)
    return message


def put_back(question: Question, by: Person, text: str, *, only_if_empty: bool = False) -> None:
    """Make `text` the draft; where something else is being written, and `only_if_empty`, that stays."""
    standing = Draft.objects.filter(question=question).exclude(text="").exists()
    if standing if not text else not (standing and only_if_empty):
        _keep(question, by, text)


def refuse_unread(question: Question, by: Person, seen: int, client_id: str) -> None:
    between = question.conversation.messages.after(seen).for_reader().filter(author=Author.LIBRARIAN)
    other = between.exclude(person=by).exclude(client_id=client_id).exclude(kind="state").select_related("person")
    if found := other.last():
        raise AnsweredMeanwhile(str(found.person or found.get_author_display()))


def _rest_merged(question: Question) -> None:
    """What waited in the questions that go on in this one has its reply now."""
    ties = Tie.objects.merged().filter(other=question, question__waiting_since__isnull=False)
    for tie in ties.select_related("question"):
        tie.question.waiting_since = None
        tie.question.save()


def _keep(question: Question, by: Person, text: str) -> Draft:
    draft, _fresh = Draft.objects.get_or_create(question=question)
    draft.text, draft.by, draft.changed_at = text, by, now()
    draft.version += 1
    draft.save()
    name, version = f"{WRITING}:{question.pid}", draft.version
    transaction.on_commit(lambda: wakeups.notify(name, version), robust=True)
    return draft
