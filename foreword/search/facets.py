"""How many of what was found lie under each value of each filter.

Counted over hits that have passed their rooms' access check for this viewer, so that what one may not see leaves no
trace in a number. For each filter the others hold and its own does not: the count says what choosing the value gives.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from foreword.people.clc import CLASSES, clc_name
from foreword.people.models import Audience, Topic
from foreword.search.filters import NAMES, Filters, fits, span
from foreword.search.sources import Presented

MOST_VALUES: Final = 8
KINDS: Final = {
    "entry": _("Answers"),
    "product": _("Guides"),
    "community": _("Asked by readers"),
    "record": _("In the library"),
    "question": _("Past answers"),
}
TITLES: Final = {
    "kind": _("What it is"),
    "subject": _("Subject"),
    "language": _("Language"),
    "audience": _("Made for"),
    "year": _("Year"),
}

Pair = tuple[str, Presented]
"""A kind, and how one of it is shown."""


@dataclass(frozen=True, slots=True)
class Value:
    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    title: str
    values: tuple[Value, ...]


def facets_of(found: Sequence[Pair], filters: Filters) -> tuple[Facet, ...]:
    """A filter that narrows nothing is left out, unless something of it is chosen."""
    made = (_facet(name, found, filters) for name in NAMES)
    return tuple(facet for facet in made if facet is not None)


def _facet(name: str, found: Sequence[Pair], filters: Filters) -> Facet | None:
    others = filters.without(name)
    pool = [pair for pair in found if others.admits(*pair)]
    chosen = getattr(filters, name)
    usual = Counter(value for pair in pool for value in _proposed(name, pair, pool))
    values = dict.fromkeys([*sorted(chosen), *(value for value, _count in usual.most_common(MOST_VALUES))])
    label = _labels(name, values)
    counted = [
        Value(value, label(value), sum(fits(name, value, *pair) for pair in pool), value in chosen) for value in values
    ]
    if not chosen and (len(counted) < 2 or all(value.count == len(pool) for value in counted)):
        return None
    return Facet(name, str(TITLES[name]), tuple(sorted(counted, key=_order(name))))


def _order(name: str) -> Callable[[Value], tuple[float, str]]:
    """Years from the newest; what else there is, from the most."""
    return lambda each: (-span(each.value)[1] if name == "year" else -each.count, each.label)


def _proposed(name: str, pair: Pair, pool: Sequence[Pair]) -> Iterable[str]:
    """Under which values a hit would be looked for."""
    kind, shown = pair
    match name:
        case "kind":
            return (kind,)
        case "subject":
            return (shown.topic,) if shown.topic else _main_class(shown.clc)
        case "language":
            return shown.langs or (shown.lang,)
        case "audience":
            return shown.audience
    return _years(shown.year, pool)


def _main_class(mark: str) -> tuple[str, ...]:
    """The narrowest class that has a name: TP391.1 is looked for under TP."""
    known = (mark[:length] for length in range(len(mark), 0, -1))
    return next(((each,) for each in known if each in CLASSES), ())


def _years(year: int | None, pool: Sequence[Pair]) -> tuple[str, ...]:
    """By single years where they lie close together, else by decades."""
    if year is None:
        return ()
    years = [shown.year for _kind, shown in pool if shown.year is not None]
    if max(years) - min(years) < MOST_VALUES:
        return (str(year),)
    decade = year // 10 * 10
    return (f"{decade}-{decade + 9}",)


def _labels(name: str, values: Iterable[str]) -> Callable[[str], str]:
    if name == "kind":
        return lambda value: str(KINDS.get(value, value))
    if name == "subject":
        topics = {topic.key: topic.name for topic in Topic.objects.filter(key__in=list(values))}
        return lambda value: topics.get(value) or clc_name(value) or value
    if name == "language":
        return _language
    if name == "audience":
        return lambda value: str(dict(Audience.choices).get(value, value))
    return lambda value: value.replace("-", "–")


def _language(code: str) -> str:
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code or str(_("Unknown"))
