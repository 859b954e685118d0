"""What a question is probably about: asked of the model, and as the desk's form shows it."""

from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from foreword.assist.queries import current_model
from foreword.assist.understanding.examples import Said
from foreword.assist.understanding.languages import spoken
from foreword.assist.understanding.seeds import URGENT
from foreword.desk.models import Kind, Question, Read, Understanding
from foreword.people.clc import clc_name
from foreword.people.models import Topic
from foreword.search.embedding import embed_question
from foreword.search.languages import detect

PREFILLED: Final = 0.5
"""From this probability on, a guess stands in the form; below, beside it."""
LEAST: Final = 0.35
"""Below this a guess is a nuisance."""
_HOME: Final = "G25"
"""The class of libraries themselves: where a question about service falls, its topic knows the finer class."""
_CERTAIN, _LIKELY = 0.9, 0.7


@dataclass(frozen=True, slots=True)
class Asked:
    version: str
    said: dict[str, Said]


@dataclass(frozen=True, slots=True)
class Hint:
    """One field's guess."""

    value: Any
    label: str
    probability: float

    @property
    def percent(self) -> int:
        return min(99, round(self.probability * 100))

    @property
    def certainty(self) -> str:
        if self.probability >= _CERTAIN:
            return _("very likely")
        if self.probability >= _LIKELY:
            return _("likely")
        return _("perhaps") if self.probability >= PREFILLED else _("a guess")

    @property
    def prefilled(self) -> bool:
        return self.probability >= PREFILLED


@dataclass(frozen=True, slots=True)
class Hints:
    topic: Hint | None = None
    clc: Hint | None = None
    read: Hint | None = None
    kind: Hint | None = None
    urgent: Hint | None = None
    spoken: str = ""
    """The language it is written in, where that is not the one it is filed under."""


def ask_model(text: str) -> Asked | None:
    """None while there is no model, or where it was learned with other encoders than there are now."""
    found = current_model()
    if found is None:
        return None
    version, model = found
    row = {name: vectors[0] for name, vectors in embed_question(text).items()}
    if not set(model.encoders) <= row.keys():
        return None
    return Asked(version, model.say(text, detect(text), row))


def sure_topic(text: str) -> str:
    """The key of the topic of what a reader is about to ask, if the model is sure; else ""."""
    asked = ask_model(text) if text.strip() else None
    said = asked.said.get("topic") if asked else None
    return said.value if said and said.sure and Topic.objects.filter(pk=said.value).exists() else ""


def hints(question: Question) -> Hints:
    """What was said when the question came. Nothing once a librarian has decided: their word stands."""
    row = Understanding.objects.filter(question=question, decided_at__isnull=True).first()
    if row is None:
        return Hints()
    said = {name: one for name, one in row.said.items() if one["probability"] >= LEAST}
    topic = _topic(said.get("topic"))
    return Hints(
        topic=topic,
        clc=_clc(said.get("clc"), question, topic),
        read=_chosen(said.get("read"), {str(level.value): level for level in Read}),
        kind=_chosen(said.get("kind"), {kind.value: kind for kind in Kind}),
        urgent=_urgent(said.get("urgency")),
        spoken=_spoken(question),
    )


def _topic(said: dict[str, Any] | None) -> Hint | None:
    topic = Topic.objects.filter(pk=said["value"]).first() if said else None
    return Hint(topic.pk, topic.name, said["probability"]) if said and topic else None


def _clc(said: dict[str, Any] | None, question: Question, topic: Hint | None) -> Hint | None:
    if said is None:
        return None
    code, probability = said["value"], said["probability"]
    finer = Topic.objects.filter(pk=question.topic_id or (topic.value if topic else "")).first()
    if code == _HOME and finer and finer.clc.startswith(code):
        # As sure as the less sure of the two.
        return Hint(finer.clc, _named(finer.clc), min(probability, topic.probability if topic else 1.0))
    return Hint(code, _named(code), probability)


def _named(code: str) -> str:
    return f"{code} {clc_name(code)}".strip()


def _chosen(said: dict[str, Any] | None, choices: dict[str, Any]) -> Hint | None:
    choice = choices.get(said["value"]) if said else None
    return Hint(choice.value, str(choice.label), said["probability"]) if said and choice else None


def _urgent(said: dict[str, Any] | None) -> Hint | None:
    """Either way: if only urgent questions were decided on, there would be nothing to tell them from."""
    if said is None:
        return None
    value, label = ("yes", _("Urgent")) if said["value"] == URGENT else ("no", _("Can wait as usual"))
    return Hint(value, label, said["probability"])


def _spoken(question: Question) -> str:
    """By name. Chinese in either script is Chinese, and a doubtful guess is none."""
    names = {
        "ja": _("Japanese"),
        "ko": _("Korean"),
        "ru": _("Russian"),
        "ar": _("Arabic"),
        "th": _("Thai"),
        "hi": _("Hindi"),
        "el": _("Greek"),
        "fr": _("French"),
        "de": _("German"),
        "es": _("Spanish"),
        "it": _("Italian"),
        "pt": _("Portuguese"),
        "nl": _("Dutch"),
        "vi": _("Vietnamese"),
        "id": _("Indonesian"),
        "tr": _("Turkish"),
        "zh-hant": _("traditional Chinese"),
    }
    lang, probability = spoken(question.text)
    return names.get(lang, "") if probability >= PREFILLED else ""
