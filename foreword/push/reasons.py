"""Reasons in words: one plain sentence of why an answer is here, in the language of the page.

Stored reasons are codes that point to signals, seasons and topics; so a search that was forgotten is not quoted.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.utils import formats
from django.utils.timezone import localtime
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from foreword.kernel.clock import now, today
from foreword.people.models import Audience, Topic
from foreword.portraits.models import Signal
from foreword.portraits.telling import names_of, tell
from foreword.push.models import Occasion, Season

Reason = dict[str, Any]

SHOWN = 2
QUOTED = 40


class Teller:
    """Tells reasons; what they point to is looked up once for all."""

    def __init__(self, reasons: Iterable[Reason]) -> None:
        told = list(reasons)
        params = [reason["params"] for reason in told]
        self._others = names_of(reason for reason in told if reason["code"] not in TELLERS)
        self._signals = {
            signal.pid: signal
            for signal in Signal.objects.filter(pid__in=_named(params, "signal")).only("pid", "text", "at")
        }
        self._topics = {topic.key: topic for topic in Topic.objects.filter(key__in=_named(params, "topic"))}
        self._occasions = {each.pid: each for each in Occasion.objects.filter(pid__in=_named(params, "occasion"))}
        self._seasons = {season.key: season for season in Season.objects.filter(key__in=_named(params, "season"))}

    def sentence(self, reasons: Sequence[Reason]) -> str:
        """The first two reasons, joined, ending as a sentence ends in this language. Of two alike, the first."""
        different = {(reason["code"], reason["params"].get("topic")): reason for reason in reversed(reasons)}
        parts = [words for reason in reversed(different.values()) if (words := self._words(reason))][:SHOWN]
        if not parts:
            return ""
        if (get_language() or "").startswith("zh"):
            return "；".join(parts) + "。"
        return "; ".join([parts[0], *(_inner(part) for part in parts[1:])]) + "."

    def _words(self, reason: Reason) -> str:
        teller = TELLERS.get(reason["code"])
        return teller(self, reason["params"]) if teller else tell(reason, self._others)

    def _topic(self, params: dict[str, Any]) -> str:
        topic = self._topics.get(params.get("topic", ""))
        return topic.name if topic else ""

    def searched(self, params: dict[str, Any]) -> str:
        signal = self._signals.get(params.get("signal", ""))
        if signal and signal.text:
            return _("You searched for “%(text)s” %(day)s") % {"text": _cut(signal.text), "day": _day(signal.at)}
        return self.interest(params)

    def unanswered(self, params: dict[str, Any]) -> str:
        signal = self._signals.get(params.get("signal", ""))
        if signal and signal.text:
            return _("You looked for “%(text)s” and found little") % {"text": _cut(signal.text)}
        return self.interest(params)

    def opened(self, params: dict[str, Any]) -> str:
        topic, count = self._topic(params), int(params.get("count", 1))
        if not topic:
            return _("It is close to a page that you opened")
        since = datetime.fromisoformat(params["since"]) if "since" in params else now()
        values = {"count": count, "topic": topic, "span": _span(since)}
        return (
            ngettext(
                "You opened %(count)d page about “%(topic)s” %(span)s",
                "You opened %(count)d pages about “%(topic)s” %(span)s",
                count,
            )
            % values
        )

    def asked(self, params: dict[str, Any]) -> str:
        topic = self._topic(params)
        return _("You asked about “%(topic)s”") % {"topic": topic} if topic else ""

    def interest(self, params: dict[str, Any]) -> str:
        topic = self._topic(params)
        return _("You have been interested in “%(topic)s”") % {"topic": topic} if topic else _("You searched for this")

    def new_answer(self, _params: dict[str, Any]) -> str:
        return _("New answer to something you were looking for")

    def season(self, params: dict[str, Any]) -> str:
        season = self._seasons.get(params.get("season", ""))
        if season is None:
            return ""
        return _("%(season)s: until %(date)s") % {
            "season": season.name,
            "date": _date(date.fromisoformat(params["until"])),
        }

    def occasion(self, params: dict[str, Any]) -> str:
        occasion = self._occasions.get(params.get("occasion", ""))
        return occasion.why if occasion else ""

    def kind(self, params: dict[str, Any]) -> str:
        kinds = {
            Audience.UNDERGRADUATE: _("you are an undergraduate"),
            Audience.GRADUATE: _("you are a graduate student"),
            Audience.TEACHER: _("you teach or do research"),
        }
        return kinds.get(Audience(params["kind"]), "") if params.get("kind") in Audience.values else ""

    def popular(self, _params: dict[str, Any]) -> str:
        return _("Read by many this week")

    def returned(self, _params: dict[str, Any]) -> str:
        return _("You come back to it")

    def alike(self, _params: dict[str, Any]) -> str:
        return _("Readers who opened the same pages as you used it")

    def page(self, _params: dict[str, Any]) -> str:
        return _("Goes with what you are looking at")


TELLERS: dict[str, Callable[[Teller, dict[str, Any]], str]] = {
    "searched": Teller.searched,
    "unanswered": Teller.unanswered,
    "opened": Teller.opened,
    "asked": Teller.asked,
    "interest": Teller.interest,
    "new_answer": Teller.new_answer,
    "season": Teller.season,
    "season_public": Teller.season,
    "occasion": Teller.occasion,
    "kind": Teller.kind,
    "popular": Teller.popular,
    "returned": Teller.returned,
    "alike": Teller.alike,
    "page": Teller.page,
}
"""The codes that push has more to say of than the portrait; the others are told as the portrait tells them."""


def _inner(words: str) -> str:
    """As it is written inside an English sentence."""
    return "y" + words[1:] if words.startswith(("You ", "Your ")) else words


def _named(params: Iterable[dict[str, Any]], name: str) -> set[str]:
    return {each[name] for each in params if each.get(name)}


def _cut(text: str) -> str:
    return text if len(text) <= QUOTED else text[: QUOTED - 1].rstrip() + "…"


def _day(at: datetime) -> str:
    """today, yesterday, on Sunday, on 3 March."""
    ago = (today() - localtime(at).date()).days
    if ago <= 0:
        return _("today")
    if ago == 1:
        return _("yesterday")
    if ago < 7:
        return _("on %(weekday)s") % {"weekday": formats.date_format(localtime(at), "l")}
    return _("on %(date)s") % {"date": _date(localtime(at).date())}


def _span(since: datetime) -> str:
    ago = (today() - localtime(since).date()).days
    if ago <= 0:
        return _("today")
    return _("this week") if ago < 7 else _("this month")


def _date(day: date) -> str:
    return formats.date_format(day, "j F" if not (get_language() or "").startswith("zh") else "n月j日")
