"""Before an occasion goes out: how many it is about, and what would become of it. Counts only, and never small ones.

A rehearsal runs the very rules that sending runs, at ten in the morning of the next day, and writes nothing.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from hashlib import sha256
from itertools import islice
from typing import Final

from django.core.cache import cache
from django.utils.functional import Promise
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _

from foreword.kernel.clock import today
from foreword.people.models import Consent, Person
from foreword.push.audience import Fact, known_of, met
from foreword.push.budget import Fate, Sendable, plan
from foreword.push.counting import EnoughCounted, K, counted
from foreword.push.models import Browser, Counted, Digest, Medium, Occasion, Reach
from foreword.push.occasional import offers_of, worths
from foreword.push.policy import Offer, choose
from foreword.push.reaching import history_of, media_of, sent_to, wishes_of

KEPT_SECONDS: Final = 3_600
AT_ONCE: Final = 500
LOOKED_AT: Final = 200
"""Readers that a rehearsal plays through; of a larger audience, as many as that."""


@dataclass(frozen=True, slots=True)
class Known:
    """One reader: what they are meant by (None: they are not), and all that is known of them."""

    person: Person
    facts: Sequence[Fact] | None
    known: Sequence[Fact]


@dataclass(frozen=True, slots=True)
class Audience:
    """How many readers it is about, as `rough` has it; None is fewer than ten. `on` are those who chose each medium.

    `enough`: it was not counted, because enough were counted today.
    """

    readers: int | None
    on: Mapping[str, int | None] = field(default_factory=dict)
    enough: bool = False


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """Every row stands, whatever its count: one that came with its first reader would tell of that reader."""

    looked_at: int | None
    sent: list[tuple[str, int | None]]
    silent: list[tuple[str, int | None]]


SILENCE: Final[Mapping[str, Promise]] = {
    Fate.NOWHERE: _("they chose no medium that it may go out on; it waits for them on Today"),
    Fate.STOPPED: _("they said stop"),
    Fate.SPENT: _("enough was sent to them already"),
    Fate.QUIET: _("it is one of their quiet hours"),
    Fate.WEAK: _("too few readers use what it offers"),
    Fate.RESTING: _("it reached them less than two weeks ago"),
    Fate.HELD: _("they are of the tenth to whom nothing is sent, for comparison"),
    "known": _("they saw it lately, set it aside, or want less of its topic"),
    "nothing": _("there is nothing on it for them"),
}


def rough(count: int) -> int | None:
    """As it may be shown: the largest of 10, 50, 100, 500, … that it reaches; None where it is fewer than ten.

    Trust.md P16. Finer steps would let whoever writes an audience try until one reader more tips the number.
    """
    if count < K:
        return None
    power = K ** (len(str(count)) - 1)
    return 5 * power if count >= 5 * power else power


def audience_of(occasion: Occasion) -> Audience:
    """Of the readers that are counted for it: see `counting`."""
    try:
        people = _counted(occasion).keys
    except EnoughCounted:
        return Audience(None, enough=True)
    if len(people) < K:
        return Audience(None)
    reach = Reach.objects.filter(stopped_at__isnull=True)
    on = {
        Medium.MAIL: reach.exclude(mail=Digest.NEVER).values_list("person", flat=True),
        Medium.FEED: reach.exclude(feed_key="").values_list("person", flat=True),
        Medium.BROWSER: Browser.objects.filter(person__reach__in=reach).values_list("person", flat=True),
    }
    wanted = media_of(occasion)
    told = {str(name.label): rough(len(people & set(chose))) for name, chose in on.items() if name in wanted}
    return Audience(rough(len(people)), told)


def rehearse(occasion: Occasion) -> Rehearsal | None:
    """ "Would be sent to so many; silent because …", by the same rules as in earnest; None of fewer than ten."""
    try:
        row = _counted(occasion)
    except EnoughCounted:
        return None
    if row.bits.bit_count() < K:
        return None
    what = [occasion.items, occasion.topics, occasion.season, sorted(occasion.media), occasion.event]
    name = f"push.rehearsed:{today()}:{row.place}:{_digest(what)}"
    counts: Counter[str] | None = cache.get(name)
    if counts is None:
        counts = _played(occasion, row.keys)
        cache.set(name, counts, KEPT_SECONDS)
    carried = [medium for medium in Medium if medium in media_of(occasion)]
    sent = [(str(medium.label), rough(counts[medium])) for medium in carried]
    silent = [(str(words), rough(counts[name])) for name, words in SILENCE.items()]
    return Rehearsal(rough(counts.total()), sent, silent)


def _played(occasion: Occasion, readers: set[int]) -> Counter[str]:
    """What would become of it for each. Who is counted without being meant has no facts, and is still counted."""
    at = make_aware(datetime.combine(today() + timedelta(days=1), time(10)))
    worth = worths([occasion])[occasion.pk]
    everybody = Person.objects.order_by("pid").iterator(AT_ONCE)
    people = list(islice((each for each in everybody if each.pk in readers), LOOKED_AT))
    counts: Counter[str] = Counter()
    for each in _known(occasion, people):
        offers = offers_of(occasion, each.facts or [], each.known, worth)
        counts[_outcome(occasion, each.person, offers, at)] += 1
    return counts


def _counted(occasion: Occasion) -> Counted:
    return counted(_digest([occasion.who, occasion.event]), lambda: {each.pk for each in meant_by(occasion)})


def _digest(what: object) -> str:
    return sha256(json.dumps(what, sort_keys=True).encode()).hexdigest()


def _outcome(occasion: Occasion, person: Person, offers: Sequence[Offer], at: datetime) -> str:
    """The best that comes of any of its offers for this reader; else why the first of them is silent."""
    if not offers:
        return "nothing"
    left = choose(offers, history_of(person), at=at)
    if not left:
        return "known"
    urgent = any(reason["code"] == "due" for offer in left for reason in offer.told)
    things = [Sendable(f"{each.kind}:{each.key}", each.score, each.topic, urgent, media_of(occasion)) for each in left]
    fates = plan(things, wishes_of(person), sent_to(person), at)
    return next((fate for fate in fates.values() if fate.medium), fates[things[0].key]).value


def meant_by(occasion: Occasion) -> Iterator[Person]:
    """Every reader whom it is about, in an order that means nothing."""
    people = Person.objects.filter(
        is_active=True, plain=False, resting_since__isnull=True, under_14=False, shared=False, consents__isnull=False
    )
    everybody = people.order_by("pid").distinct().iterator(AT_ONCE)
    while chunk := list(islice(everybody, AT_ONCE)):
        for each in _known(occasion, chunk):
            if each.facts is not None:
                yield each.person


def _known(occasion: Occasion, people: Sequence[Person]) -> Iterator[Known]:
    known = known_of(people, [occasion])
    agreed: dict[int, set[str]] = {}
    for person, dimension in Consent.objects.standing().filter(person__in=people).values_list("person", "dimension"):
        agreed.setdefault(person, set()).add(dimension)
    for each in people:
        facts = met(occasion, known[each.pk], agreed[each.pk]) if each.pk in agreed else None
        yield Known(each, facts, known[each.pk])
