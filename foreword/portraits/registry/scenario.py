"""Scenario: where the term stands, and what somebody is in the middle of. Mostly over within hours or weeks."""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from foreword.people.models import Dimension, Facet
from foreword.portraits.marks import OPENS
from foreword.portraits.models import Signal, SignalKind, Source
from foreword.portraits.registry.methods import Amount, Follows, Leading, of_kinds
from foreword.portraits.registry.spec import Drawn, Facts, Spec
from foreword.portraits.terms import morning_after, term_of

ON_PAGE: Final = timedelta(minutes=30)
SESSION: Final = timedelta(hours=1)
INSIDE: Final = timedelta(hours=3)
PLACED: Final = timedelta(hours=4)
EVENT_WITHIN: Final = timedelta(days=21)
DUE_WITHIN: Final = timedelta(days=14)
STUCK_AFTER: Final = 2
THESIS: Final = "thesis"
STAGES: Final = ("proposal", "submission", "defence", "graduation")
PLACE = (Dimension.PLACE,)


def season(key: str, facts: Facts) -> Iterable[Drawn]:
    """The season that ends first, those of one's own kind before those of everybody."""
    if Dimension.PLACE not in facts.agreed:
        return
    kind = facts.value("kind")
    own = [each for each in facts.seasons if not each.audience or kind in each.audience]
    if own:
        nearest = min(own, key=lambda each: (not each.audience, each.ends_on, each.key))
        yield Drawn(key, nearest.key, PLACE, Source.IMPORTED, expires_at=morning_after(nearest.ends_on))


def term_week(key: str, facts: Facts) -> Iterable[Drawn]:
    term = term_of(localdate(facts.at))
    if term is not None and Dimension.PLACE in facts.agreed:
        yield Drawn(key, str(term.week(localdate(facts.at))), PLACE, Source.IMPORTED)


def term_phase(key: str, facts: Facts) -> Iterable[Drawn]:
    if Dimension.PLACE in facts.agreed:
        today = localdate(facts.at)
        term = term_of(today)
        yield Drawn(key, term.phase(today) if term else "break", PLACE, Source.IMPORTED)


def thesis_stage(key: str, facts: Facts) -> Iterable[Drawn]:
    """From the calendar for whoever is near a thesis; else "writing" for whoever looks into it."""
    if Dimension.PLACE not in facts.agreed:
        return
    near = facts.value("study_stage") == "final" or facts.value("kind") == "graduate"
    looks = facts.drawn.get(f"interest.{THESIS}") if facts.value(f"interest.{THESIS}") else None
    called = [stage for each in facts.seasons if THESIS in each.topics for stage in STAGES if stage in each.key]
    value = called[0] if called and (near or looks) else "writing" if looks else ""
    if value:
        profile = [Dimension.PROFILE.value] if near else []
        dimensions = (Dimension.PLACE.value, *profile, *(looks.dimensions if looks else ()))
        evidence = looks.evidence if looks else ()
        yield Drawn(key, value, dimensions, score=1.0, confidence=0.8 if looks else 0.6, evidence=evidence)


def course_event(key: str, facts: Facts) -> Iterable[Drawn]:
    """The next deadline or examination of a course that is taken, within three weeks: "kind:day:course"."""
    today = localdate(facts.at)
    taken = [facts.courses[each.value] for each in facts.of_family("course.") if each.value in facts.courses]
    events = [each for course in taken for each in course.events.all() if today <= each.on <= today + EVENT_WITHIN]
    if events:
        first = min(events, key=lambda each: (each.on, each.course_id, each.kind))
        value = f"{first.kind}:{first.on.isoformat()}:{first.course_id}"
        yield Drawn(key, value, (Dimension.COURSES,), Source.IMPORTED, expires_at=morning_after(first.on))


def loan_due(key: str, facts: Facts) -> Iterable[Drawn]:
    due = [each for each in facts.ledger.family("due") if each.until and each.until <= facts.at + DUE_WITHIN]
    if due:
        first = min(due, key=lambda each: (each.until or each.at, each.counter))
        if first.until:
            day = localdate(first.until).isoformat()
            yield Drawn(key, day, (Dimension.LOANS,), Source.IMPORTED, at=first.at, expires_at=first.until)


def _latest(facts: Facts, within: timedelta) -> list[Signal]:
    """What was done within this time; imports are of another day's making."""
    return [signal for signal in facts.signals if signal.at > facts.at - within]


def _brief(key: str, value: str, told: list[Signal], lasts: timedelta, *more: str) -> Drawn:
    return Drawn(
        key,
        value,
        tuple(dict.fromkeys([*(signal.dimension for signal in told), *more])),
        evidence=tuple(signal.pid for signal in told[:5]),
        grounds=dict(Counter(signal.kind for signal in told)),
        first_at=told[-1].at,
        at=told[0].at,
        expires_at=told[0].at + lasts,
    )


def place(key: str, facts: Facts) -> Iterable[Drawn]:
    told = [signal for signal in _latest(facts, PLACED) if "place" in signal.about]
    if told and Dimension.PLACE in facts.agreed:
        yield _brief(key, told[0].about["place"], told[:1], PLACED, Dimension.PLACE.value)


def page(key: str, facts: Facts) -> Iterable[Drawn]:
    told = [signal for signal in _latest(facts, ON_PAGE) if signal.kind in OPENS and signal.item]
    if told:
        yield _brief(key, told[0].item, told[:1], ON_PAGE)


def task(key: str, facts: Facts) -> Iterable[Drawn]:
    """What somebody has been at for the last hour, if it is one thing."""
    told = [signal for signal in _latest(facts, SESSION) if signal.topic and signal.kind != SignalKind.DISMISSED]
    counted = Counter(signal.topic for signal in told)
    if counted:
        topic, times = min(counted.items(), key=lambda pair: (-pair[1], pair[0]))
        if times >= STUCK_AFTER and facts.stated.get(f"interest.{topic}") is None:
            yield _brief(key, topic, [signal for signal in told if signal.topic == topic], 2 * SESSION)


def stuck(key: str, facts: Facts) -> Iterable[Drawn]:
    """Searched again and again within the hour, and opened nothing since."""
    told = _latest(facts, SESSION)
    since = next((at for at, signal in enumerate(told) if signal.kind in OPENS), len(told))
    searches = [signal for signal in told[:since] if signal.kind == SignalKind.SEARCHED]
    if len({signal.text for signal in searches}) > STUCK_AFTER:
        yield _brief(key, "yes", searches, SESSION)


def inside(key: str, facts: Facts) -> Iterable[Drawn]:
    told = [signal for signal in _latest(facts, INSIDE) if signal.kind == SignalKind.VISITED]
    if told:
        yield _brief(key, told[0].about.get("branch") or "library", told[:1], INSIDE)


VISITING = (SignalKind.VISITED,)
NOW = "1: it is of this hour"

SPECS: Final = (
    Spec(
        "season",
        Facet.SCENARIO,
        _("Time of term"),
        _("What everybody of your kind needs now comes in time."),
        Follows(season, PLACE, "the calendar, kind of reader", "when the season ends"),
        _("The time of term: %(value)s."),
    ),
    Spec(
        "term_week",
        Facet.SCENARIO,
        _("Week of term"),
        _("Needs that come in the same week of every term are met in it."),
        Follows(term_week, PLACE, "the calendar", "when the week ends"),
        _("It is week %(value)s of the term."),
    ),
    Spec(
        "term_phase",
        Facet.SCENARIO,
        _("Phase of term"),
        _("First steps, deep work, examinations or rest."),
        Follows(term_phase, PLACE, "the calendar", "when the phase ends"),
        {
            "start": _("The term has just begun."),
            "middle": _("The term is under way."),
            "exams": _("The examinations are near."),
            "break": _("There is no term now."),
        },
    ),
    Spec(
        "thesis_stage",
        Facet.SCENARIO,
        _("Stage of the thesis"),
        _("What is due next for a thesis comes before it is due."),
        Follows(
            thesis_stage,
            (Dimension.PLACE, Dimension.PROFILE, Dimension.SEARCHES, Dimension.READING, Dimension.QUESTIONS),
            "the calendar, stage of study, interest in theses",
            confidence="0.8 where the reader looks into theses, else 0.6",
        ),
        {
            "proposal": _("Your thesis is at the proposal."),
            "writing": _("You are writing a thesis."),
            "submission": _("Your thesis is to be submitted."),
            "defence": _("Your thesis is to be defended."),
            "graduation": _("You are about to graduate."),
        },
    ),
    Spec(
        "course_event",
        Facet.SCENARIO,
        _("Next event of a course"),
        _("Literature and citing before an assignment, quiet rooms before an examination."),
        Follows(course_event, (Dimension.COURSES,), "course rosters", "the day after the event"),
        _("Next in your courses: %(value)s."),
    ),
    Spec(
        "loan_due",
        Facet.SCENARIO,
        _("Next due date"),
        _("You hear of it before it costs you anything."),
        Follows(loan_due, (Dimension.LOANS,), "borrowed", "at the due date"),
        _("Something you borrowed is due on %(value)s."),
    ),
    Spec(
        "place",
        Facet.SCENARIO,
        _("On campus or away"),
        _("Away from campus, the way in to the databases comes first."),
        Follows(place, PLACE, "where a page was opened from: campus or not, nothing else", "after 4 hours", NOW),
        {"campus": _("You are on campus."), "away": _("You are away from campus.")},
    ),
    Spec(
        "page",
        Facet.SCENARIO,
        _("Page before you"),
        _("What goes with it is put beside it."),
        Follows(page, of_kinds(SignalKind.OPENED), "opened, useful, answered, cited", "after 30 minutes", NOW),
        _("You are looking at “%(value)s”."),
    ),
    Spec(
        "task",
        Facet.SCENARIO,
        _("What you are at"),
        _("For two hours, answers to it go before all others."),
        Follows(
            task,
            of_kinds(SignalKind.SEARCHED, SignalKind.OPENED, SignalKind.ASKED),
            "everything of one hour that has a topic",
            "after 2 hours",
            NOW,
        ),
        _("Just now you are busy with “%(value)s”."),
    ),
    Spec(
        "stuck",
        Facet.SCENARIO,
        _("Searching in vain"),
        _("A person is offered, once."),
        Follows(
            stuck, of_kinds(SignalKind.SEARCHED), "searched, three times, and nothing opened", "after an hour", NOW
        ),
        {"yes": _("You have just searched several times without opening anything.")},
    ),
    Spec(
        "branch",
        Facet.SCENARIO,
        _("Usual library"),
        _("Hours and news of that house."),
        Leading("branch", VISITING, least=2.0),
        _("You mostly come to: %(value)s."),
    ),
    Spec(
        "visits",
        Facet.SCENARIO,
        _("Visits"),
        _("Seats and rooms concern whoever comes."),
        Amount("act", VISITING, counters=("act.visited",), steps=((12.0, "often"), (2.0, "sometimes"))),
        {"often": _("You come to the library often."), "sometimes": _("You come to the library now and then.")},
    ),
    Spec(
        "inside",
        Facet.SCENARIO,
        _("In the library now"),
        _("What is near: seats, machines, the next desk."),
        Follows(inside, (Dimension.VISITS,), "visited", "3 hours after coming in", NOW),
        _("You are in the library now: %(value)s."),
    ),
)
