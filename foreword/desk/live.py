"""The desk's live pages: what is sent over them, and who may go on following them."""

from collections.abc import Iterable, Mapping
from typing import Any

from foreword.channels.actions import ClientIdTaken, accept_message
from foreword.channels.models import Author, Conversation, Message
from foreword.desk.actions import Refusal, SentBefore, write_to
from foreword.desk.models import Draft, Question
from foreword.kernel.realtime.send import Refused
from foreword.kernel.realtime.tickets import Ticket
from foreword.people.models import Person


def accept_from_reader(name: str, ticket: Ticket, client_id: str, text: str) -> dict[str, Any]:
    return _accepted(name, ticket, client_id, text, Author.READER)


def accept_from_librarian(name: str, ticket: Ticket, client_id: str, text: str) -> dict[str, Any]:
    if not is_at_the_desk(name, ticket.holder):
        raise Refused("You are no longer at the desk.", 403)
    return _accepted(name, ticket, client_id, text, Author.LIBRARIAN)


def is_at_the_desk(_name: str, holder: str) -> bool:
    """Whoever leaves the staff leaves the desk's streams, within seconds."""
    return Person.objects.at_the_desk().filter(pid=holder).exists()


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


def _accepted(name: str, ticket: Ticket, client_id: str, text: str, author: Author) -> dict[str, Any]:
    question = Question.objects.select_related("conversation", "asker").filter(conversation__pid=name).first()
    person = Person.objects.filter(pid=ticket.holder, is_active=True).first() if ticket.holder else None
    if ticket.holder and person is None:  # a ticket outlives its account by up to a day
        raise Refused("This account is closed.", 403)
    try:
        message = (
            write_to(question=question, author=author, text=text, client_id=client_id, person=person, medium="chat")
            if question
            else _without_question(name, author, text, client_id, person)
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
