"""`foreword bench loop DIR`: of the needs in a log, how many would have been met before they arose.

The log is replayed in a library of its own: signals through the intake of production, answers through its refresh,
ranking and policy. Beside push stand popularity, chance, and the ceiling: needs that anything on the shelf satisfies.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from django.core.management.base import CommandError
from django.utils.timezone import localtime

from foreword.push.bench.loop.baselines import Baselines
from foreword.push.bench.loop.judging import (
    LATELY,
    Deliveries,
    Given,
    Need,
    Reading,
    budgeted,
    share,
    surprise,
    used_within,
)
from foreword.push.bench.loop.reading import Log, read
from foreword.push.bench.loop.replay import Replay
from foreword.push.bench.loop.stage import Stage
from foreword.push.bench.loop.topics import with_topics

FEW, MANY = 3, 7


@dataclass(frozen=True, slots=True)
class Span:
    """`start`: the replay's first day; `judged`: from when on needs count; both at midnight."""

    start: datetime
    judged: datetime
    end: datetime

    @property
    def weeks(self) -> int:
        return (self.end - self.start).days // 7


def run(*, directory: Path, readers: float, weeks: float, before: float, nights: float, seed: float) -> dict[str, Any]:
    if min(readers, weeks, nights) < 1 or before < 0:
        raise CommandError("--readers, --weeks and --nights have to be 1 or more, --before 0 or more")
    began = time.perf_counter()
    log = read(directory)
    log = replace(log, items={item.id: item for item in with_topics(list(log.items.values()), int(seed))})
    span = _span(log, int(weeks), int(before))
    drawn, plain = _sample(log, span, int(readers), int(seed))
    stage = Stage(log, span.start)
    stage.set_up()
    set_up = time.perf_counter() - began
    replay = Replay(stage, drawn, nights=int(nights))
    replay.run(7 * span.weeks)
    judge = Judge(log, span, drawn, plain, int(seed))
    return {
        "log": _told(log),
        "sampled": {
            "readers": len(drawn),
            "without_consent": len(plain),
            "before_weeks": (span.judged - span.start).days // 7,
            "judged_weeks": (span.end - span.judged).days // 7,
            "from": span.judged.date().isoformat(),
            "seed": int(seed),
            "nightly_every": int(nights),
        },
        **judge.report(replay.given),
        "plain": judge.plain(replay.public),
        "refused_signals": dict(sorted(replay.refused.items())),
        "set_up_s": round(set_up, 1),
        "replay_s": round(time.perf_counter() - began - set_up, 1),
    }


def _span(log: Log, weeks: int, before: int) -> Span:
    """From the split where there is one, else `before` weeks into the log."""
    first = _midnight(log.events[0].at)
    judged = _midnight(log.split) if log.split else first + timedelta(days=7 * before)
    last = _midnight(log.events[-1].at) + timedelta(days=1)
    if judged >= last:
        raise CommandError(f"the log ends {before} weeks after it began, or before: nothing is left to judge")
    left = max(((last - judged).days + 6) // 7, 1)
    start = max(judged - timedelta(days=7 * before), judged - timedelta(days=7 * ((judged - first).days // 7)))
    return Span(start, judged, judged + timedelta(days=7 * min(weeks, left)))


def _midnight(at: datetime) -> datetime:
    return localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)


def _sample(log: Log, span: Span, count: int, seed: int) -> tuple[list[str], list[str]]:
    """So many readers of those who are there in the span, by chance; then who agreed to anything, and who did not."""
    there = sorted({event.reader for event in log.events if span.start <= event.at < span.end})
    chosen = Random(seed).sample(there, min(count, len(there)))  # noqa: S311 - dice, not a secret
    agreed = {reader for reader in chosen if log.readers[reader].consent}
    return sorted(agreed), sorted(set(chosen) - agreed)


def _told(log: Log) -> dict[str, Any]:
    kind = "loans" if log.is_of_loans else "needs"
    return {"of": kind, "events": len(log.events), "readers": len(log.readers), "items": len(log.items)}


class Judge:
    def __init__(self, log: Log, span: Span, drawn: Sequence[str], plain: Sequence[str], seed: int) -> None:
        self.log = log
        self.span = span
        self.drawn = drawn
        self.plain_readers = plain
        self.topics = {item.id: item.topic for item in log.items.values()}
        own, others, needs = frozenset(drawn), frozenset(plain), Reading(log).needs()
        judged = [need for need in needs if span.judged <= need.at < span.end]
        self.needs = [need for need in judged if need.reader in own]
        self.later_needs = [need for need in needs if need.reader in own and need.at >= span.judged]
        self.plain_needs = [need for need in judged if need.reader in others]
        mondays = [span.start + timedelta(days=7 * week) for week in range(span.weeks)]
        self.baselines = Baselines(log, drawn, mondays, seed)

    def report(self, given: Sequence[Given]) -> dict[str, Any]:
        pushed = {most: budgeted(given, most, self.span.start) for most in (FEW, MANY)}
        methods = {
            "push": pushed,
            "popularity": {most: self.baselines.popular(most) for most in (FEW, MANY)},
            "random": {most: self.baselines.chance(most) for most in (FEW, MANY)},
        }
        told = {
            name: {most: Deliveries(each, self.topics) for most, each in by_budget.items()}
            for name, by_budget in methods.items()
        }
        return {"anticipation": self._anticipation(told), **self._of_pushes(pushed[MANY])}

    def _anticipation(self, methods: dict[str, dict[int, Deliveries]]) -> dict[str, Any]:
        return {
            name: {
                "needs": len(needs),
                "ceiling": share(needs, self._can_be_met),
                **{method: _met(needs, told, by_topic=name == "topic") for method, told in methods.items()},
            }
            for name, needs in self._slices().items()
        }

    def _slices(self) -> dict[str, list[Need]]:
        """Of loans, only what is new is a need; else returns are needs too, and stand apart."""
        topical = [need for need in self.needs if need.topics]
        if self.log.is_of_loans:
            new = [need for need in self.needs if need.fresh]
            topical = [need for need in topical if need.fresh_topic]
            return {"title": new, "topic": topical, "title_cold_readers": [need for need in new if need.cold]}
        return {
            "item": self.needs,
            "item_new": [need for need in self.needs if need.fresh],
            "item_again": [need for need in self.needs if not need.fresh],
            "item_cold_readers": [need for need in self.needs if need.cold],
            "topic": topical,
        }

    def _can_be_met(self, need: Need) -> bool:
        there = (self.log.items.get(item) for item in need.wanted)
        return any(item is not None and (item.published is None or item.published < need.at) for item in there)

    def _of_pushes(self, pushed: Sequence[Given]) -> dict[str, Any]:
        """Of what was delivered in the judged weeks, at most seven a week; use is looked for where the log goes on."""
        lately = [each for each in pushed if each.at >= self.span.judged]
        followed = [each for each in lately if each.at + LATELY <= self.log.events[-1].at]
        used = used_within(followed, self.later_needs, LATELY)
        known = {(event.reader, event.item) for event in self.log.events if event.at < self.span.judged}
        reached = {each.reader for each in lately}
        return {
            "pushes": len(lately),
            "pushed_nothing": _part(len(self.drawn) - len(reached), len(self.drawn)),
            "followed_28d": len(followed),
            "pushes_per_useful": _part(len(followed), sum(used)),
            "coverage": _part(len({each.item for each in lately}), len(self.log.items)),
            "novelty_bits": surprise(lately, self.log, self.span.judged),
            "not_used_before": _part(sum((each.reader, each.item) not in known for each in lately), len(lately)),
        }

    def plain(self, public: Sequence[Given]) -> dict[str, Any]:
        """Who agreed to nothing: what all of them are shown, against their needs."""
        given = [replace(each, reader=reader) for reader in self.plain_readers for each in public]
        told = {most: Deliveries(budgeted(given, most, self.span.start), self.topics) for most in (FEW, MANY)}
        return {"needs": len(self.plain_needs), "list": _met(self.plain_needs, told, by_topic=False)}


def _met(needs: Sequence[Need], told: dict[int, Deliveries], *, by_topic: bool) -> dict[str, float]:
    return {
        f"@{most}{name}": share(needs, lambda need: deliveries.met(need, by_topic=by_topic, within=within))  # noqa: B023
        for most, deliveries in told.items()
        for name, within in (("", None), ("_28d", LATELY))
    }


def _part(some: int, of: int) -> float | None:
    """None where there is nothing to have a part of."""
    return round(some / of, 4) if of else None
