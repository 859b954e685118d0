"""Live chat as pages tell it: who is there, how many are before one, what was promised and what became of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Final

from django.core.cache import cache
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foreword.channels.models import Ending, LiveChat, Presence
from foreword.desk.models import Question, Tier
from foreword.desk.queries.hours import open_words, working_time
from foreword.desk.queries.queues import TIER_OF
from foreword.desk.queries.waits import DAYS, ENOUGH, spoken
from foreword.kernel.clock import ago, now
from foreword.people.models import Person, Role

_FRESH_SECONDS: Final = 60
_MOST: Final = 500
_SHOWN: Final = 20


@dataclass(frozen=True, slots=True)
class Colleague:
    person: Person
    desk: str
    takes_chats: bool
    me: bool = False


@dataclass(frozen=True, slots=True)
class WaitingChat:
    pid: str
    headline: str
    lang: str
    until: datetime
    for_me: bool


@dataclass(frozen=True, slots=True)
class ChatOffer:
    """Whether somebody can be talked to now, for whoever thinks of asking."""

    is_open: bool
    here: int
    hours: str
    usual: str
    """ "2 minutes", as taken lately; empty where too few chats stand behind it."""

    @property
    def can_chat(self) -> bool:
        return self.is_open and self.here > 0

    @property
    def words(self) -> str:
        if not self.is_open:
            return self.hours
        if not self.here:
            return _("Nobody is free to chat at the moment. Ask, and the answer comes to you.")
        who = ngettext("%(n)d librarian is here now.", "%(n)d librarians are here now.", self.here) % {"n": self.here}
        return _("%(who)s Usually with you in %(time)s.") % {"who": who, "time": self.usual} if self.usual else who


@dataclass(frozen=True, slots=True)
class ChatStanding:
    """Where one chat stands, for its reader and for the desk."""

    state: str
    """waiting | on | question."""
    before: int
    until: datetime
    ended: str
    who: str
    """Who has it, as a reader may know: their desk."""

    @property
    def waits(self) -> bool:
        return self.state == "waiting"

    @property
    def ended_words(self) -> str:
        return ended_words(self.ended)

    @property
    def words(self) -> str:
        """For the reader."""
        if self.state == "waiting":
            place = (
                ngettext("%(n)d reader is before you.", "%(n)d readers are before you.", self.before)
                % {"n": self.before}
                if self.before
                else _("You are next.")
            )
            return _("A librarian will be with you. %(place)s") % {"place": place}
        if self.state == "question":
            return ended_words(self.ended)
        return _("You are talking with: %(who)s.") % {"who": self.who} if self.who else ""


def ended_words(ended: str) -> str:
    """Why a chat became a question; said the same to its reader and to the desk."""
    return (
        {
            Ending.UNTAKEN: _("Nobody was free in the time we promised, so this is a question now."),
            Ending.CLOSED: _("The service is closed, so this is a question now."),
            Ending.NOBODY: _("Nobody is there to chat, so this is a question now."),
        }.get(Ending(ended), "")
        if ended
        else ""
    )


def chat_offer() -> ChatOffer:
    wait = usual_chat_wait()
    return ChatOffer(
        is_open=working_time().is_open(now()),
        here=Presence.objects.here().count(),
        hours=open_words(),
        usual=spoken(wait) if wait else "",
    )


def chat_standing(question: Question) -> ChatStanding | None:
    """None for what was never a chat."""
    chat = LiveChat.objects.filter(conversation=question.conversation_id).first()
    if chat is None:
        return None
    state = "question" if chat.ended_at else "waiting" if chat.taken_at is None else "on"
    who = str(question.assignee.get_role_display()) if question.assignee else ""
    before = before_of(chat) if state == "waiting" else 0
    return ChatStanding(state, before, chat.promised_at, chat.ended, who)


def before_of(chat: LiveChat) -> int:
    return LiveChat.objects.waiting().filter(asked_at__lt=chat.asked_at).count()


def line() -> list[tuple[str, int]]:
    """Each waiting chat's conversation, with how many are before it."""
    pids = LiveChat.objects.waiting().order_by("asked_at", "pk").values_list("conversation__pid", flat=True)
    return [(pid, before) for before, pid in enumerate(pids)]


def at_the_desk(viewer: Person) -> tuple[Colleague, ...]:
    """Who is there now, desk by desk, the viewer first."""
    rows = Presence.objects.seen().select_related("person")
    people = {row.person_id: Colleague(row.person, desk_of(row.person), row.takes_chats) for row in rows}
    own = Presence.objects.filter(person=viewer).first()
    people.pop(viewer.pk, None)
    others = sorted(people.values(), key=lambda each: (each.desk, each.person.name))
    return (Colleague(viewer, desk_of(viewer), own.takes_chats if own else True, me=True), *others)


def colleagues_of(viewer: Person) -> tuple[Colleague, ...]:
    """Whom a question may be handed to: who is there first."""
    here = set(Presence.objects.here().values_list("person", flat=True))
    others = Person.objects.at_the_desk().exclude(pk=viewer.pk)
    found = [Colleague(each, desk_of(each), each.pk in here) for each in others]
    return tuple(sorted(found, key=lambda each: (not each.takes_chats, each.desk, each.person.name)))


def waiting_chats(viewer: Person) -> tuple[WaitingChat, ...]:
    """The line, as the desk sees it; what was handed to the viewer is marked."""
    rows = LiveChat.objects.waiting().order_by("asked_at", "pk").select_related("conversation__question")
    return tuple(
        WaitingChat(q.pid, q.headline, q.lang, row.promised_at, q.routed_to_id == viewer.pk)
        for row in rows[:_SHOWN]
        for q in [row.conversation.question]
    )


def desk_of(person: Person) -> str:
    if person.role == Role.SUBJECT_EXPERT:
        return str(Tier.EXPERT.label)
    tier = TIER_OF.get(person.role)
    return str(Tier(tier).label) if tier else str(person.get_role_display())


def usual_chat_wait() -> timedelta | None:
    """The median from the first word to a librarian, of the last sixty days; None where too few were taken."""
    seconds: float | None = cache.get("desk.usual-chat-wait")
    if seconds is None:
        rows = LiveChat.objects.filter(asked_at__gt=ago(days=DAYS), taken_at__gte=F("asked_at"))
        times = rows.order_by("-asked_at").values_list("asked_at", "taken_at")[:_MOST]
        waits = [(taken - asked).total_seconds() for asked, taken in times if taken]
        seconds = max(60.0, median(waits)) if len(waits) >= ENOUGH else 0.0
        cache.set("desk.usual-chat-wait", seconds, _FRESH_SECONDS)
    return timedelta(seconds=seconds) if seconds else None
