"""What the room hears: whatever happens to the ground under a product is told to the media center."""

from foreword.community.events import ThreadChanged
from foreword.community.models import Thread
from foreword.desk.events import QuestionMoved
from foreword.desk.models import Question, Stage
from foreword.kernel.events import RowsErased
from foreword.kernel.outbox import EventTable
from foreword.knowledge.events import EntryChanged, EntryPublished, EntryWithdrawn
from foreword.knowledge.models import Entry
from foreword.media.actions import notice_source
from foreword.media.models import SourceNews

CHANGED, GONE = SourceNews.State.CHANGED, SourceNews.State.GONE


def entry_moved(event: EntryChanged | EntryPublished | EntryWithdrawn) -> None:
    entry = Entry.objects.filter(pid=event.entry).prefetch_related("texts").first()
    text = next(iter(entry.texts.all()), None) if entry else None
    state = GONE if isinstance(event, EntryWithdrawn) or entry is None else CHANGED
    at = entry.published_at if entry and isinstance(event, EntryPublished) else None
    notice_source(kind="entry", key=event.entry, state=state, title=text.question if text else "", at=at)


def thread_moved(event: ThreadChanged) -> None:
    thread = Thread.objects.filter(pid=event.thread).first()
    state = CHANGED if thread and thread.hidden_at is None else GONE
    notice_source(kind="community", key=event.thread, state=state, title=thread.title if thread else "")


def question_reopened(event: QuestionMoved) -> None:
    """Filed, and yet its reader says: not answered."""
    if event.stage != Stage.ACCEPTED:
        return
    question = Question.objects.filter(pid=event.question).first()
    if question is not None:
        notice_source(kind="question", key=question.pid, state=CHANGED)


def ground_erased(event: RowsErased) -> None:
    """Whose words a product holds may have asked to be forgotten: it is read again, and the source replaced."""
    for key in event.keys:
        notice_source(kind=event.kind, key=key, state=GONE)


RECEIVERS: EventTable = {
    EntryChanged: [entry_moved],
    EntryPublished: [entry_moved],
    EntryWithdrawn: [entry_moved],
    ThreadChanged: [thread_moved],
    QuestionMoved: [question_reopened],
    RowsErased: [ground_erased],
}
