"""What the desk's pages show, gathered from the rooms below."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import uuid4

from django.utils.translation import gettext_lazy as _

from foreword.desk.actions.drafting import WRITING
from foreword.desk.feed import CHANNEL
from foreword.desk.models import (
    OPEN_STAGES,
    Draft,
    Evaluation,
    Exposure,
    FollowUp,
    Question,
    ReplyTemplate,
    Review,
    Stage,
    Wording,
)
from foreword.desk.queries import (
    Cited,
    WayStep,
    asker_label,
    open_question,
    picked,
    sees_notes,
    way,
)
from foreword.desk.queries.asking_back import WaitingForReader, waiting_for_reader
from foreword.desk.queries.chats import ChatStanding, chat_standing
from foreword.desk.queries.follow_ups import follow_up_of
from foreword.desk.queries.orders import Order, order_of
from foreword.desk.queries.reviews import review_of
from foreword.desk.queries.routing import RoutingLine, routing_history
from foreword.desk.queries.searches import Strategy, strategies
from foreword.desk.queries.standing import needs_review
from foreword.desk.queries.wordings import earlier
from foreword.kernel.clock import ago
from foreword.kernel.realtime.tickets import issue_ticket
from foreword.people.models import Person
from foreword.people.permissions import may
from foreword.search.queries import search
from foreword.search.viewers import Viewer

KINDS: Final[Mapping[str, Any]] = {
    "entry": _("Entry"),
    "question": _("Past answer"),
    "record": _("Catalogue"),
    "product": _("Product"),
    "community": _("Community"),
}
_HITS: Final = 9
_WRITING_SECONDS: Final = 20
_SHIFT_SECONDS: Final = 14 * 60 * 60


@dataclass(frozen=True, slots=True)
class DraftLine:
    """The desk's shared draft, and who was writing it a moment ago if it was somebody else."""

    text: str
    version: int
    writer: str
    ticket: str


@dataclass(frozen=True, slots=True)
class WorkPage:
    """One question as the librarian works on it."""

    question: Question
    asker: str
    way: tuple[WayStep, ...]
    order: Order
    exposures: tuple[Exposure, ...]
    evaluations: tuple[Evaluation, ...]
    picked: tuple[Cited, ...]
    holder: Person | None
    mine: bool
    taken: bool
    """Somebody else has it."""
    can_archive: bool
    can_release: bool
    stages: tuple[Stage, ...]
    last_seq: int
    client_id: str
    drafts: DraftLine
    templates: tuple[ReplyTemplate, ...]
    review: Review | None
    """The answer in review; or the viewer's own that came back."""
    needs_review: bool
    """What the viewer writes to the reader is read by somebody else first."""
    may_change_templates: bool
    chat: ChatStanding | None
    handed: RoutingLine | None
    """By whom it was handed to the viewer, and what they said of it."""
    asked_back: WaitingForReader | None
    follow_up: FollowUp | None
    """Whether its reader is asked, or was, if the answer worked."""
    earlier: tuple[Wording, ...]
    """How it read before its asker changed it, the newest first."""


@dataclass(frozen=True, slots=True)
class Found:
    kind: str
    kind_label: str
    key: str
    title: str
    url: str
    snippet: str
    lang: str
    score: str
    cited: bool
    citable: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    query: str
    kind: str
    hits: tuple[Found, ...]
    strategies: tuple[Strategy, ...]


def work_page(pid: str, viewer: Person) -> WorkPage:
    """Raises Question.DoesNotExist."""
    question = open_question(pid, viewer)
    holder = question.assignee
    mine = holder is not None and holder.pk == viewer.pk
    return WorkPage(
        question=question,
        asker=asker_label(question),
        way=way(question, for_desk=True),
        order=order_of(question, viewer),
        exposures=tuple(question.exposures.order_by("pk")),
        evaluations=tuple(question.evaluations.order_by("given_at")),
        picked=picked(question),
        holder=holder,
        mine=mine,
        taken=holder is not None and not mine,
        can_archive=may(viewer, "question.archive")
        and question.answered_at is not None
        and question.stage != Stage.ARCHIVED,
        can_release=holder is not None and (mine or viewer.is_head),
        stages=tuple(stage for stage in OPEN_STAGES if stage != question.stage),
        last_seq=question.conversation.last_seq,
        client_id=uuid4().hex,
        drafts=_drafts(question, viewer),
        templates=() if holder and not mine else tuple(ReplyTemplate.objects.order_by("name")),
        review=review_of(question, viewer),
        needs_review=needs_review(viewer, question),
        may_change_templates=may(viewer, "template.change"),
        chat=chat_standing(question),
        handed=_handed(question, viewer),
        asked_back=waiting_for_reader(question),
        follow_up=follow_up_of(question),
        earlier=earlier(question),
    )


def _handed(question: Question, viewer: Person) -> RoutingLine | None:
    line = next(reversed(routing_history(question)), None) if question.routed_to_id == viewer.pk else None
    return line if line and line.by else None


def _drafts(question: Question, viewer: Person) -> DraftLine:
    ticket = issue_ticket(f"{WRITING}:{question.pid}", holder=viewer.pid, may_send=True, seconds=_SHIFT_SECONDS)
    draft = Draft.objects.filter(question=question).select_related("by").first()
    if draft is None or not sees_notes(question, viewer):
        return DraftLine("", draft.version if draft else 0, "", ticket)
    fresh = draft.text and draft.by and draft.by != viewer and draft.changed_at > ago(seconds=_WRITING_SECONDS)
    return DraftLine(draft.text, draft.version, draft.by.name if fresh and draft.by else "", ticket)


def last_number(pid: str) -> int:
    """The number of the newest message, to compare with what a page has seen."""
    found = Question.objects.filter(pid=pid).values_list("conversation__last_seq", flat=True).first()
    return found or 0


def evidence(question: Question, viewer: Person, lang: str, *, query: str = "", kind: str = "") -> Evidence:
    """What there is on a question, best first, itself left out; and the searches that were kept."""
    kind = kind if kind in KINDS else ""
    hits = find(query or question.text[:1000], viewer, lang, kind=kind, without=question.pid)
    cited = {(c.kind, c.key) for c in picked(question)}
    shown = tuple(_found(hit, cited=(hit.kind, hit.key) in cited) for hit in hits)
    return Evidence(query=query, kind=kind, hits=shown, strategies=strategies(question, Viewer.of(viewer), lang))


def found_everywhere(query: str, viewer: Person, lang: str, *, kind: str = "") -> tuple[Found, ...]:
    kind = kind if kind in KINDS else ""
    return tuple(_found(hit, cited=False) for hit in find(query, viewer, lang, kind=kind)) if query else ()


def find(query: str, viewer: Person, lang: str, *, kind: str = "", without: str = "") -> Sequence[Any]:
    kinds = [kind] if kind else list(KINDS)
    hits = search(query, viewer=Viewer.of(viewer), lang=lang, purpose="desk", kinds=kinds, limit=_HITS).hits
    return [hit for hit in hits if hit.key != without]


def queue_ticket(viewer: Person) -> str:
    """For the length of a shift: the desk's news, which say only that there are some."""
    return issue_ticket(CHANNEL, holder=viewer.pid, seconds=_SHIFT_SECONDS)


def _found(hit: Any, *, cited: bool) -> Found:
    return Found(
        kind=hit.kind,
        kind_label=str(KINDS.get(hit.kind, hit.kind)),
        key=hit.key,
        title=hit.title,
        url=hit.url,
        snippet=hit.marked,
        lang=hit.lang,
        score=f"{hit.score:.2f}".removeprefix("0"),
        cited=cited,
        citable=hit.kind != "question",
    )
