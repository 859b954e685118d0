"""Needs that come from where somebody stands: a course, a due date, a thesis, the first weeks, a place of return."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Final

from django.utils.timezone import localdate

from foreword.people.clc import CLASSES
from foreword.people.models import Dimension
from foreword.portraits.models import AnswerKind
from foreword.portraits.needs import (
    NOW,
    SOON,
    Foreseen,
    Reason,
    from_interests,
    from_searches,
    from_seasons,
    reason,
    soon,
)
from foreword.portraits.registry import Facts
from foreword.portraits.registry.scenario import THESIS
from foreword.portraits.terms import morning_after

Source = Callable[[Facts], Iterable[Foreseen]]

EVENT_TOPICS: Final = {
    "assignment": (("searching", AnswerKind.GUIDE), ("citation", AnswerKind.STEPS)),
    "presentation": (("searching", AnswerKind.SOURCES),),
    "exam": (("spaces", AnswerKind.FACT),),
}
"""Which of the library's topics an event of a course calls for; a library without such a topic has nothing on it."""
STAGE_TOPICS: Final = {
    "proposal": ("searching", "thesis"),
    "writing": ("citation",),
    "submission": ("thesis", "copyright"),
    "defence": ("thesis",),
    "graduation": ("account",),
}
LIKELY, SURE = 0.6, 0.8


def from_courses(facts: Facts) -> Iterable[Foreseen]:
    kind, _, rest = facts.value("course_event").partition(":")
    day, _, code = rest.partition(":")
    if not day:
        return
    on = date.fromisoformat(day)
    why = reason("course_event", Dimension.COURSES, event=kind, course=code, on=day)
    ends = facts.drawn["course_event"].expires_at
    for topic, answer in EVENT_TOPICS.get(kind, ()):
        yield Foreseen(LIKELY, [why], ends, topic=topic, answer=answer, urgency=soon(facts, on, 21))


def from_loans(facts: Facts) -> Iterable[Foreseen]:
    day = facts.value("loan_due")
    if day:
        why = reason("due", Dimension.LOANS, on=day)
        ends = facts.drawn["loan_due"].expires_at
        urgency = soon(facts, date.fromisoformat(day), 14)
        yield Foreseen(SURE, [why], ends, topic="borrowing", answer=AnswerKind.STEPS, urgency=urgency)


def from_fields(facts: Facts) -> Iterable[Foreseen]:
    """A field that is borrowed from calls for its databases and guides, in the words of the classification."""
    for drawn in sorted(facts.of_family("field."), key=lambda each: (-each.score, each.key))[:3]:
        name = _class(drawn.value)
        if name:
            why = reason("field", str(drawn.dimensions[0]), clc=drawn.value)
            strength = 0.35 + 0.5 * drawn.confidence
            yield Foreseen(strength, [why], drawn.expires_at, text=name, answer=AnswerKind.SOURCES)


def from_habits(facts: Facts) -> Iterable[Foreseen]:
    """Return needs are four to eight times as predictable as new ones (push.md, finding 2)."""
    for drawn in facts.of_family("habit."):
        why = reason("return", str(drawn.dimensions[0]), item=drawn.value, signal=drawn.evidence[0])
        strength = 0.35 + 0.65 * drawn.confidence
        yield Foreseen(strength, [why], drawn.expires_at, item=drawn.value, answer=AnswerKind.RETURN)


def from_thesis(facts: Facts) -> Iterable[Foreseen]:
    stage = facts.value("thesis_stage")
    if not stage:
        return
    reasons = _thesis_reasons(facts, stage)
    for topic in STAGE_TOPICS[stage]:
        yield Foreseen(
            LIKELY, list(reasons), morning_after(localdate(facts.at) + timedelta(days=30)), topic=topic, urgency=SOON
        )


def _thesis_reasons(facts: Facts, stage: str) -> list[Reason]:
    """Who looks into theses has one; of others only the calendar and their kind are said, and no more is known."""
    drawn, looks = facts.drawn.get("thesis_stage"), facts.drawn.get("interest.thesis")
    names = {str(name) for name in drawn.dimensions} if drawn else set()
    writes = looks is not None and bool(names & set(looks.dimensions))
    called = next((each for each in facts.seasons if THESIS in each.topics and stage in each.key), None)
    reasons = [reason("thesis", Dimension.PLACE, stage=stage)]
    if called is not None and not writes:
        reasons = [reason("season", Dimension.PLACE, season=called.key, until=called.ends_on.isoformat())]
    if Dimension.PROFILE in names:
        reasons.append(reason("kind", Dimension.PROFILE, kind=facts.value("kind")))
    if looks is not None and writes:
        reasons.append(reason("interest", str(looks.dimensions[0]), topic=THESIS))
    return reasons


def from_arriving(facts: Facts) -> Iterable[Foreseen]:
    if facts.value("new_here"):
        why, drawn = reason("new_here", Dimension.PROFILE), facts.drawn.get("new_here")
        ends = drawn.expires_at if drawn else None
        yield Foreseen(LIKELY, [why], ends, topic="newcomers", urgency=SOON)


def from_place(facts: Facts) -> Iterable[Foreseen]:
    if facts.value("place") == "away" and "place" in facts.drawn:
        why = reason("away", Dimension.PLACE)
        yield Foreseen(0.4, [why], facts.drawn["place"].expires_at, topic="access", urgency=SOON)


def from_trouble(facts: Facts) -> Iterable[Foreseen]:
    """Three searches in an hour and nothing opened: somebody needs a person more than a fourth list."""
    if facts.value("stuck") and "stuck" in facts.drawn:
        drawn = facts.drawn["stuck"]
        latest = next(signal for signal in facts.signals if signal.pid == drawn.evidence[0])
        why = reason("stuck", Dimension.SEARCHES, signal=latest.pid)
        yield Foreseen(
            SURE, [why], drawn.expires_at, topic=latest.topic, text=latest.text, answer=AnswerKind.PERSON, urgency=NOW
        )


def _class(code: str) -> str:
    return next((CLASSES[code[:n]][0] for n in range(len(code), 0, -1) if code[:n] in CLASSES), "")


SOURCES: Final[tuple[Source, ...]] = (
    from_interests,
    from_searches,
    from_seasons,
    from_courses,
    from_loans,
    from_fields,
    from_habits,
    from_thesis,
    from_arriving,
    from_place,
    from_trouble,
)


def foreseen(facts: Facts) -> dict[tuple[str, str, str, str], Foreseen]:
    """All needs that follow, each once, and none whose reasons stand on what was not agreed to."""
    found: dict[tuple[str, str, str, str], Foreseen] = {}
    for source in SOURCES:
        for need in source(facts):
            if need.reasons and all(each["dimension"] in facts.agreed for each in need.reasons):
                known = found.get(need.identity)
                found[need.identity] = known.joined(need) if known else need
    return found
