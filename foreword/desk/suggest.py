"""What a question is probably about: a first guess for the librarian's topic analysis, with how sure it is, and why.

Two witnesses: the nearest entries and past questions (what were they about?), and the wording itself. A guess that
neither supports is not made; nothing is ever filled in without a person.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foreword.desk.models import Kind, Question, Read
from foreword.desk.wording import kind_by_wording, read_by_wording
from foreword.knowledge.models import Entry
from foreword.people.models import Topic
from foreword.search.queries import search
from foreword.search.viewers import Viewer

LEAST: Final = 0.35
"""Below this a guess is a nuisance."""
_DESK: Final = Viewer(pid=None, is_staff=True)
_NEAR: Final = 8


@dataclass(frozen=True, slots=True)
class Guess:
    value: Any
    label: str
    confidence: float
    because: str

    @property
    def percent(self) -> int:
        return round(self.confidence * 100)


@dataclass(frozen=True, slots=True)
class Analysis:
    topic: Guess | None = None
    clc: Guess | None = None
    read: Guess | None = None
    kind: Guess | None = None


@dataclass(frozen=True, slots=True)
class _Neighbour:
    weight: float
    topic: str
    clc: str
    read: int | None
    kind: str


_BY_WORDING: Final = 0.5
"""How sure the wording alone makes us."""


def suggest_analysis(question: Question) -> Analysis:
    near = _neighbours(question)
    kind = _surer(_vote(near, lambda n: n.kind, Kind), _worded(kind_by_wording(question.text)))
    worded_read = _worded(read_by_wording(question.text, Kind(kind.value) if kind else None))
    read = _surer(_vote(near, lambda n: n.read, Read), worded_read)
    return Analysis(
        topic=_named_topic(_vote(near, lambda n: n.topic)), clc=_vote(near, lambda n: n.clc), read=read, kind=kind
    )


def _neighbours(question: Question) -> list[_Neighbour]:
    hits = search(question.text[:1000], viewer=_DESK, lang=question.lang, kinds=("entry", "question"), limit=_NEAR).hits
    weights = {(hit.kind, hit.key): max(0.0, min(1.0, hit.score)) for hit in hits if hit.key != question.pid}
    keys = [key for _kind, key in weights]
    entries = Entry.objects.filter(pid__in=keys).values_list("pid", "topic_id", "clc")
    found = [_Neighbour(weights["entry", pid], topic or "", clc, None, "") for pid, topic, clc in entries]
    past = Question.objects.filter(pid__in=keys).values_list("pid", "topic_id", "clc", "read", "kind")
    return found + [
        _Neighbour(weights["question", pid], topic or "", clc, read, kind) for pid, topic, clc, read, kind in past
    ]


def _vote(
    near: Iterable[_Neighbour], of: Callable[[_Neighbour], Any], choices: type[Kind | Read] | None = None
) -> Guess | None:
    """The value with most weight behind it. Sure only as far as the neighbours are near *and* agree."""
    weights: dict[Any, float] = defaultdict(float)
    best: dict[Any, float] = defaultdict(float)
    voices: dict[Any, int] = defaultdict(int)
    for neighbour in near:
        if value := of(neighbour):
            weights[value] += neighbour.weight**2
            best[value] = max(best[value], neighbour.weight)
            voices[value] += 1
    if not weights:
        return None
    value = max(weights, key=lambda each: weights[each])
    confidence = min(0.95, weights[value] / (sum(weights.values()) or 1) * best[value])
    if confidence < LEAST:
        return None
    because = ngettext("%(n)d similar text", "%(n)d similar texts", voices[value]) % {"n": voices[value]}
    return Guess(value, str(choices(value).label if choices else value), confidence, because)


def _worded(value: Kind | Read | None) -> Guess | None:
    return Guess(value.value, str(value.label), _BY_WORDING, _("the wording")) if value else None


def _surer(first: Guess | None, second: Guess | None) -> Guess | None:
    return max((guess for guess in (first, second) if guess), key=lambda guess: guess.confidence, default=None)


def _named_topic(guess: Guess | None) -> Guess | None:
    topic = Topic.objects.filter(pk=guess.value).first() if guess else None
    return Guess(topic.pk, topic.name, guess.confidence, guess.because) if guess and topic else None
