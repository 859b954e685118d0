"""Live chat: a reader is received, a librarian speaks, one hands it on to another; untaken, it becomes a question."""

from collections.abc import Sequence
from typing import Any

from foreword.channels.models import Attachment, Author, Ending, LiveChat, Medium, Message, Presence
from foreword.desk.actions.asking import Asked, accepted_contact, ask
from foreword.desk.actions.chat_line import end_chat, queue_chat, wait_again
from foreword.desk.actions.claiming import take
from foreword.desk.actions.steps import hold, hold_living, refuse_others, refuse_outsiders, standing_claim, tell_pages
from foreword.desk.actions.writing import words_of, write_held
from foreword.desk.feed import announce_change
from foreword.desk.models import Question, Routing, Tier
from foreword.desk.refusals import NotAtTheDesk
from foreword.desk.story import story
from foreword.kernel.clock import now
from foreword.people.models import Person


@story
def start_chat(**asked: Any) -> Asked:
    """A question that somebody may answer at once. Takes and raises what `ask` does."""
    started = ask(**{**asked, "medium": Medium.CHAT})
    if started.fresh:
        queue_chat(started.question)
    return started


def say(*, question: Question, by: Person, text: str, client_id: str, files: Sequence[Attachment] = ()) -> Message:
    """A librarian's word in a chat. Whoever speaks has it: raises AlreadyClaimed where somebody else does."""
    message = Message(
        author=Author.LIBRARIAN, person=by, text=words_of(text, files), client_id=client_id, medium=Medium.CHAT
    )
    return _say(question, by, message, files)


@story
def _say(question: Question, by: Person, message: Message, files: Sequence[Attachment]) -> Message:
    hold_living(question)
    if refuse_others(question, by) is None:
        take(question, by)
    return write_held(question, message, files)


@story
def end_untaken(*, question: Question) -> bool:
    """When the promised time is over: once, however often it is called, and never what was taken meanwhile."""
    hold(question)
    chat = LiveChat.objects.filter(conversation=question.conversation_id).first()
    if chat is None or not chat.waits or chat.promised_at > now():
        return False
    end_chat(question, chat, Ending.UNTAKEN)
    return True


@story
def leave_contact(*, question: Question, contact: str) -> None:
    """An address for the answer, by its asker. Raises BadContact."""
    hold(question)
    question.contact = accepted_contact(contact)
    question.save()
    tell_pages(question, "contact", None, internal=False)


@story
def pass_on(*, question: Question, to: Person, by: Person, note: str = "") -> None:
    """To a colleague, with a note only the desk reads; a chat's promise begins anew. Raises AlreadyClaimed."""
    hold(question)
    refuse_others(question, by)
    refuse_outsiders(to)
    if to.pk == by.pk:
        raise NotAtTheDesk
    if standing := standing_claim(question):
        standing.released_at = now()
        standing.save(update_fields=["released_at"])
    question.assignee, question.tier, question.routed_to, question.return_at = None, Tier.PERSON, to, None
    question.save()
    given = {"because": [], "by": by, "reason": note.strip()[:200]}
    Routing.objects.create(question=question, target=Tier.PERSON, person=to, **given)
    wait_again(question)
    tell_pages(question, "routed", by, internal=False)


@story
def be_here(*, person: Person, takes_chats: bool | None = None) -> None:
    """At the desk just now; `takes_chats` is what they decide themselves."""
    refuse_outsiders(person)
    decided = {} if takes_chats is None else {"takes_chats": takes_chats}
    Presence.objects.update_or_create(person=person, defaults={"seen_at": now(), **decided})
    if decided:
        announce_change()
