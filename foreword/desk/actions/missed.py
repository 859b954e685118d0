"""What was said in a chat and not seen on its page is told by mail: gathered, some minutes later, and once."""

from datetime import timedelta
from typing import Final

from django.db.models import Max, Q

from foreword.channels.actions import send_mail
from foreword.channels.models import Author, LiveChat, Message
from foreword.desk.actions.steps import hold
from foreword.desk.letters import notice_language, reply_body
from foreword.desk.models import Question
from foreword.desk.story import each_alone, story
from foreword.kernel.clock import now

UNSEEN: Final = timedelta(minutes=5)
"""How long what is said in a chat waits for its reader's eyes."""


def tell_if_missed(question: Question) -> None:
    """In the story in which a librarian says something."""
    LiveChat.objects.tell_later(question.conversation_id, now() + UNSEEN)


@story
def note_seen(*, conversation: str, seq: int) -> None:
    """The reader's page showed this much of the chat, while somebody could look at it."""
    LiveChat.objects.filter(conversation__pid=conversation, seen_seq__lt=seq).update(seen_seq=seq)


def tell_missed() -> int:
    """How many readers got a mail."""
    due = Question.objects.filter(conversation__chat__in=LiveChat.objects.to_tell())
    return sum(each_alone(_tell, question) for question in due.select_related("conversation", "asker"))


@story
def _tell(question: Question) -> bool:
    hold(question)
    chat = LiveChat.objects.to_tell().filter(conversation=question.conversation_id).first()
    if chat is None:
        return False
    missed = _missed(question, chat)
    chat.tell_no_more()
    if missed is None or not question.address or not question.text:
        return False
    send_mail(
        to=question.address,
        body=reply_body(question, missed),
        lang=notice_language(question),
        key=f"reply-{missed.pid}",
        conversation=question.conversation,
        carries=missed,
        automatic=True,
    )
    return True


def _missed(question: Question, chat: LiveChat) -> Message | None:
    """The last word of the desk, if its reader has seen nothing since, nor said anything, nor got a mail."""
    said = question.conversation.messages.for_reader().filter(seq__gt=chat.seen_seq).order_by("seq")
    known = said.filter(Q(author=Author.READER) | Q(mails__isnull=False)).aggregate(last=Max("seq"))["last"] or 0
    return said.filter(author=Author.LIBRARIAN, seq__gt=known).last()
