"""The lineage of one entry: the questions it came from, who worked on it, what is made of it, whom it reached."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from foreword.desk.models import Exposure, Question
from foreword.knowledge.models import Entry
from foreword.media.models import ProductPage
from foreword.people.models import Person
from foreword.push.models import Delivery, Outcome


@dataclass(frozen=True)
class Lineage:
    entry: Entry
    title: str
    title_lang: str
    questions: list[Question]
    """The questions whose answers it holds, as far as the viewer may see them."""
    products: list[ProductPage]
    pushed: int
    useful: int
    first_pushed_at: datetime | None
    asked_after: list[Question]
    """Questions of readers who had been shown this entry before they asked."""

    @property
    def from_question(self) -> bool:
        """Whether or not the viewer may see the question."""
        return self.entry.from_question or bool(self.questions)

    @property
    def anticipated(self) -> bool:
        """Came from a question, and has since reached somebody before theirs."""
        return self.from_question and self.pushed > 0


def lineage(pid: str, *, viewer: Person, lang: str) -> Lineage:
    """Raises `Entry.DoesNotExist` for an entry that is not there or that the viewer may not see."""
    entry = Entry.objects.visible_to(viewer).prefetch_related("texts", "sources").get(pid=pid)
    text = entry.text_in(lang)
    deliveries = Delivery.objects.filter(kind="entry", key=entry.pid)
    first = deliveries.order_by("pushed_at").values_list("pushed_at", flat=True).first()
    return Lineage(
        entry=entry,
        title=text.question if text else entry.pid,
        title_lang=text.lang if text else "",
        questions=list(_questions(viewer, pid__in=[source.question for source in entry.sources.all()])),
        products=list(
            ProductPage.objects.live().filter(sources__kind="entry", sources__key=entry.pid, locale__language_code=lang)
        ),
        pushed=deliveries.count(),
        useful=deliveries.filter(outcome=Outcome.USEFUL).count(),
        first_pushed_at=first,
        asked_after=list(_questions(viewer, pk__in=_exposed(entry))),
    )


@dataclass(frozen=True)
class Born:
    """A published entry that came from readers' questions."""

    pid: str
    title: str
    lang: str
    published_at: datetime | None


def born_of_questions(*, lang: str, limit: int = 12) -> list[Born]:
    """The newest published entries that hold the answer to somebody's question."""
    entries = Entry.objects.published().filter(sources__isnull=False).distinct().prefetch_related("texts")
    newest = entries.order_by("-published_at")[:limit]
    return [
        Born(entry.pid, text.question, text.lang, entry.published_at)
        for entry in newest
        if (text := entry.text_in(lang))
    ]


def _exposed(entry: Entry) -> QuerySet[Exposure, int]:
    return Exposure.objects.filter(kind="entry", key=entry.pid).values_list("question_id", flat=True)


def _questions(viewer: Person, **lookups: object) -> QuerySet[Question]:
    return Question.objects.visible_to(viewer).filter(**lookups).order_by("-asked_at")[:12]
