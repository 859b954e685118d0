"""The portrait as its owner sees it. There is no query that shows it to anybody else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from foreword.people.models import FACET_OF, Consent, Dimension, Facet, Person, Topic
from foreword.people.purposes import FACETS, PURPOSES
from foreword.people.queries import Access, access_log, consented, paused
from foreword.portraits.calendar import season_names
from foreword.portraits.models import LEVEL, Signal, Source, Trait
from foreword.portraits.values import FREE, STYLES, choices
from foreword.portraits.words import STYLE_QUESTIONS, Names, date, evidence, sentence, value_label

ORDER: Final = ("kind", "department", "discipline", "cohort", "language", "form")
FED_LATER: Final = frozenset([Dimension.COURSES, Dimension.LOANS])
"""Dimensions from which nothing comes in until the library has connected its systems."""


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
    evidence: tuple[Evidence, ...]
    choices: tuple[Choice, ...]
    free: bool
    value: str
    hidden: bool
    corrected: bool
    denied: bool


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

    @property
    def on(self) -> bool:
        return any(switch.state == "on" for switch in self.switches)


@dataclass(frozen=True, slots=True)
class Portrait:
    facets: tuple[FacetView, ...]
    accesses: tuple[Access, ...]
    plain: bool
    under_14: bool

    @property
    def on(self) -> bool:
        return any(facet.on for facet in self.facets)

    @property
    def held(self) -> int:
        return sum(len(facet.traits) for facet in self.facets)


def portrait_of(person: Person) -> Portrait:
    agreed = consented(person)
    traits = [
        trait
        for trait in sorted(Trait.objects.filter(person=person), key=_place)
        if not trait.dimensions or agreed.intersection(trait.dimensions)
    ]
    signals = Signal.objects.filter(person=person, dimension__in=agreed).exclude(topic="").recent_first()
    names = Names({topic.key: topic.name for topic in Topic.objects.all()}, season_names())
    views = {
        trait.pid: _trait(trait, [each for each in signals if each.topic == trait.topic], names) for trait in traits
    }
    states = _states(person, agreed)
    facets = [_facet(facet, states, [trait for trait in traits if trait.facet == facet], views) for facet in Facet]
    return Portrait(tuple(facets), tuple(access_log(person)), plain=person.plain, under_14=person.under_14)


def trait_of(person: Person, pid: str) -> Trait | None:
    """One's own trait; another's does not exist."""
    return Trait.objects.filter(person=person, pid=pid).select_related("person").first()


def _place(trait: Trait) -> tuple[int, float, str]:
    """The account in the order of the account, then interests, the strongest first, then what follows from them."""
    place = ORDER.index(trait.key) if trait.key in ORDER else len(ORDER) + (trait.key == LEVEL)
    return place, -trait.score, trait.key


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


def _facet(facet: Facet, states: dict[str, str], traits: Sequence[Trait], views: dict[str, TraitView]) -> FacetView:
    switches = [
        Switch(
            dimension.value,
            str(dimension.label),
            str(PURPOSES[dimension]),
            states[dimension],
            fed=dimension not in FED_LATER,
        )
        for dimension in Dimension
        if FACET_OF[dimension] == facet
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
    )


def _question(key: str, said: dict[str, str]) -> StyleQuestion:
    return StyleQuestion(key, str(STYLE_QUESTIONS[key]), _choices(key, said.get(key, ""), Names({}, {})))


def _trait(trait: Trait, signals: Sequence[Signal], names: Names) -> TraitView:
    topic = names.topics.get(trait.topic, "")
    by_pid = {signal.pid: signal for signal in signals}
    known = [by_pid[pid] for pid in trait.evidence if pid in by_pid]
    return TraitView(
        pid=trait.pid,
        key=trait.key,
        sentence=sentence(trait, signals, names),
        source=str(Source(trait.source).label),
        evidence=tuple(Evidence(evidence(signal, topic), signal.at, date(signal.at)) for signal in known),
        choices=_choices(trait.key, trait.value, names),
        free=trait.key in FREE,
        value=trait.value,
        hidden=trait.hidden_at is not None,
        corrected=trait.is_corrected,
        denied=trait.is_denied,
    )


def _choices(key: str, value: str, names: Names) -> tuple[Choice, ...]:
    return tuple(Choice(each, value_label(key, each, names), each == value) for each in choices(key))
