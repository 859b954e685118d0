"""Needs and their reasons in words, in the language of the page.

Push tells its own reasons, and asks here for the codes that it does not know.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from foreword.people.clc import clc_name
from foreword.people.models import Topic
from foreword.portraits.calendar import season_names
from foreword.portraits.models import AnswerKind, Course, Need
from foreword.portraits.registry import spec_of
from foreword.portraits.words import EVENTS, Names, date

Params = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """One need as its reader would say it: about what, which kind of answer, and why."""

    what: str
    answer: str
    why: str


def told_of(needs: Iterable[Need], names: Names) -> list[Told]:
    """Needs that can be named and reasoned; each thing once."""
    told: dict[str, Told] = {}
    for need in needs:
        what, why = _what(need, names), tell(need.reasons[0], names) if need.reasons else ""
        if what and why:
            told.setdefault(what, Told(what, str(AnswerKind(need.answer).label), why))
    return list(told.values())


def _what(need: Need, names: Names) -> str:
    if need.item:
        return names.items.get(need.item, "")
    return names.topics.get(need.topic, "") or need.text or names.seasons.get(need.season, "")


def names_of(reasons: Iterable[Mapping[str, Any]]) -> Names:
    """How what these reasons point to is called, looked up once for all."""
    params = [reason["params"] for reason in reasons]
    topics = Topic.objects.filter(key__in=[each["topic"] for each in params if each.get("topic")])
    courses = Course.objects.filter(code__in=[each["course"] for each in params if each.get("course")])
    return Names(
        topics={topic.key: topic.name for topic in topics},
        seasons=season_names(),
        courses=dict(courses.values_list("code", "name")),
    )


def tell(reason: Mapping[str, Any], names: Names) -> str:
    """One reason as a clause without an end mark; nothing for a code that nobody knows."""
    teller = TELLS.get(reason["code"])
    return teller(reason["params"], names) if teller else ""


def _of_topic(words: Callable[[str], str]) -> Callable[[Params, Names], str]:
    def tell_it(params: Params, names: Names) -> str:
        topic = names.topics.get(params.get("topic", ""), "")
        return words(topic) if topic else ""

    return tell_it


def _day(params: Params) -> str:
    return date(datetime.fromisoformat(params["on"]))


def _course_event(params: Params, names: Names) -> str:
    values = {
        "course": names.courses.get(params["course"], params["course"]),
        "event": str(EVENTS.get(params["event"], params["event"])),
        "date": _day(params),
    }
    return _("“%(course)s” has an %(event)s on %(date)s") % values


def _thesis(params: Params, _names: Names) -> str:
    spec = spec_of("thesis_stage")
    says = spec.says if spec else {}
    return str(says.get(params["stage"], "")).rstrip(".。") if isinstance(says, Mapping) else ""


def _season(params: Params, names: Names) -> str:
    season = names.seasons.get(params.get("season", ""), "")
    return _("It is the time of “%(season)s”") % {"season": season} if season else ""


def _return(params: Params, names: Names) -> str:
    title = names.items.get(params.get("item", ""), "")
    return _("You come back to “%(title)s”") % {"title": title} if title else _("You come back to it")


TELLS: dict[str, Callable[[Params, Names], str]] = {
    "searched": lambda _params, _names: _("You searched for it"),
    "unanswered": lambda _params, _names: _("You searched for it and found little"),
    "opened": _of_topic(lambda topic: _("You opened pages about “%(topic)s”") % {"topic": topic}),
    "asked": _of_topic(lambda topic: _("You asked about “%(topic)s”") % {"topic": topic}),
    "shared": _of_topic(lambda topic: _("You wrote for others about “%(topic)s”") % {"topic": topic}),
    "interest": _of_topic(lambda topic: _("You have been interested in “%(topic)s”") % {"topic": topic}),
    "borrowed": lambda _params, _names: _("You borrowed something of the kind"),
    "course": lambda _params, _names: _("You take a course on it"),
    "course_event": _course_event,
    "due": lambda params, _names: _("Something you borrowed is due on %(date)s") % {"date": _day(params)},
    "field": lambda params, _names: _("You borrow or study “%(field)s”") % {"field": clc_name(params["clc"])},
    "return": _return,
    "thesis": _thesis,
    "season": _season,
    "new_here": lambda _params, _names: _("You are new here"),
    "away": lambda _params, _names: _("You are away from campus"),
    "stuck": lambda _params, _names: _("You searched several times and opened nothing"),
}
