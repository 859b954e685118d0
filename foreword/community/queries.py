"""What the community's pages show. Who is signed in sees readers by name; others see what kind of reader it was."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from foreword.community.models import Reply, Thread
from foreword.kernel.sanitise import plain_text
from foreword.people.models import Person
from foreword.people.permissions import may
from foreword.search.queries import Hit, search
from foreword.search.viewers import Viewer

if TYPE_CHECKING:

    class Counted(Thread):
        """A thread with its numbers, as `threads` annotates it."""

        reply_count: int
        endorsed_count: int


ON_A_PAGE = 20
OPENING = 160
MOST_SIMILAR = 4
LIKE_IT = 0.5
MOST_FOLLOWED = 50


@dataclass(frozen=True, slots=True)
class ThreadLine:
    pid: str
    title: str
    opening: str
    lang: str
    topic: str
    topic_key: str
    by: str
    asked_at: datetime
    replies: int
    endorsed: bool


@dataclass(frozen=True, slots=True)
class ReplyView:
    pid: str
    by: str
    html: SafeString
    at: datetime
    side: str
    endorsed_by: str
    can_endorse: bool


@dataclass(frozen=True, slots=True)
class ThreadPage:
    pid: str
    title: str
    html: SafeString
    lang: str
    topic: str
    topic_key: str
    by: str
    asked_at: datetime
    replies: tuple[ReplyView, ...]
    can_reply: bool
    can_hide: bool
    similar: tuple[Hit, ...]
    followed: bool

    @property
    def can_follow(self) -> bool:
        """Whoever is signed in, while it is not answered."""
        return self.can_reply and not self.has_good_reply

    @property
    def has_good_reply(self) -> bool:
        """One that a librarian wrote or stands for."""
        return any(reply.side == "librarian" or reply.endorsed_by for reply in self.replies)


@dataclass(frozen=True, slots=True)
class FollowedLine:
    pid: str
    title: str
    lang: str
    answered: bool
    at: datetime


def threads(viewer: Person | None, *, topic: str = "", page: int = 1) -> tuple[list[ThreadLine], Page]:
    """The newest first, one page of them."""
    found = (
        Thread.objects.public()
        .select_related("topic", "asker")
        .annotate(
            reply_count=Count("replies"), endorsed_count=Count("replies", filter=Q(replies__endorsed_by__isnull=False))
        )
        .order_by("-asked_at", "-pk")
    )
    if topic:
        found = found.filter(topic_id=topic)
    sheet = Paginator(found, ON_A_PAGE).get_page(page)
    return [_line(cast("Counted", thread), viewer) for thread in sheet.object_list], sheet


def _line(thread: "Counted", viewer: Person | None) -> ThreadLine:
    text = plain_text(thread.html)
    return ThreadLine(
        pid=thread.pid,
        title=thread.title or _("Its writer has taken this question back"),
        opening=text if len(text) <= OPENING else text[:OPENING].rstrip() + "…",
        lang=thread.lang,
        topic=thread.topic.name if thread.topic else "",
        topic_key=thread.topic_id or "",
        by=_shown_name(thread.asker, viewer),
        asked_at=thread.asked_at,
        replies=thread.reply_count,
        endorsed=bool(thread.endorsed_count),
    )


def thread_page(pid: str, viewer: Person | None, lang: str = "en") -> ThreadPage:
    """Raises `Thread.DoesNotExist` for hidden and unknown threads alike."""
    thread = Thread.objects.public().select_related("topic", "asker").get(pid=pid)
    replies = thread.replies.select_related("by", "endorsed_by").order_by("replied_at", "pk")
    return ThreadPage(
        pid=thread.pid,
        title=thread.title or _("Its writer has taken this question back"),
        html=thread.html,
        lang=thread.lang,
        topic=thread.topic.name if thread.topic else "",
        topic_key=thread.topic_id or "",
        by=_shown_name(thread.asker, viewer),
        asked_at=thread.asked_at,
        replies=tuple(_reply(reply, viewer) for reply in replies),
        can_reply=viewer is not None,
        can_hide=may(viewer, "thread.hide"),
        similar=_similar(thread, viewer, lang),
        followed=viewer is not None and thread.follows.filter(person=viewer).exists(),
    )


def followed(viewer: Person | None) -> tuple[FollowedLine, ...]:
    """The public questions that somebody follows, the newest first."""
    if viewer is None:
        return ()
    rows = viewer.follows.filter(thread__hidden_at__isnull=True).exclude(thread__title="").select_related("thread")
    return tuple(
        FollowedLine(row.thread.pid, row.thread.title, row.thread.lang, bool(row.told_at), row.followed_at)
        for row in rows.order_by("-pk")[:MOST_FOLLOWED]
    )


def _similar(thread: Thread, viewer: Person | None, lang: str) -> tuple[Hit, ...]:
    """What else was asked, or is written, of the same. Like it is what is not much less like it than it is itself."""
    if not thread.title:
        return ()
    found = search(
        thread.title, viewer=Viewer.of(viewer), lang=lang, purpose="community", limit=MOST_SIMILAR + 1, tier="keystroke"
    )
    own = max((hit.score for hit in found.hits), default=0.0)
    others = [hit for hit in found.hits if hit.folded != ("community", thread.pid)]
    return tuple(hit for hit in others if hit.score >= LIKE_IT * own)[:MOST_SIMILAR]


def _reply(reply: Reply, viewer: Person | None) -> ReplyView:
    return ReplyView(
        pid=reply.pid,
        by=_shown_name(reply.by, viewer),
        html=reply.html,
        at=reply.replied_at,
        side="librarian" if reply.by_librarian else "reader",
        endorsed_by=str(reply.endorsed_by or ""),
        can_endorse=viewer is not None and viewer.is_librarian and reply.by_id != viewer.pk and not reply.by_librarian,
    )


def _shown_name(person: Person | None, viewer: Person | None) -> str:
    if person is None:
        return _("A former reader")
    if person.is_librarian:
        return person.name or _("A librarian")
    return person.name if viewer is not None and person.name else str(person.get_kind_display())
