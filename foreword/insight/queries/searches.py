"""What readers look for: how often it is answered, what they do not find, and why a search finds what it finds.

Words are shown only as they are kept: without personal data. Counts are of visits, which lead to nobody.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from foreword.search import analysis
from foreword.search.actions import standing
from foreword.search.confidence import Verdict
from foreword.search.learning.interleaving import sign_test
from foreword.search.models import FailedSearch, RankerTrial, SearchEvent
from foreword.search.queries import Hit, search
from foreword.search.trials import house_ranker
from foreword.search.viewers import Viewer

MOST_GROUPS: Final = 60
NEARLY: Final = 0.5
"""Share of common stems from which on two wordings ask the same."""
HITS: Final = 8
BAR: Final = 100.0

PARTS: Final[dict[str, Promise]] = {
    "words": _("Same words"),
    "ideas": _("Same thing in other words"),
    "meaning": _("Same meaning"),
    "triples": _("Similar spelling"),
    "prior": _("Proved itself in use"),
    "kind": _("Kind of source"),
}
WHY: Final[dict[str, Promise]] = {
    "nothing": _("found nothing"),
    "unsure": _("found no answer"),
    "reworded": _("tried other words"),
    "asked": _("asked a librarian"),
}


@dataclass(frozen=True, slots=True)
class Failure:
    """Searches in nearly the same words."""

    words: str
    lang: str
    others: tuple[str, ...]
    visits: int
    last: datetime
    why: tuple[Promise, ...]
    queries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Share:
    verdict: str
    label: Promise
    count: int
    percent: int


@dataclass(frozen=True, slots=True)
class Segment:
    part: str
    label: Promise
    value: float
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Explained:
    """One hit and what it owes to what. `segments` are drawn in units of the best hit's score."""

    hit: Hit
    segments: tuple[Segment, ...]
    losses: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Tried:
    words: str
    verdict: Verdict
    percent: int
    ideas: tuple[str, ...]
    hits: tuple[Explained, ...]
    parts: tuple[tuple[str, Promise], ...]


@dataclass(frozen=True, slots=True)
class Trial:
    trial: RankerTrial
    p: float
    missing: str
    """What keeps it from having won; nothing where it has."""

    @property
    def decided(self) -> int:
        return self.trial.wins + self.trial.losses

    @property
    def percent(self) -> int:
        return round(100 * self.trial.wins / self.decided) if self.decided else 50


def failures(*, most: int = MOST_GROUPS) -> tuple[Failure, ...]:
    """What was not found, the most wanted first."""
    reasons: dict[str, Counter[str]] = {}
    for query, why, count in FailedSearch.objects.in_words().values_list("query", "why").annotate(Count("pk")):
        reasons.setdefault(query, Counter())[why] += count
    groups: list[list[dict]] = []
    stems: list[set[str]] = []
    for row in FailedSearch.objects.counted(most * 8):
        said = set(analysis.tokens(row["words"])) or {row["query"]}
        group = next((n for n, known in enumerate(stems) if len(said & known) >= NEARLY * len(said | known)), None)
        if group is None:
            groups.append([row])
            stems.append(said)
        else:
            groups[group].append(row)
    made = (_failure(rows, reasons) for rows in groups)
    return tuple(sorted(made, key=lambda each: (-each.visits, -each.last.timestamp()))[:most])


def _failure(rows: list[dict], reasons: dict[str, Counter[str]]) -> Failure:
    why = sum((reasons.get(row["query"], Counter()) for row in rows), Counter[str]())
    return Failure(
        words=rows[0]["words"],
        lang=rows[0]["lang"],
        others=tuple(row["words"] for row in rows[1:4]),
        visits=sum(row["visits"] for row in rows),
        last=max(row["last"] for row in rows),
        why=tuple(WHY[reason] for reason, _count in why.most_common() if reason in WHY),
        queries=tuple(row["query"] for row in rows),
    )


def withheld() -> int:
    """How many failed searches are counted without their words, since these might be somebody's own."""
    return FailedSearch.objects.filter(text="").values("query").distinct().count()


def shares() -> tuple[Share, ...]:
    """How the searches of the last thirty days ended; nothing where there were none."""
    labels = {
        "answer": _("answered at once"),
        "perhaps": _("given a few to choose from"),
        "ask": _("sent on to a person"),
    }
    counts = dict(SearchEvent.objects.values_list("verdict").annotate(Count("pk")))
    total = sum(counts.values())
    if not total:
        return ()
    return tuple(
        Share(verdict, label, counts.get(verdict, 0), round(100 * counts.get(verdict, 0) / total))
        for verdict, label in labels.items()
    )


def tried(words: str, *, lang: str) -> Tried | None:
    """A search as any reader would see it, with what each hit owes to what."""
    words = words.strip()[:400]
    if not words:
        return None
    found = search(words, viewer=Viewer.anonymous(), lang=lang, purpose="reader", limit=HITS)
    best = max((sum(part for part in hit.parts.values() if part > 0) for hit in found.hits), default=1.0) or 1.0
    hits = tuple(_explained(hit, best) for hit in found.hits)
    used = {segment.part for each in hits for segment in (*each.segments, *each.losses)}
    parts = tuple((name, label) for name, label in PARTS.items() if name in used)
    return Tried(words, found.verdict, min(99, round(100 * found.confidence)), found.ideas, hits, parts)


def _explained(hit: Hit, best: float) -> Explained:
    sums = defaultdict[str, float](float)
    for name, value in hit.parts.items():
        sums[name if name in PARTS else "meaning"] += value
    gains, losses, x = list[Segment](), list[Segment](), 0.0
    for part, label in PARTS.items():
        value = sums[part]
        width = round(BAR * value / best, 2)
        if value >= 0.005:
            gains.append(Segment(part, label, round(value, 2), x, width))
            x += width
        elif value <= -0.005:
            losses.append(Segment(part, label, round(value, 2), 0.0, 0.0))
    return Explained(hit, tuple(gains), tuple(losses))


def ranker_in_use() -> str:
    return house_ranker()


def latest_trial() -> Trial | None:
    """The trial that runs, else the last one."""
    trial = RankerTrial.objects.order_by("stopped_at", "-started_at").running().first()
    trial = trial or RankerTrial.objects.order_by("-started_at").first()
    return Trial(trial, sign_test(trial.wins, trial.losses), standing(trial)) if trial else None
