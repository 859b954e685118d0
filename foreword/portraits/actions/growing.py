"""How a portrait grows: traits from signals and from the account, needs from traits.

Everything here may run again at any time and gives the same result. What the reader corrected or hid is never touched.
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta

from django.db import transaction

from foreword.kernel.clock import now, today
from foreword.kernel.outbox import publish
from foreword.people.models import FACET_OF, Dimension, Facet, Person
from foreword.people.queries import consented
from foreword.portraits.actions.foreseeing import foresee
from foreword.portraits.calendar import seasons_for
from foreword.portraits.events import PortraitChanged
from foreword.portraits.interest import FAINT, TOPIC_HALF_LIFE, UNUSED, confidence, level, reckon
from foreword.portraits.models import INTEREST, LEVEL, Signal, Source, Trait

PROFILE = ("kind", "department", "discipline", "cohort")
PREFERENCES = ("language", "form")
UNSAID = frozenset(["", "other", "None"])


@transaction.atomic
def rebuild(*, person: Person) -> None:
    """Make the whole portrait anew from the signals that are kept and what forgotten ones left."""
    topics = set(Signal.objects.filter(person=person).exclude(topic="").values_list("topic", flat=True))
    topics |= {trait.topic for trait in Trait.objects.filter(person=person).interests()}
    grow(person=person, topics=sorted(topics))
    publish(PortraitChanged(person=person.pid))


@transaction.atomic
def renew(*, person: Person) -> None:
    """Bring what follows from the account and the calendar up to date, drop what has faded, foresee again.

    For a reader who has not been here for 180 days nothing is renewed: their portrait is on its way out.
    """
    if not _is_about(person):
        return
    Trait.objects.filter(person=person, expires_at__lt=now()).exclude(source=Source.CORRECTED).delete()
    grow(person=person, topics=[])


def grow(*, person: Person, topics: Iterable[str]) -> None:
    """Reckon these topics again, then what hangs on them: level, background, season, needs."""
    agreed = consented(person)
    known = {trait.key: trait for trait in Trait.objects.filter(person=person)}
    for topic in topics:
        _reckon_interest(person, topic, known.get(INTEREST + topic))
    _reckon_level(person, known.get(LEVEL))
    _take_over(person, agreed, known)
    _note_season(person, agreed, known.get("season"))
    foresee(person=person, agreed=agreed)
    Trait.objects.filter(person=person).update(used_at=now())


def _is_about(person: Person) -> bool:
    since = now() - UNUSED
    here = max(person.last_login or person.joined_at, person.joined_at) > since
    return here or Signal.objects.filter(person=person).exists()


def _reckon_interest(person: Person, topic: str, trait: Trait | None) -> None:
    if trait is not None and trait.is_corrected:
        return
    found = reckon(Signal.objects.filter(person=person).of_topic(topic), trait.carried if trait else {})
    if found is None or found.score < FAINT:
        if trait is not None:
            Trait.objects.filter(pk=trait.pk, hidden_at__isnull=True).exclude(source=Source.CORRECTED).delete()
        return
    _save(
        person,
        INTEREST + topic,
        trait,
        facet=Facet.BEHAVIOUR,
        dimension=found.dimensions[0],
        dimensions=found.dimensions,
        value=topic,
        score=found.score,
        confidence=found.confidence,
        source=Source.INFERRED,
        evidence=found.evidence,
        half_life_days=TOPIC_HALF_LIFE.days,
        first_at=found.first_at,
        updated_at=found.at,
        expires_at=found.fades_at,
    )


def _reckon_level(person: Person, trait: Trait | None) -> None:
    """How used to the library's tools somebody is, from all their interests together."""
    interests = list(Trait.objects.filter(person=person).interests().in_use().exclude(source=Source.CORRECTED))
    total = sum(trait.score for trait in interests)
    value = level(total)
    if not value:
        _drop(trait)
        return
    latest = max(interests, key=lambda trait: (trait.updated_at, trait.key))
    _save(
        person,
        LEVEL,
        trait,
        facet=Facet.BEHAVIOUR,
        dimension=latest.dimension,
        dimensions=sorted({name for trait in interests for name in trait.dimensions}),
        value=value,
        score=total,
        confidence=confidence(total),
        source=Source.INFERRED,
        evidence=latest.evidence,
        updated_at=latest.updated_at,
        expires_at=latest.updated_at + UNUSED,
    )


def _take_over(person: Person, agreed: frozenset[str], known: Mapping[str, Trait]) -> None:
    """What the account says, for as long as its dimension is on."""
    for dimension, names, source in (
        (Dimension.PROFILE, PROFILE, Source.IMPORTED),
        (Dimension.PREFERENCES, PREFERENCES, Source.DECLARED),
    ):
        values = {name: str(getattr(person, name)) for name in names} if dimension in agreed else {}
        for name in names:
            if values.get(name, "") in UNSAID:
                _drop(known.get(name))
            else:
                _state(person, name, known.get(name), values[name], dimension, source)


def _note_season(person: Person, agreed: frozenset[str], trait: Trait | None) -> None:
    kind = kind_of(person) if Dimension.PROFILE in agreed else None
    seasons = seasons_for(kind) if Dimension.PLACE in agreed else []
    if not seasons:
        _drop(trait)
        return
    nearest = min(seasons, key=lambda season: (not season.audience, season.ends_on))
    ends = now() + timedelta(days=(nearest.ends_on - today()).days + 1)
    _state(person, "season", trait, nearest.key, Dimension.PLACE, Source.IMPORTED, expires_at=ends)


def kind_of(person: Person) -> str:
    """Which kind of reader: as they corrected it, else as the account says; nothing where they hid it."""
    trait = Trait.objects.filter(person=person, key="kind").first()
    if trait is None:
        return person.kind
    return "" if trait.hidden_at else trait.value


def _drop(trait: Trait | None) -> None:
    """It no longer follows from anything; what its reader said of it stays."""
    if trait is not None:
        Trait.objects.filter(pk=trait.pk).exclude(source=Source.CORRECTED).delete()


def _state(
    person: Person, key: str, trait: Trait | None, value: str, dimension: str, source: str, **more: object
) -> None:
    fields = {"facet": FACET_OF[Dimension(dimension)], "dimension": dimension, "dimensions": [dimension]}
    _save(person, key, trait, **fields, value=value, source=source, **more)


def _save(person: Person, key: str, trait: Trait | None, **fields: object) -> None:
    """Write what follows now, where it differs from the trait that is known so far."""
    if trait is None:
        Trait.objects.create(person=person, key=key, **fields)
    elif not trait.is_corrected and any(getattr(trait, name) != value for name, value in fields.items()):
        fields.setdefault("updated_at", now())
        Trait.objects.filter(pk=trait.pk).exclude(source=Source.CORRECTED).update(**fields)
