"""The thread of a question, as its viewer may see it: one line of time, whatever the medium."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from foreword.channels.models import Author, Message
from foreword.desk.models import Citation, Question
from foreword.desk.queries.mails import MailLine, mail_line
from foreword.people.models import Person


@dataclass(frozen=True, slots=True)
class Cited:
    kind: str
    key: str
    title: str
    url: str
    number: int = 0
    """Its mark in the answer; 0: has none."""


@dataclass(frozen=True, slots=True)
class Lettered:
    """What stood over a mail."""

    sender: str
    sender_name: str
    subject: str
    quoted: str
    """All of its text, where the message shows only what is new."""
    stranger: bool
    """Not from the address that answers go to."""
    source: str
    """The pid of the mail as it came, while its bytes are kept; for the desk alone."""


@dataclass(frozen=True, slots=True)
class FileLine:
    pid: str
    name: str
    size: int
    refused: str
    picture: bool = False
    """It may stand in the page."""
    sound: bool = False
    """It may be played in the page."""


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
    letter: Lettered | None = None
    files: tuple[FileLine, ...] = ()
    mails: tuple[MailLine, ...] = ()
    """What became of the mails that carried it; for the desk alone."""

    @property
    def initial(self) -> str:
        return self.who[:1]


def thread_of(question: Question, viewer: Person | None, *, after: int = 0) -> tuple[ThreadMessage, ...]:
    """The desk sees internal notes; its asker, librarian or not, sees what an asker sees."""
    at_desk = sees_notes(question, viewer)
    messages = question.conversation.messages.after(after).exclude(kind="state")
    if not at_desk:
        messages = messages.for_reader()
    rows = messages.select_related("person", "letterhead__mail__raw").prefetch_related(
        "citations", "attachments", "mails"
    )
    rows = rows.defer("letterhead__mail__raw__content")
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
        citations=tuple(_cited(c) for c in sorted(message.citations.all(), key=lambda c: (c.number, c.pk))),
        letter=_lettered(message, question, at_desk=at_desk),
        files=tuple(
            FileLine(
                row.pid, row.name, row.size, row.refused, row.may_be_shown(message), sound=row.may_be_played(message)
            )
            for row in message.attachments.all()
        ),
        mails=tuple(mail_line(mail) for mail in message.mails.all()) if at_desk else (),
    )


def _lettered(message: Message, question: Question, *, at_desk: bool) -> Lettered | None:
    head = getattr(message, "letterhead", None)
    if head is None:
        return None
    known = {question.contact.lower(), question.asker.email.lower() if question.asker else ""}
    return Lettered(
        sender=head.sender,
        sender_name=head.sender_name,
        subject=head.subject,
        quoted=head.whole if at_desk else "",
        stranger=bool(head.sender) and any(known) and head.sender.lower() not in known,
        source=head.mail.pid if at_desk and head.mail and hasattr(head.mail, "raw") else "",
    )


def _who(message: Message, question: Question, *, at_desk: bool) -> str:
    if message.author == Author.READER:
        return asker_label(question) if at_desk else _("You")
    person = message.person
    if person is None:
        return str(message.get_author_display())
    return person.name if at_desk else str(person.get_role_display())


def _cited(citation: Citation) -> Cited:
    return Cited(citation.kind, citation.key, citation.title, citation.url, citation.number)
