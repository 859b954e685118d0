"""The portrait in plain sentences. Translated whole, never put together from words."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import formats
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from foreword.people.clc import clc_name
from foreword.people.models import Audience
from foreword.portraits.models import LEVEL, Signal, SignalKind, Trait

LEVELS: dict[str, Promise] = {
    "newcomer": gettext_lazy("Finding the way about"),
    "regular": gettext_lazy("At home here"),
    "researcher": gettext_lazy("Works with the library in depth"),
}
VALUES: dict[str, Mapping[str, Promise | str]] = {
    "kind": dict(Audience.choices),
    "language": dict(settings.LANGUAGES),
    "form": {"text": gettext_lazy("Text"), "audio": gettext_lazy("Audio"), "video": gettext_lazy("Video")},
    "answers": {"brief": gettext_lazy("Short answers"), "thorough": gettext_lazy("Thorough answers")},
    "help": {"self": gettext_lazy("I find out by myself"), "person": gettext_lazy("I would rather ask a person")},
    LEVEL: LEVELS,
}
STYLE_QUESTIONS: dict[str, Promise] = {
    "answers": gettext_lazy("How much should an answer say?"),
    "help": gettext_lazy("How do you like to be helped?"),
}
SENTENCES: dict[str, Promise] = {
    "kind": gettext_lazy("You are here as: %(value)s."),
    "department": gettext_lazy("You belong to: %(value)s."),
    "discipline": gettext_lazy("Your field: %(value)s."),
    "cohort": gettext_lazy("You came in %(value)s."),
    "language": gettext_lazy("You read %(value)s."),
    "form": gettext_lazy("You like answers as: %(value)s."),
    "answers": gettext_lazy("%(value)s, you said."),
    "help": gettext_lazy("%(value)s, you said."),
    "season": gettext_lazy("The time of term: %(value)s."),
    LEVEL: gettext_lazy("How much you use the library: %(value)s."),
}


@dataclass(frozen=True, slots=True)
class Names:
    """How topics and seasons are called in the language of the page."""

    topics: Mapping[str, str]
    seasons: Mapping[str, str]


def value_label(key: str, value: str, names: Names) -> str:
    if key == "season":
        return names.seasons.get(value, value)
    if key == "discipline":
        return " ".join(part for part in (clc_name(value), value) if part)
    return str(VALUES.get(key, {}).get(value, value))


def sentence(trait: Trait, signals: Sequence[Signal], names: Names) -> str:
    """One trait as one sentence, with what it stands on and until when, where that is not obvious."""
    if trait.topic:
        return _interest(trait, signals, names.topics.get(trait.topic, trait.topic))
    if trait.is_denied:
        return _("You said that this is not true, so nothing is made of it.")
    words = SENTENCES.get(trait.key)
    values = {"value": value_label(trait.key, trait.value, names)}
    return str(words) % values if words else f"{trait.key}: {values['value']}"


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
    counts = Counter(signal.kind for signal in signals)
    parts = [words(counts[kind]) for kind, words in COUNTS.items() if counts[kind]]
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
}


def evidence(signal: Signal, topic: str) -> str:
    """What one signal was, as its reader would say it."""
    kind = SignalKind(signal.kind)
    what = {"what": signal.text or signal.title or topic}
    lines: dict[SignalKind, str] = {
        SignalKind.SEARCHED: _("You searched for “%(what)s”"),
        SignalKind.OPENED: _("You opened “%(what)s”"),
        SignalKind.ASKED: _("You asked a question about “%(what)s”"),
        SignalKind.FOUND_USEFUL: _("You found “%(what)s” useful"),
        SignalKind.ANSWERED: _("“%(what)s” answered you"),
        SignalKind.DISMISSED: _("You set “%(what)s” aside"),
    }
    return lines[kind] % what


def date(at: datetime | None) -> str:
    if at is None:
        return ""
    return formats.date_format(localtime(at), "Y年n月j日" if (get_language() or "").startswith("zh") else "j F Y")
