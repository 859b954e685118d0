"""An occasion in words, for whoever has to approve it."""

from collections.abc import Iterator

from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foreword.people.models import Audience, Topic
from foreword.push.models import Event, Medium, Occasion, Season

CRITERIA: dict[str, Promise] = {
    "kind": gettext_lazy("Kind of reader"),
    "level": gettext_lazy("Level of use"),
    "department": gettext_lazy("Departments"),
    "discipline": gettext_lazy("Fields (CLC)"),
    "cohort": gettext_lazy("Years of entry"),
    "course": gettext_lazy("Courses (codes)"),
    "interest": gettext_lazy("Interested in"),
    "used": gettext_lazy("Pages that they used"),
}


LEVEL_NAMES: dict[str, Promise] = {
    "newcomer": gettext_lazy("Newcomers"),
    "regular": gettext_lazy("Regular users"),
    "researcher": gettext_lazy("Researching"),
    "contributor": gettext_lazy("Helping others"),
}


def told(occasion: Occasion) -> list[tuple[str, str]]:
    """Line by line: a heading and what is chosen under it; only what is chosen."""
    names = _names()
    lines = [
        (_("Who"), "; ".join(_who(occasion, names)) or _("everybody who lets us look at something")),
        (_("When"), "; ".join(_when(occasion)) or _("Any time")),
        (_("Topics"), ", ".join(names.get(key, key) for key in occasion.topics)),
        (_("Reason"), f"{occasion.why_en} · {occasion.why_zh}"),
        (_("May also go out"), ", ".join(str(Medium(name).label) for name in occasion.media) or _("nowhere else")),
    ]
    return [(name, words) for name, words in lines if words]


def _who(occasion: Occasion, names: dict[str, str]) -> Iterator[str]:
    for name, words in CRITERIA.items():
        wanted = occasion.who.get(name)
        if wanted:
            yield _("%(criterion)s: %(values)s") % {
                "criterion": words,
                "values": ", ".join(names.get(each, each) for each in wanted),
            }


def _when(occasion: Occasion) -> Iterator[str]:
    if occasion.season:
        season = Season.objects.filter(key=occasion.season).first()
        yield season.name if season else occasion.season
    if occasion.event:
        yield str(Event(occasion.event).label)
    if occasion.starts_on or occasion.ends_on:
        yield " – ".join(formats.date_format(day) if day else "…" for day in (occasion.starts_on, occasion.ends_on))
    if occasion.week_from or occasion.week_until:
        weeks = {"first": occasion.week_from or 1, "last": occasion.week_until or "…"}
        yield _("week %(first)s to %(last)s of term") % weeks


def _names() -> dict[str, str]:
    topics = {topic.key: topic.name for topic in Topic.objects.all()}
    levels = {name: str(words) for name, words in LEVEL_NAMES.items()}
    return {**topics, **levels, **{str(value): str(label) for value, label in Audience.choices}}
