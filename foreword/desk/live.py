"""The desk's live pages: what is sent over them, and who may go on following them."""

import time
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Final

from foreword.channels.actions import ClientIdTaken, accept_message
from foreword.channels.models import Author, Conversation, Medium, Message
from foreword.channels.streams import reader_channel
from foreword.desk.actions import Refusal, SentBefore, write_to
from foreword.desk.actions.chatting import be_here, say
from foreword.desk.actions.drafting import WRITING
from foreword.desk.actions.missed import note_seen
from foreword.desk.models import Draft, Question
from foreword.kernel.realtime import marks
from foreword.kernel.realtime.send import Refused
from foreword.kernel.realtime.tickets import Ticket
from foreword.people.models import Person

TYPING_SECONDS: Final = 6.0
NOTED_SECONDS: Final = 20.0
_noted: dict[str, float] = {}


def accept_from_reader(name: str, ticket: Ticket, client_id: str, text: str) -> dict[str, Any]:
    person = Person.objects.filter(pid=ticket.holder, is_active=True).first() if ticket.holder else None
    if ticket.holder and person is None:  # a ticket outlives its account by up to a day
        raise Refused("This account is closed.", 403)
    return _accepted(name, client_id, text, Author.READER, person)


def accept_from_librarian(name: str, ticket: Ticket, client_id: str, text: str) -> dict[str, Any]:
    person = Person.objects.at_the_desk().filter(pid=ticket.holder).first()
    if person is None:
        raise Refused("You are no longer at the desk.", 403)
    return _accepted(name, client_id, text, Author.LIBRARIAN, person)


def is_at_the_desk(_name: str, holder: str) -> bool:
    """Whoever leaves the staff leaves the desk's streams, within seconds."""
    return Person.objects.at_the_desk().filter(pid=holder).exists()


def stays_at_the_desk(name: str, holder: str) -> bool:
    """A desk that stands open says that its librarian is there: noted now and then, in one row."""
    if not is_at_the_desk(name, holder):
        return False
    at = time.monotonic()
    if at - _noted.get(holder, -NOTED_SECONDS) >= NOTED_SECONDS:
        _noted[holder] = at
        be_here(person=Person.objects.get(pid=holder))
    return True


def mark_from_reader(name: str, _ticket: Ticket, what: str, seq: int) -> None:
    """To the desk's page of the question. How far a chat has been seen is kept: the rest of it goes by mail."""
    pid, medium = _question_of(name)
    if pid:
        _put(f"{WRITING}:{pid}", what, seq)
    if medium == Medium.CHAT and what == "read":
        note_seen(conversation=name, seq=seq)


def mark_from_desk(name: str, _ticket: Ticket, what: str, seq: int) -> None:
    """To the reader's page: that somebody writes or has read, never who."""
    if conversation := _conversation_of(name):
        _put(reader_channel(conversation), what, seq)


def _put(channel: str, what: str, seq: int) -> None:
    if what == "typing":
        marks.put(channel, what, {}, seconds=TYPING_SECONDS)
    else:
        marks.put(channel, what, {"seq": seq})


@lru_cache(4096)
def _question_of(conversation: str) -> tuple[str, str]:
    """Its pid and its medium, which stay the same."""
    found = Question.objects.filter(conversation__pid=conversation).values_list("pid", "medium").first()
    return found or ("", "")


@lru_cache(4096)
def _conversation_of(question: str) -> str:
    found = Question.objects.filter(pid=question).values_list("conversation__pid", flat=True).first()
    return found or ""


def read_draft(pid: str, after: int) -> list[tuple[int, dict[str, Any]]]:
    """Who is writing to a question, never what. An empty draft says that nobody is any more."""
    draft = Draft.objects.filter(question__pid=pid, version__gt=after).select_related("by").first()
    if draft is None:
        return []
    by = draft.by
    said = {"by": by.pid if by else "", "name": by.name if by else "", "writing": bool(draft.text)}
    return [(draft.version, {"seq": draft.version, "at": draft.changed_at.isoformat(), **said})]


def draft_heads(pids: Iterable[str]) -> Mapping[str, int]:
    return dict(Draft.objects.filter(question__pid__in=list(pids)).values_list("question__pid", "version"))


def _accepted(name: str, client_id: str, text: str, author: Author, person: Person | None) -> dict[str, Any]:
    # Its story reads the whole of it anew once it holds it: here is only what names it.
    named = Question.objects.select_related("conversation").only("medium", "conversation")
    question = named.filter(conversation__pid=name).order_by().first()
    try:
        if question is None:
            message = _without_question(name, author, text, client_id, person)
        elif author == Author.LIBRARIAN and person is not None and question.medium == Medium.CHAT:
            message = say(question=question, by=person, text=text, client_id=client_id)
        else:
            message = write_to(
                question=question, author=author, text=text, client_id=client_id, person=person, medium=Medium.CHAT
            )
    except Refusal as refusal:
        raise Refused(refusal.message) from None
    return {"seq": message.seq, "id": message.pid, "sent_at": message.sent_at.isoformat()}


def _without_question(name: str, author: Author, text: str, client_id: str, person: Person | None) -> Message:
    """A conversation that is not (yet) anybody's question: a chat at its beginning."""
    conversation = Conversation.objects.filter(pid=name).first()
    if conversation is None:
        raise Refused("There is no such conversation.", 404)
    try:
        return accept_message(
            conversation=conversation, author=author, text=text, client_id=client_id, person=person, medium="chat"
        )
    except ClientIdTaken:
        raise SentBefore from None
