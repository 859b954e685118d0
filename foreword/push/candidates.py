"""Candidates: what might be the next answer for a reader, each with the reasons for it, from several sources.

A candidate found twice keeps all its reasons; every reason says which dimension it stands on, how much it speaks and
for which need.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

from foreword.kernel.clock import ago, now
from foreword.people.models import Dimension, Person
from foreword.portraits.interest import ITEM_HALF_LIFE, decayed
from foreword.portraits.models import Need, Signal, SignalKind
from foreword.portraits.topics import UNSURE
from foreword.push.models import Season
from foreword.push.popular import popular_items
from foreword.push.shelf import Item, shelf
from foreword.search.queries import content_neighbours, search
from foreword.search.viewers import Viewer

Reason = dict[str, Any]

FRESH: Final = timedelta(days=14)
TITLES: Final = 5
HITS: Final = 8
NEAR: Final = (0.35, 0.65)
"""Likeness of two titles, as `content_neighbours` gives it: from unrelated to the same thing (measured on the demo)."""
ANSWERS: Final = (0.45, 0.95)
"""Score of a search hit: from beside the point to the answer."""


@dataclass(slots=True)
class Candidate:
    item: Item
    features: dict[str, float] = field(default_factory=dict)
    reasons: list[tuple[float, Reason]] = field(default_factory=list)
    need: Need | None = None

    def support(self, feature: str, value: float, reasons: Iterable[Reason], need: Need | None = None) -> None:
        """One more source speaks for it; the strongest says which need it serves."""
        if value > max(self.features.values(), default=0.0) and need is not None:
            self.need = need
        self.features[feature] = max(self.features.get(feature, 0.0), value)
        known = [reason for _, reason in self.reasons]
        self.reasons += [(value, reason) for reason in reasons if reason not in known]


class Pool:
    """The candidates of one reader, by item, from the shelf as it is now."""

    def __init__(self) -> None:
        self.shelf = shelf()
        self._by_item: dict[tuple[str, str], Candidate] = {}

    def of(self, item: Item) -> Candidate:
        return self._by_item.setdefault(item.identity, Candidate(item))

    def all(self) -> list[Candidate]:
        return list(self._by_item.values())


def candidates_for(person: Person, agreed: frozenset[str]) -> list[Candidate]:
    """All that speaks for something, for this reader, from what they allow and from what concerns everybody."""
    pool = Pool()
    needs = [need for need in Need.objects.filter(person=person).current() if agreed.issuperset(need.dimensions)]
    _by_topic(pool, [need for need in needs if need.topic and not need.text])
    _by_words(pool, [need for need in needs if need.text])
    _by_season(pool, [need for need in needs if need.season])
    _by_return(pool, {(kind, key): need for need in needs for kind, _, key in [need.item.partition(":")]})
    if Dimension.READING in agreed:
        _by_reading(pool, person)
    add_public(pool)
    return pool.all()


def add_public(pool: Pool) -> None:
    """What the season calls for and what many opened lately: the same for everybody."""
    for season in Season.objects.current().order_by("ends_on", "key"):
        reason = {"code": "season_public", "dimension": "", "params": _season_params(season)}
        for item in pool.shelf.of_season(season.key, season.topics):
            pool.of(item).support("season", _fit(season.key, item, otherwise=0.4), [reason])
    counted = popular_items()
    for identity, item in pool.shelf.of_keys(counted).items():
        pool.of(item).support("popular", counted[identity], [{"code": "popular", "dimension": "", "params": {}}])


def _by_topic(pool: Pool, needs: Sequence[Need]) -> None:
    for need in needs:
        for item in pool.shelf.of_topics([need.topic]):
            candidate = pool.of(item)
            candidate.support("topic", need.strength, need.reasons, need)
            _note_new(candidate, need)


def _by_words(pool: Pool, needs: Sequence[Need]) -> None:
    """What answers the words of a search, where anything does."""
    for need in needs:
        results = search(need.text, viewer=Viewer.anonymous(), lang="en", purpose="push", limit=HITS)
        if results.confidence < UNSURE:
            continue
        items = pool.shelf.of_keys((hit.kind, hit.key) for hit in results.hits)
        for hit in results.hits:
            closeness = _closeness(hit.score, ANSWERS)
            if (hit.kind, hit.key) in items and closeness > 0:
                candidate = pool.of(items[(hit.kind, hit.key)])
                candidate.support("text", closeness * need.strength, need.reasons, need)
                _note_new(candidate, need)


def _note_new(candidate: Candidate, need: Need) -> None:
    """An answer that came after the need: what the whole loop is for."""
    published = candidate.item.published_at
    if published is None or published <= need.made_at or published < ago(days=FRESH.days):
        return
    dimension = need.reasons[0]["dimension"]
    reason = {"code": "new_answer", "dimension": dimension, "params": need.reasons[0]["params"]}
    candidate.support("new", need.strength, [], need)
    candidate.reasons.append((1.5 * need.strength, reason))  # said first: it is why this one and not another


def _by_season(pool: Pool, needs: Sequence[Need]) -> None:
    seasons = {season.key: season for season in Season.objects.current()}
    for need in needs:
        season = seasons.get(need.season)
        for item in pool.shelf.of_season(need.season, season.topics) if season else ():
            pool.of(item).support("season", _fit(need.season, item, otherwise=0.5), need.reasons, need)


def _by_return(pool: Pool, needs: Mapping[tuple[str, str], Need]) -> None:
    """What is come back to again and again: surer than anything new (push.md, finding 2)."""
    for identity, item in pool.shelf.of_keys(needs).items():
        need = needs[identity]
        pool.of(item).support("return", need.strength, need.reasons, need)


def _by_reading(pool: Pool, person: Person) -> None:
    """What lies near to the pages that were opened lately, newer ones counting more."""
    read = Signal.objects.filter(person=person, kind__in=[SignalKind.OPENED, SignalKind.FOUND_USEFUL]).exclude(title="")
    for signal in read.recent_first()[:TITLES]:
        kind, _, key = signal.item.partition(":")
        near = content_neighbours([signal.title], purpose="push", limit=10, exclude=frozenset([(kind, key)]))
        items = pool.shelf.of_keys((each_kind, each_key) for each_kind, each_key, _ in near)
        weight = decayed(0.8, signal.at, now(), ITEM_HALF_LIFE)
        params = {"signal": signal.pid, "topic": signal.topic, "count": 1, "since": signal.at.isoformat()}
        reason = {"code": "opened", "dimension": Dimension.READING.value, "params": params}
        for each_kind, each_key, likeness in near:
            closeness = _closeness(likeness, NEAR)
            if (each_kind, each_key) in items and closeness > 0:
                pool.of(items[(each_kind, each_key)]).support("text", closeness * weight, [reason])


def _fit(season: str, item: Item, *, otherwise: float) -> float:
    """Written for this season alone 1, for it among others a little less, only about its topics `otherwise`."""
    return 1.1 - 0.1 * len(item.seasons) if season in item.seasons else otherwise


def _closeness(value: float, span: tuple[float, float]) -> float:
    low, high = span
    return min(max((value - low) / (high - low), 0.0), 1.0)


def _season_params(season: Season) -> dict[str, str]:
    return {"season": season.key, "until": season.ends_on.isoformat()}
