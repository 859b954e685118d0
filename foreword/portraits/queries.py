"""The portrait as its owner sees it. There is no query that shows it to anybody else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from foreword.people.models import FACET_OF, Consent, Dimension, Facet, Person, Topic
from foreword.people.purposes import FACETS, PURPOSES
from foreword.people.queries import Access, access_log, agreed_to, paused
from foreword.portraits.calendar import season_names
from foreword.portraits.levels import Step, ladder
from foreword.portraits.models import LEVEL, Course, Need, Signal, Source, Trait
from foreword.portraits.registry import SPECS, USED, Spec, spec_of
from foreword.portraits.telling import Told, told_of
from foreword.portraits.values import FREE, STYLES, can_be_forgotten, choices
from foreword.portraits.words import STYLE_QUESTIONS, Names, counted, date, evidence, sentence, value_label

ORDER: Final = {spec.key: number for number, spec in enumerate(SPECS)}
FIRST_SHOWN: Final = 4
"""Of a facet with more lines than this, the others are behind one more click: a minute is enough for the page."""
MOST_NEEDS: Final = 5
IMPORTED: Final = frozenset([Dimension.COURSES, Dimension.LOANS, Dimension.VISITS])
"""Dimensions in which nothing comes from these pages themselves."""


@dataclass(frozen=True, slots=True)
class Switch:
    """One dimension. `state`: on, off (they said no), unsaid (off, never asked), paused (the purpose text changed)."""

    dimension: str
    name: str
    purpose: str
    state: str
    fed: bool


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    what: str
    at: datetime
    day: str


@dataclass(frozen=True, slots=True)
class TraitView:
    pid: str
    key: str
    sentence: str
    source: str
    use: str
    grounds: str
    since: str
    sure: str
    evidence: tuple[Evidence, ...]
    choices: tuple[Choice, ...]
    free: bool
    value: str
    hidden: bool
    corrected: bool
    denied: bool
    forgettable: bool
    steps: tuple[Step, ...]
    score: int


@dataclass(frozen=True, slots=True)
class StyleQuestion:
    key: str
    words: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class FacetView:
    key: str
    name: str
    purpose: str
    switches: tuple[Switch, ...]
    traits: tuple[TraitView, ...]
    questions: tuple[StyleQuestion, ...]
    drawn: bool

    @property
    def on(self) -> bool:
        return any(switch.state == "on" for switch in self.switches)

    @property
    def count_on(self) -> int:
        return sum(switch.state == "on" for switch in self.switches)

    @property
    def first(self) -> tuple[TraitView, ...]:
        return self.traits[:FIRST_SHOWN]

    @property
    def others(self) -> tuple[TraitView, ...]:
        return self.traits[FIRST_SHOWN:]


@dataclass(frozen=True, slots=True)
class Portrait:
    facets: tuple[FacetView, ...]
    needs: tuple[Told, ...]
    accesses: tuple[Access, ...]
    plain: bool
    under_14: bool
    shared: bool
    resting_since: datetime | None

    @property
    def on(self) -> bool:
        return any(facet.on for facet in self.facets)

    @property
    def held(self) -> int:
        return sum(len(facet.traits) for facet in self.facets)


def portrait_of(person: Person) -> Portrait:
    agreed = agreed_to(person)
    traits = [
        trait
        for trait in sorted(Trait.objects.filter(person=person), key=_place)
        if not trait.dimensions or agreed.issuperset(trait.dimensions)
    ]
    signals = list(Signal.objects.filter(person=person, dimension__in=agreed).recent_first())
    names = _names(signals)
    views = {trait.pid: _trait(trait, signals, names) for trait in traits}
    states = _states(person, agreed)
    facets = [_facet(person, facet, states, [each for each in traits if each.facet == facet], views) for facet in Facet]
    return Portrait(
        tuple(facets),
        _needs(person, agreed, names),
        tuple(access_log(person)),
        plain=person.plain,
        under_14=person.under_14,
        shared=person.shared,
        resting_since=person.resting_since,
    )


def trait_of(person: Person, pid: str) -> Trait | None:
    """One's own trait; another's does not exist."""
    return Trait.objects.filter(person=person, pid=pid).select_related("person").first()


def _names(signals: Sequence[Signal]) -> Names:
    return Names(
        topics={topic.key: topic.name for topic in Topic.objects.all()},
        seasons=season_names(),
        courses=dict(Course.objects.values_list("code", "name")),
        items={signal.item: signal.title for signal in reversed(signals) if signal.item and signal.title},
    )


def _needs(person: Person, agreed: frozenset[str], names: Names) -> tuple[Told, ...]:
    """The strongest needs in words, each with its first reason."""
    needs = Need.objects.filter(person=person).current().order_by("-urgency", "-strength", "pk")
    own = [need for need in needs if agreed.issuperset(need.dimensions)]
    return tuple(told_of(own[: 2 * MOST_NEEDS], names))[:MOST_NEEDS]


def _place(trait: Trait) -> tuple[int, float, str]:
    """In the order of the registry; of one family, the strongest first."""
    spec = spec_of(trait.key)
    return ORDER[spec.key] if spec else len(ORDER), -trait.score, trait.key


def _states(person: Person, agreed: frozenset[str]) -> dict[str, str]:
    refused = set(Consent.objects.filter(person=person).values_list("dimension", flat=True))
    waiting = paused(person)
    return {
        dimension: "on"
        if dimension in agreed
        else "paused"
        if dimension in waiting
        else "off"
        if dimension in refused
        else "unsaid"
        for dimension in Dimension.values
    }


def _facet(
    person: Person, facet: Facet, states: dict[str, str], traits: Sequence[Trait], views: dict[str, TraitView]
) -> FacetView:
    switches = [
        Switch(each.value, str(each.label), str(PURPOSES[each]), states[each], fed=_is_fed(each))
        for each in Dimension
        if FACET_OF[each] == facet
    ]
    said = {trait.key: trait.value for trait in traits}
    asked = facet == Facet.PERSONALITY and states[Dimension.STYLE] == "on"
    return FacetView(
        key=facet.value,
        name=str(facet.label),
        purpose=str(FACETS[facet]),
        switches=tuple(switches),
        traits=tuple(views[trait.pid] for trait in traits),
        questions=tuple(_question(key, said) for key in STYLES) if asked else (),
        drawn=facet.value not in person.facets_off,
    )


def _is_fed(dimension: Dimension) -> bool:
    """What only an import brings is fed when the library has brought some of it, whoever's."""
    return dimension not in IMPORTED or Signal.objects.filter(dimension=dimension).exists()


def _question(key: str, said: dict[str, str]) -> StyleQuestion:
    return StyleQuestion(key, str(STYLE_QUESTIONS[key]), _choices(key, said.get(key, ""), Names()))


def _trait(trait: Trait, signals: Sequence[Signal], names: Names) -> TraitView:
    topic = names.topics.get(trait.topic, "")
    by_pid = {signal.pid: signal for signal in signals}
    known = [by_pid[pid] for pid in trait.evidence if pid in by_pid]
    about = [signal for signal in signals if trait.topic and signal.topic == trait.topic]
    spec = spec_of(trait.key)
    return TraitView(
        pid=trait.pid,
        key=trait.key,
        sentence=sentence(trait, about, names),
        source=str(Source(trait.source).label),
        use=_use(spec),
        grounds="" if trait.topic else counted(trait.grounds),
        since=date(trait.first_at),
        sure=_sure(trait),
        evidence=tuple(Evidence(_line(signal, topic, names), signal.at, date(signal.at)) for signal in known),
        choices=_choices(trait.key, trait.value, names),
        free=trait.key in FREE,
        value=trait.value,
        hidden=trait.hidden_at is not None,
        corrected=trait.is_corrected,
        denied=trait.is_denied,
        forgettable=can_be_forgotten(trait.key),
        steps=ladder(trait.value) if trait.key == LEVEL else (),
        score=round(trait.score),
    )


def _use(spec: Spec | None) -> str:
    """What the trait changes; where nothing reads it yet, that."""
    if spec is None:
        return ""
    return str(spec.use) if spec.key in USED else _("Nothing that you are shown depends on it yet.")


def _line(signal: Signal, topic: str, names: Names) -> str:
    return evidence(signal, topic or names.topics.get(signal.topic, ""))


def _sure(trait: Trait) -> str:
    """How sure, where anything was inferred: as a share in whole tens, and never wholly."""
    return f"{min(round(trait.confidence * 10) * 10, 90)}" if trait.source == Source.INFERRED else ""


def _choices(key: str, value: str, names: Names) -> tuple[Choice, ...]:
    return tuple(Choice(each, value_label(key, each, names), each == value) for each in choices(key))
