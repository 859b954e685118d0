"""Before an occasion goes out: how many it is about, and what would become of it. Counts only, and never small ones.

A rehearsal runs the very rules that sending runs, at ten in the morning of the next day, and writes nothing.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from itertools import islice
from typing import Final

from django.utils.functional import Promise
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _

from foreword.kernel.clock import today
from foreword.people.models import Consent, Person
from foreword.push.audience import Fact, known_of, met
from foreword.push.budget import Fate, Sendable, plan
from foreword.push.models import Browser, Digest, Medium, Occasion, Reach
from foreword.push.occasional import offers_of, worths
from foreword.push.policy import Offer, choose
from foreword.push.reaching import history_of, media_of, sent_to, wishes_of

K: Final = 10
AT_ONCE: Final = 500
LOOKED_AT: Final = 200
"""Readers that a rehearsal plays through; of a larger audience, as many as that."""


@dataclass(frozen=True, slots=True)
class Meant:
    """One reader of the audience: what they are meant by, and all that is known of them."""

    person: Person
    facts: Sequence[Fact]
    known: Sequence[Fact]


@dataclass(frozen=True, slots=True)
class Audience:
    """How many readers it is about, as `rough` has it; None is fewer than ten. `on` are those who chose each medium."""

    readers: int | None
    on: Mapping[str, int | None] = field(default_factory=dict)


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
    people = [each.person.pk for each in meant_by(occasion)]
    reach = Reach.objects.filter(person__in=people, stopped_at__isnull=True)
    on = {
        Medium.MAIL: reach.exclude(mail=Digest.NEVER).count(),
        Medium.FEED: reach.exclude(feed_key="").count(),
        Medium.BROWSER: Browser.objects.filter(person__reach__in=reach).values("person").distinct().count(),
    }
    wanted = media_of(occasion)
    return Audience(rough(len(people)), {str(name.label): rough(n) for name, n in on.items() if name in wanted})


def rehearse(occasion: Occasion) -> Rehearsal:
    """ "Would be sent to so many; silent because …", by the same rules as in earnest."""
    at = make_aware(datetime.combine(today() + timedelta(days=1), time(10)))
    worth = worths([occasion])[occasion.pk]
    counted: Counter[str] = Counter()
    for meant, _n in zip(meant_by(occasion), range(LOOKED_AT), strict=False):
        counted[_outcome(occasion, meant, offers_of(occasion, meant.facts, meant.known, worth), at)] += 1
    carried = [medium for medium in Medium if medium in media_of(occasion)]
    sent = [(str(medium.label), rough(counted[medium])) for medium in carried]
    silent = [(str(words), rough(counted[name])) for name, words in SILENCE.items()]
    return Rehearsal(rough(counted.total()), sent, silent)


def _outcome(occasion: Occasion, meant: Meant, offers: Sequence[Offer], at: datetime) -> str:
    """The best that comes of any of its offers for this reader; else why the first of them is silent."""
    if not offers:
        return "nothing"
    left = choose(offers, history_of(meant.person), at=at)
    if not left:
        return "known"
    urgent = any(reason["code"] == "due" for offer in left for reason in offer.told)
    things = [Sendable(f"{each.kind}:{each.key}", each.score, each.topic, urgent, media_of(occasion)) for each in left]
    fates = plan(things, wishes_of(meant.person), sent_to(meant.person), at)
    return next((fate for fate in fates.values() if fate.medium), fates[things[0].key]).value


def meant_by(occasion: Occasion) -> Iterator[Meant]:
    """Every reader whom it is about, in an order that means nothing."""
    people = Person.objects.filter(
        is_active=True, plain=False, resting_since__isnull=True, under_14=False, shared=False, consents__isnull=False
    )
    everybody = people.order_by("pid").distinct().iterator(AT_ONCE)
    while chunk := list(islice(everybody, AT_ONCE)):
        known = known_of(chunk, [occasion])
        agreed: dict[int, set[str]] = {}
        for person, dimension in Consent.objects.standing().filter(person__in=chunk).values_list("person", "dimension"):
            agreed.setdefault(person, set()).add(dimension)
        for person in chunk:
            facts = met(occasion, known[person.pk], agreed.get(person.pk, ())) if person.pk in agreed else None
            if facts is not None:
                yield Meant(person, facts, known[person.pk])
