"""The portrait in plain sentences. Translated whole, never put together from words."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.utils import formats
from django.utils.functional import Promise
from django.utils.timezone import is_aware, localtime
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from foreword.people.clc import clc_name
from foreword.portraits.models import Signal, SignalKind, Trait
from foreword.portraits.registry import Spec, spec_of

OPEN_VALUES: dict[str, Mapping[str, Promise | str]] = {
    "language": dict(settings.LANGUAGES),
    "form": {"text": gettext_lazy("Text"), "audio": gettext_lazy("Audio"), "video": gettext_lazy("Video")},
}
BUTTONS: dict[str, Mapping[str, Promise]] = {
    "answers": {"brief": gettext_lazy("Short answers"), "thorough": gettext_lazy("Thorough answers")},
    "help": {"self": gettext_lazy("I find out by myself"), "person": gettext_lazy("I would rather ask a person")},
    "likes": {"new": gettext_lazy("Rather what is new"), "proven": gettext_lazy("Rather what is proven")},
    "reminders": {"early": gettext_lazy("Early"), "late": gettext_lazy("Shortly before")},
    "offers": {"welcome": gettext_lazy("Yes, offer one"), "no": gettext_lazy("No, never")},
}
STYLE_QUESTIONS: dict[str, Promise] = {
    "answers": gettext_lazy("How much should an answer say?"),
    "help": gettext_lazy("How do you like to be helped?"),
    "likes": gettext_lazy("What would you rather read?"),
    "reminders": gettext_lazy("When should a deadline be mentioned?"),
    "offers": gettext_lazy("Should an answer be offered where a search found nothing twice?"),
}
EVENTS: dict[str, Promise] = {
    "assignment": gettext_lazy("assignment"),
    "exam": gettext_lazy("examination"),
    "presentation": gettext_lazy("presentation"),
}


@dataclass(frozen=True, slots=True)
class Names:
    """How topics, seasons, courses and pages are called in the language of the page."""

    topics: Mapping[str, str] = field(default_factory=dict)
    seasons: Mapping[str, str] = field(default_factory=dict)
    courses: Mapping[str, str] = field(default_factory=dict)
    items: Mapping[str, str] = field(default_factory=dict)


def value_label(key: str, value: str, names: Names) -> str:
    """The value as the sentence says it; on a button, as the button says it."""
    head = key.partition(".")[0]
    if head in {"discipline", "field", "course_field"}:
        return " ".join(part for part in (clc_name(value), value) if part)
    if key == "course_event":
        return _event(value, names)
    if key == "loan_due":
        return date(datetime.fromisoformat(value))
    if key in BUTTONS or key in OPEN_VALUES:
        return str({**BUTTONS, **OPEN_VALUES}[key].get(value, value))
    spec = spec_of(key)
    if spec is not None and value in spec.values:
        return _says(spec, value)
    return _called(head, value, names)


def _called(head: str, value: str, names: Names) -> str:
    called = {
        "interest": names.topics,
        "task": names.topics,
        "season": names.seasons,
        "course": names.courses,
        "teaches": names.courses,
        "habit": names.items,
        "page": names.items,
    }
    return called.get(head, {}).get(value, value)


def _event(value: str, names: Names) -> str:
    kind, day, code = value.split(":", 2)
    values = {
        "course": names.courses.get(code, code),
        "event": str(EVENTS.get(kind, kind)),
        "date": date(datetime.fromisoformat(day)),
    }
    return _("%(course)s, %(event)s on %(date)s") % values


def _says(spec: Spec, value: str) -> str:
    return str(spec.says[value]) if isinstance(spec.says, Mapping) else str(spec.says) % {"value": value}


def sentence(trait: Trait, signals: Sequence[Signal], names: Names) -> str:
    """One trait as one sentence, with what it stands on and until when, where that is not obvious."""
    if trait.topic:
        return _interest(trait, signals, names.topics.get(trait.topic, trait.topic))
    if trait.is_denied:
        return _("You said that this is not true, so nothing is made of it.")
    spec = spec_of(trait.key)
    if spec is None:
        return f"{trait.key}: {trait.value}"
    if trait.value in spec.values:
        return _says(spec, trait.value)
    return str(spec.says) % {"value": value_label(trait.key, trait.value, names)}


def _interest(trait: Trait, signals: Sequence[Signal], topic: str) -> str:
    if trait.is_denied:
        return _("Not interested in “%(topic)s”, you said.") % {"topic": topic}
    if trait.is_corrected:
        return _("Interested in “%(topic)s”, you said.") % {"topic": topic}
    values = {"topic": topic, "grounds": grounds(signals), "date": date(trait.expires_at)}
    if not signals:
        return _("Interested in “%(topic)s”, from earlier this year; fades without new signs by %(date)s.") % values
    return _("Interested in “%(topic)s”, from %(grounds)s this month; fades without new signs by %(date)s.") % values


def grounds(signals: Sequence[Signal]) -> str:
    """3 searches and 2 pages."""
    return counted(Counter(signal.kind for signal in signals))


def counted(kinds: Mapping[str, int]) -> str:
    parts = [words(kinds[kind]) for kind, words in COUNTS.items() if kinds.get(kind)]
    if len(parts) < 2:
        return "".join(parts)
    first = (_(", ")).join(parts[:-1])
    return _("%(first)s and %(last)s") % {"first": first, "last": parts[-1]}


COUNTS: dict[SignalKind, Callable[[int], str]] = {
    SignalKind.SEARCHED: lambda n: ngettext("%(n)d search", "%(n)d searches", n) % {"n": n},
    SignalKind.OPENED: lambda n: ngettext("%(n)d page", "%(n)d pages", n) % {"n": n},
    SignalKind.ASKED: lambda n: ngettext("%(n)d question", "%(n)d questions", n) % {"n": n},
    SignalKind.FOUND_USEFUL: lambda n: ngettext("%(n)d useful answer", "%(n)d useful answers", n) % {"n": n},
    SignalKind.ANSWERED: lambda n: ngettext("%(n)d answer that helped", "%(n)d answers that helped", n) % {"n": n},
    SignalKind.DISMISSED: lambda n: ngettext("%(n)d set aside", "%(n)d set aside", n) % {"n": n},
    SignalKind.DWELT: lambda n: ngettext("%(n)d stay with an answer", "%(n)d stays with answers", n) % {"n": n},
    SignalKind.RATED: lambda n: ngettext("%(n)d rating", "%(n)d ratings", n) % {"n": n},
    SignalKind.IGNORED: lambda n: ngettext("%(n)d left unopened", "%(n)d left unopened", n) % {"n": n},
    SignalKind.CITED: lambda n: ngettext("%(n)d citation", "%(n)d citations", n) % {"n": n},
    SignalKind.SHARED: lambda n: ngettext("%(n)d contribution", "%(n)d contributions", n) % {"n": n},
    SignalKind.BORROWED: lambda n: ngettext("%(n)d loan", "%(n)d loans", n) % {"n": n},
    SignalKind.VISITED: lambda n: ngettext("%(n)d visit", "%(n)d visits", n) % {"n": n},
    SignalKind.ENROLLED: lambda n: ngettext("%(n)d course roster", "%(n)d course rosters", n) % {"n": n},
}


def evidence(signal: Signal, topic: str) -> str:
    """What one signal was, as its reader would say it."""
    kind = SignalKind(signal.kind)
    what = {"what": signal.text or signal.title or topic or clc_name(signal.clc)}
    lines: dict[SignalKind, str] = {
        SignalKind.SEARCHED: _("You searched for “%(what)s”"),
        SignalKind.OPENED: _("You opened “%(what)s”"),
        SignalKind.ASKED: _("You asked a question about “%(what)s”"),
        SignalKind.FOUND_USEFUL: _("You found “%(what)s” useful"),
        SignalKind.ANSWERED: _("“%(what)s” answered you"),
        SignalKind.DISMISSED: _("You set “%(what)s” aside"),
        SignalKind.DWELT: _("You stayed with “%(what)s”"),
        SignalKind.RATED: _("You rated an answer"),
        SignalKind.IGNORED: _("You left “%(what)s” unopened"),
        SignalKind.CITED: _("You took the citation of “%(what)s”"),
        SignalKind.SHARED: _("You wrote for other readers about “%(what)s”"),
        SignalKind.BORROWED: _("You borrowed something in “%(what)s”"),
        SignalKind.VISITED: _("You came to the library"),
        SignalKind.ENROLLED: _("You are on the roster of a course"),
    }
    return lines[kind] % what


def date(at: datetime | None) -> str:
    if at is None:
        return ""
    local = localtime(at) if is_aware(at) else at
    return formats.date_format(local, "Y年n月j日" if (get_language() or "").startswith("zh") else "j F Y")
