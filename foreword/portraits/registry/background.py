"""Background: who somebody is at the university."""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from foreword.people.models import Audience, Dimension, Facet
from foreword.portraits.models import SignalKind, Source
from foreword.portraits.registry.methods import Account, Each, Follows
from foreword.portraits.registry.spec import Drawn, Facts, Spec

NEW_FOR: Final = timedelta(days=45)
STUDENTS: Final = {Audience.UNDERGRADUATE.value: 4, Audience.GRADUATE.value: 3}
"""In which year of study the last stage begins."""
FULL, HEAVY = 3, 7
ROSTER = (SignalKind.ENROLLED,)


def year_of_study(key: str, facts: Facts) -> Iterable[Drawn]:
    cohort, today = facts.value("cohort"), localdate(facts.at)
    if facts.value("kind") not in STUDENTS or not cohort.isdigit():
        return
    year = today.year - int(cohort) + (today.month >= 9)
    if 1 <= year <= 8:
        yield Drawn(key, str(year), (Dimension.PROFILE,), Source.IMPORTED)


def study_stage(key: str, facts: Facts) -> Iterable[Drawn]:
    year, last = facts.value("year"), STUDENTS.get(facts.value("kind"))
    if not year.isdigit() or last is None:
        return
    stage = "beginning" if year == "1" else "final" if int(year) >= last else "middle"
    yield Drawn(key, stage, (Dimension.PROFILE,), Source.IMPORTED)


def new_here(key: str, facts: Facts) -> Iterable[Drawn]:
    until = facts.person.joined_at + NEW_FOR
    if Dimension.PROFILE in facts.agreed and facts.at < until:
        yield Drawn(key, "yes", (Dimension.PROFILE,), Source.IMPORTED, expires_at=until)


def course_load(key: str, facts: Facts) -> Iterable[Drawn]:
    courses = facts.of_family("course.")
    if courses:
        load = "heavy" if len(courses) >= HEAVY else "full" if len(courses) >= FULL else "light"
        yield Drawn(key, load, (Dimension.COURSES,), Source.IMPORTED)


def course_field(key: str, facts: Facts) -> Iterable[Drawn]:
    classes = [facts.courses[each.value].clc for each in facts.of_family("course.") if each.value in facts.courses]
    counted = Counter(clc for clc in classes if clc)
    if counted:
        clc, _count = min(counted.items(), key=lambda pair: (-pair[1], pair[0]))
        yield Drawn(key, clc, (Dimension.COURSES,), Source.IMPORTED)


PROFILE = (Dimension.PROFILE,)
COURSES = (Dimension.COURSES,)
ON_RECORD = "the account"

SPECS: Final = (
    Spec(
        "kind",
        Facet.BACKGROUND,
        _("Kind of reader"),
        _("Answers written for others are left out; seasons are those of your kind."),
        Account("kind", Dimension.PROFILE, Source.IMPORTED),
        {
            "undergraduate": _("You are an undergraduate."),
            "graduate": _("You are a graduate student."),
            "teacher": _("You teach or do research."),
            "other": _("You are neither a student nor a teacher here."),
        },
    ),
    Spec(
        "department",
        Facet.BACKGROUND,
        _("Department"),
        _("What others of your department needed lately comes to you too."),
        Account("department", Dimension.PROFILE, Source.IMPORTED),
        _("You belong to: %(value)s."),
    ),
    Spec(
        "discipline",
        Facet.BACKGROUND,
        _("Field"),
        _("Guides to your field come first; those to other fields are left out."),
        Account("discipline", Dimension.PROFILE, Source.IMPORTED),
        _("Your field: %(value)s."),
    ),
    Spec(
        "cohort",
        Facet.BACKGROUND,
        _("Year of entry"),
        _("From it follows where you stand in your studies."),
        Account("cohort", Dimension.PROFILE, Source.IMPORTED),
        _("You came in %(value)s."),
    ),
    Spec(
        "year",
        Facet.BACKGROUND,
        _("Year of study"),
        _("First steps in the first year, graduation in the last."),
        Follows(year_of_study, PROFILE, "year of entry, kind of reader, the date"),
        _("You are in year %(value)s of your studies."),
    ),
    Spec(
        "study_stage",
        Facet.BACKGROUND,
        _("Stage of study"),
        _("Orientation at the beginning, the thesis towards the end."),
        Follows(study_stage, PROFILE, "year of study, kind of reader"),
        {
            "beginning": _("You are at the beginning of your studies."),
            "middle": _("You are in the middle of your studies."),
            "final": _("You are in the last stretch of your studies."),
        },
    ),
    Spec(
        "new_here",
        Facet.BACKGROUND,
        _("New here"),
        _("For the first 45 days, answers to what new readers ask are put in."),
        Follows(new_here, PROFILE, "when the account was made", expiry="45 days after the account was made"),
        {"yes": _("You are new to this library.")},
    ),
    Spec(
        "course.",
        Facet.BACKGROUND,
        _("Course"),
        _("Its reading and its deadlines reach you in time."),
        Each("course", ROSTER),
        _("You take the course “%(value)s”."),
    ),
    Spec(
        "teaches.",
        Facet.BACKGROUND,
        _("Course taught"),
        _("Course reserves and teaching help come before the term begins."),
        Each("teaches", ROSTER),
        _("You teach the course “%(value)s”."),
    ),
    Spec(
        "course_load",
        Facet.BACKGROUND,
        _("Number of courses"),
        _("With many courses you are sent less, and shorter."),
        Follows(course_load, COURSES, "course rosters"),
        {
            "light": _("You take one or two courses."),
            "full": _("You take several courses."),
            "heavy": _("You take many courses at once."),
        },
    ),
    Spec(
        "course_field",
        Facet.BACKGROUND,
        _("Field of the courses"),
        _("Databases and guides for what you are taught now."),
        Follows(course_field, COURSES, "course rosters"),
        _("Most of your courses are about: %(value)s."),
    ),
)
