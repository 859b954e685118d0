"""The line of those who wait for a chat: what stands in it is taken, waits again, or becomes a question."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from foreword.channels.actions import accept_message
from foreword.channels.models import Author, ChatService, Ending, LiveChat, Medium
from foreword.channels.streams import reader_channel
from foreword.desk.feed import announce_change
from foreword.desk.models import Question
from foreword.desk.queries.chats import chat_offer, ended_words, line
from foreword.kernel.clock import now
from foreword.kernel.jobs.queue import add_job
from foreword.kernel.realtime import marks

END_UNTAKEN: Final = "foreword.desk.tasks.end_untaken_chat"


def queue_chat(question: Question) -> None:
    """In the story that receives it. Where nobody can take it, it says so at once."""
    offer = chat_offer()
    chat = LiveChat.objects.create(
        conversation=question.conversation, asked_at=question.asked_at, promised_at=_promised()
    )
    if offer.can_chat:
        _end_later(question, chat)
    else:
        end_chat(question, chat, Ending.NOBODY if offer.is_open else Ending.CLOSED)
    _tell_line()


def take_chat(question: Question) -> None:
    """In the story in which somebody takes the question."""
    chat = LiveChat.objects.waiting().filter(conversation=question.conversation_id).first()
    if chat is not None:
        chat.take()
        _tell_line()


def wait_again(question: Question) -> None:
    """In the story that takes a chat from its librarian: its reader is not left alone with it."""
    chat = LiveChat.objects.filter(conversation=question.conversation_id, ended_at__isnull=True).first()
    if chat is not None and chat.taken_at is not None:
        chat.wait_again(_promised())
        _end_later(question, chat)
        _tell_line()


def end_chat(question: Question, chat: LiveChat, why: Ending) -> None:
    """Said in the thread, where its reader and the desk both read it."""
    chat.end(why)
    accept_message(
        conversation=question.conversation,
        author=Author.SYSTEM,
        text=_told(question, why),
        client_id=f"chat-ended-{int(chat.promised_at.timestamp())}",
        medium=Medium.CHAT,
        lang=question.lang,
    )
    announce_change()
    _tell_line()


def _promised() -> datetime:
    return now() + timedelta(minutes=ChatService.current().promise_minutes)


def _end_later(question: Question, chat: LiveChat) -> None:
    """A job, in the transaction that promises: it outlives whoever made it, and whoever was to run it."""
    key = f"chat-untaken:{question.pid}:{int(chat.promised_at.timestamp())}"
    add_job(END_UNTAKEN, args=[question.pid], key=key, run_at=chat.promised_at)


def _told(question: Question, why: Ending) -> str:
    with override(question.lang):
        address = question.contact or (question.asker.email if question.asker else "")
        answer = (
            _("The answer comes to %(address)s.") % {"address": address}
            if address
            else _("Leave a mail address, or come back to this page for the answer.")
        )
        return _("%(why)s %(answer)s") % {"why": ended_words(why), "answer": answer}


def _tell_line() -> None:
    """Everybody who waits hears how many are before them now."""

    def tell() -> None:
        for conversation, before in line():
            marks.put(reader_channel(conversation), "line", {"before": before}, seconds=30)

    transaction.on_commit(tell, robust=True)
