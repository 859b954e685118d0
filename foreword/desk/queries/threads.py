"""The thread of a question, as its viewer may see it: one line of time, whatever the medium."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from foreword.channels.models import Author, Message
from foreword.desk.models import Citation, Question
from foreword.people.models import Person


@dataclass(frozen=True, slots=True)
class Cited:
    kind: str
    key: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class ThreadMessage:
    pid: str
    seq: int
    author: str
    who: str
    medium: str
    medium_label: str
    kind: str
    internal: bool
    text: str
    html: SafeString
    lang: str
    sent_at: datetime
    citations: tuple[Cited, ...]

    @property
    def initial(self) -> str:
        return self.who[:1]


def thread_of(question: Question, viewer: Person | None, *, after: int = 0) -> tuple[ThreadMessage, ...]:
    """The desk sees internal notes; its asker, librarian or not, sees what an asker sees."""
    at_desk = sees_notes(question, viewer)
    messages = question.conversation.messages.after(after).exclude(kind="state")
    if not at_desk:
        messages = messages.for_reader()
    rows = messages.select_related("person").prefetch_related("citations")
    return tuple(_shown(message, question, at_desk=at_desk) for message in rows)


def sees_notes(question: Question, viewer: Person | None) -> bool:
    known = viewer is not None and viewer.is_authenticated
    return bool(known and viewer and viewer.is_librarian and question.asker_id != viewer.pk)


def picked(question: Question) -> tuple[Cited, ...]:
    """The sources picked for the answer that is being written."""
    return tuple(_cited(c) for c in question.citations.filter(message__isnull=True).order_by("cited_at", "pk"))


def asker_label(question: Question) -> str:
    """Who asks, as the desk needs to know it: what sort of reader, not more than that."""
    asker = question.asker
    if asker is None:
        return _("Not signed in")
    return (
        _("%(kind)s, %(department)s") % {"kind": asker.get_kind_display(), "department": asker.department}
        if (asker.department)
        else str(asker.get_kind_display())
    )


def _shown(message: Message, question: Question, *, at_desk: bool) -> ThreadMessage:
    who = _who(message, question, at_desk=at_desk)
    return ThreadMessage(
        pid=message.pid,
        seq=message.seq,
        author=message.author,
        who=who,
        medium=message.medium,
        medium_label=str(message.get_medium_display()),
        kind=message.kind,
        internal=message.internal,
        text=message.text,
        html=message.html,
        lang=message.lang or question.lang,
        sent_at=message.sent_at,
        citations=tuple(_cited(c) for c in message.citations.all()),
    )


def _who(message: Message, question: Question, *, at_desk: bool) -> str:
    if message.author == Author.READER:
        return asker_label(question) if at_desk else _("You")
    person = message.person
    if person is None:
        return str(message.get_author_display())
    return person.name if at_desk else str(person.get_role_display())


def _cited(citation: Citation) -> Cited:
    return Cited(citation.kind, citation.key, citation.title, citation.url)
