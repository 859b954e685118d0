"""The levels of student librarians and why they changed, in words: for the person concerned and for the head."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foreword.desk.models import Level, LevelChange, Mentorship, QualityRules
from foreword.desk.quality.levels import GOOD, POOR, REOPENED
from foreword.desk.queries.standing import (
    in_training,
    level_of,
    means_since,
    reopened_since,
    since_last_change,
)
from foreword.people.models import Person, Role
from foreword.people.permissions import MAY


@dataclass(frozen=True, slots=True)
class ChangeLine:
    at: datetime
    level: str
    up: bool
    why: str


@dataclass(frozen=True, slots=True)
class Standing:
    person: Person
    level: str
    label: str
    next_words: str
    """What would change it, by the rules and what has been counted so far."""
    changes: tuple[ChangeLine, ...]
    mentor: Person | None
    mentor_away: date | None


@dataclass(frozen=True, slots=True)
class Mentee:
    name: str
    away_until: date | None


def standing_of(person: Person) -> Standing | None:
    """None for whoever is no student librarian."""
    if not in_training(person):
        return None
    level, rules = level_of(person), QualityRules.standing()
    pair = Mentorship.objects.standing().filter(mentee=person).select_related("mentor").first()
    changes = LevelChange.objects.filter(person=person).select_related("by").order_by("-at", "-pk")
    return Standing(
        person=person,
        level=level,
        label=str(level.label),
        next_words=_next(person, level, rules),
        changes=tuple(_line(change) for change in changes),
        mentor=pair.mentor if pair else None,
        mentor_away=pair.away_until if pair else None,
    )


def standings() -> tuple[Standing, ...]:
    students = Person.objects.at_the_desk().filter(role=Role.STUDENT_LIBRARIAN).order_by("name", "pk")
    return tuple(found for found in map(standing_of, students) if found)


def mentees_of(person: Person) -> tuple[Mentee, ...]:
    pairs = Mentorship.objects.standing().filter(mentor=person).select_related("mentee")
    return tuple(Mentee(pair.mentee.name, pair.away_until) for pair in pairs)


def reviewers() -> tuple[Person, ...]:
    return tuple(Person.objects.at_the_desk().filter(role__in=MAY["answer.review"]).order_by("name", "pk"))


def why(change: LevelChange) -> str:
    """In a sentence."""
    mean = f"{change.mean:.1f}" if change.mean is not None else ""
    said = {"n": change.count, "mean": mean, "who": change.by.name if change.by else "", "words": change.words}
    if change.why == GOOD:
        text = ngettext("%(n)d review, mean %(mean)s", "%(n)d reviews in a row, mean %(mean)s", change.count)
    elif change.why == POOR:
        text = ngettext("only %(mean)s in %(n)d review", "only %(mean)s on average in %(n)d reviews", change.count)
    elif change.why == REOPENED:
        text = ngettext("%(n)d answer did not answer", "%(n)d answers did not answer", change.count)
    else:
        text = _("%(who)s: %(words)s")
    return text % said


def _line(change: LevelChange) -> ChangeLine:
    order = list(Level.values)
    up = order.index(change.level) > order.index(change.before)
    return ChangeLine(change.at, str(change.get_level_display()), up, why(change))


def _next(person: Person, level: Level, rules: QualityRules) -> str:
    since = since_last_change(person)
    count = len(means_since(person, since))
    words = []
    if level != Level.TRUSTED:
        words.append(
            _("Reviews since the last change: %(n)d of %(of)d; with a mean of %(score)s the next level follows.")
            % {"n": min(count, rules.up_after), "of": rules.up_after, "score": f"{rules.up_score:.1f}"}
        )
    if level != Level.PROBATION:
        words.append(
            _("Answers that did not answer: %(n)d; at %(of)d it goes back one level.")
            % {"n": reopened_since(person, since), "of": rules.down_reopened}
        )
    return " ".join(words)
