"""What the desk does together with a question: its sub-tasks, tags, ties to others, and the thread with what is merged
into it."""

from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foreword.channels.models import Author
from foreword.desk.links import token_of
from foreword.desk.models import Question, Task, TaskState, Tie, TieKind
from foreword.desk.queries.reading import open_question
from foreword.desk.queries.threads import ThreadMessage, sees_notes, thread_of
from foreword.people.models import Person

_OUT: Final = {
    TieKind.MERGED: _("Goes on in"),
    TieKind.LINKED: _("Alike, from another reader"),
    TieKind.SPLIT: _("Made of a message in"),
}
_IN: Final = {
    TieKind.MERGED: _("Here goes on, too"),
    TieKind.LINKED: _("Alike, from another reader"),
    TieKind.SPLIT: _("A part of it is"),
}


@dataclass(frozen=True, slots=True)
class TieLine:
    pk: int
    label: str
    pid: str
    headline: str
    lang: str
    leads_on: bool
    """The question is answered there, not here."""
    can_undo: bool


@dataclass(frozen=True, slots=True)
class PlacedMessage:
    message: ThreadMessage
    origin: str
    """pid of the question it was said in, where that is another one."""
    can_split: bool


@dataclass(frozen=True, slots=True)
class Order:
    tasks: tuple[Task, ...]
    open_tasks: int
    tags: tuple[str, ...]
    ties: tuple[TieLine, ...]
    thread: tuple[PlacedMessage, ...]
    colleagues: tuple[Person, ...]
    shown: bool
    """False for a librarian who asked it: they see what an asker sees."""


def order_of(question: Question, viewer: Person) -> Order:
    if not sees_notes(question, viewer):
        return Order((), 0, (), (), _placed(question, viewer, []), (), shown=False)
    rows = question.tasks.select_related("assignee", "asked_by", "closed_by").order_by("asked_at", "pk")
    tasks = tuple(rows)
    ties = [*question.ties.standing().select_related("other"), *question.tied.standing().select_related("question")]
    return Order(
        tasks=tasks,
        open_tasks=sum(task.state == TaskState.OPEN for task in tasks),
        tags=tuple(question.taggings.order_by("tag").values_list("tag", flat=True)),
        ties=tuple(_line(tie, question) for tie in ties),
        thread=_placed(question, viewer, ties),
        colleagues=tuple(Person.objects.at_the_desk().exclude(pk=viewer.pk).order_by("name")),
        shown=True,
    )


@dataclass(frozen=True, slots=True)
class Sequel:
    """Another question of the same asker, as this one's page leads to it."""

    merged: bool
    """This question goes on there; else the other was made of a part of this one."""
    headline: str
    lang: str
    url: str


def sequels(question: Question) -> tuple[Sequel, ...]:
    """For the asker's own page only: a secret link may be among them. Never another asker's: those are only linked."""
    on = [tie.other for tie in question.ties.merged().select_related("other")]
    parts = [tie.question for tie in question.tied.filter(kind=TieKind.SPLIT).select_related("question")]
    own = [(True, other) for other in on if question.asker_id and other.asker_id == question.asker_id]
    own += [(False, part) for part in parts if part.asker_id == question.asker_id]
    return tuple(Sequel(merged, other.headline, other.lang, _own_page(other)) for merged, other in own)


def _own_page(question: Question) -> str:
    token = token_of(question)
    return reverse("portal:question", args=[question.pid]) + (f"?token={token}" if token else "")


def _placed(question: Question, viewer: Person, ties: list[Tie]) -> tuple[PlacedMessage, ...]:
    """In the order of time. A merged question is opened like any other, so that its reading is logged (P17)."""
    own = [_place(message, "", first=number == 0) for number, message in enumerate(thread_of(question, viewer))]
    for tie in ties:
        if tie.kind == TieKind.MERGED and tie.other_id == question.pk:
            merged = open_question(tie.question.pid, viewer)
            own += [_place(message, merged.pid, first=True) for message in thread_of(merged, viewer)]
    return tuple(sorted(own, key=lambda placed: (placed.message.sent_at, placed.origin, placed.message.seq)))


def _place(message: ThreadMessage, origin: str, *, first: bool) -> PlacedMessage:
    return PlacedMessage(message, origin, can_split=message.author == Author.READER and not first)


def _line(tie: Tie, question: Question) -> TieLine:
    outward = tie.question_id == question.pk
    other = tie.other if outward else tie.question
    kind = TieKind(tie.kind)
    return TieLine(
        pk=tie.pk,
        label=str((_OUT if outward else _IN)[kind]),
        pid=other.pid,
        headline=other.headline,
        lang=other.lang,
        leads_on=outward and kind == TieKind.MERGED,
        can_undo=kind != TieKind.SPLIT,
    )
