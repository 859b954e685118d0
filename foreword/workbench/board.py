"""The message board and the desk: a post that nobody answers becomes a question, and its answer a reply.

Board and desk know nothing of each other; here they meet. A post comes to the desk once. The answer goes back to the
board by itself only while the board is all that its asker has said: what they write at the desk is private, and an
answer may repeat it.
"""

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef

from foreword.channels.models import Author, Medium, Message
from foreword.community.actions import Refused, reply_to
from foreword.community.models import Reply, Thread
from foreword.desk.actions import ask
from foreword.desk.events import QuestionAnswered
from foreword.desk.models import Question
from foreword.kernel.clock import ago

OLDEST: Final = timedelta(days=14)
"""What nobody answered for so long has found its answer elsewhere; a librarian may still take it by hand."""
AT_ONCE: Final = 50


def bring_to_desk(thread: Thread) -> Question | None:
    """The question that a post is, once, however often it is brought; None where nobody is behind it any more."""
    if thread.asker is None or thread.hidden_at is not None:
        return None
    brought = Question.objects.filter(medium=Medium.BOARD, asked_about=_about(thread)).first()
    return brought or _ask(thread)


def _ask(thread: Thread) -> Question:
    asked = ask(
        text=f"{thread.title}\n\n{thread.text}",
        lang=thread.lang,
        asker=thread.asker,
        medium=Medium.BOARD,
        topic=thread.topic,
        asked_about=_about(thread),
        idempotency_key=f"board-{thread.pid}",
    )
    return asked.question


def bring_waiting() -> int:
    """How many posts without a reply came to the desk."""
    if not settings.FOREWORD_BOARD_HOURS:
        return 0
    since = {"asked_at__gt": ago(days=OLDEST.days), "asked_at__lt": ago(hours=settings.FOREWORD_BOARD_HOURS)}
    brought = Question.objects.filter(medium=Medium.BOARD).values_list("asked_about", flat=True)
    alone = Thread.objects.public().filter(~Exists(Reply.objects.filter(thread=OuterRef("pk"))), asker__isnull=False)
    waiting = alone.filter(**since).select_related("asker", "topic").order_by("asked_at")
    known = set(brought.filter(asked_at__gt=ago(days=OLDEST.days)))
    return sum(bring_to_desk(thread) is not None for thread in waiting[:AT_ONCE] if _about(thread) not in known)


def answered(event: QuestionAnswered) -> None:
    """The desk has answered a post: the board hears it, from whoever answered."""
    question = Question.objects.filter(pid=event.question, medium=Medium.BOARD).first()
    message = Message.objects.filter(pid=event.message).select_related("person").first()
    if question is None or message is None or message.person is None or _has_said_more(question):
        return
    thread = Thread.objects.public().filter(pid=question.asked_about.partition(":")[2]).first()
    if thread is None:
        return
    try:
        reply_to(thread=thread, person=message.person, text=_with_sources(message))
    except (ValidationError, Refused):
        return  # too long for the board, or too much at once: its asker has it at the desk


def _has_said_more(question: Question) -> bool:
    return question.conversation.messages.filter(author=Author.READER).exclude(client_id="question").exists()


def _with_sources(message: Message) -> str:
    sources = message.citations.filter(number__gt=0).order_by("number")
    return "\n\n".join([message.text, *(f"[{source.number}] {source.title}" for source in sources)])


def _about(thread: Thread) -> str:
    return f"community:{thread.pid}"
