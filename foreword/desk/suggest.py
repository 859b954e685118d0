"""What a question is probably about: a first guess for the librarian's topic analysis, with how sure it is, and why.

Two witnesses: the nearest entries and past questions (what were they about?), and the wording itself. A guess that
neither supports is not made; nothing is ever filled in without a person.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foreword.desk.models import Kind, Question, Read
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


_WORDING: Final = (
    (Kind.RESEARCH, re.compile(r"literature|review|novelty|systematic|dataset|statistics on|sources? (on|about|for)|综述|文献|查新|选题|课题|检索式|研究现状|数据来源", re.I)),
    (Kind.TECHNICAL, re.compile(r"log ?in|password|error|vpn|can(no|')t (open|access|download|print)|does ?n.t work|carsi|登录|登陆|打不开|连不上|报错|密码|下载不了|用不了|故障", re.I)),
    (Kind.DIRECTIONAL, re.compile(r"where (is|are|can i find|do i find)|which floor|how do i get to|在哪|哪里|几楼|怎么走|什么位置", re.I)),
    (Kind.POLICY, re.compile(r"renew|borrow|return|fine|overdue|opening|open (at|on|until)|hours|allowed|may i|how many|续借|借|还书|逾期|罚款|开放|闭馆|几点|可以吗|规定|权限", re.I)),
)  # fmt: skip
_USUAL_READ: Final = {
    Kind.DIRECTIONAL: Read.ONE,
    Kind.POLICY: Read.TWO,
    Kind.READY_REFERENCE: Read.TWO,
    Kind.TECHNICAL: Read.THREE,
    Kind.RESEARCH: Read.FOUR,
}
_DEEP: Final = re.compile(r"novelty search|systematic review|patent search|meta-analysis|查新|系统评价|专利检索", re.I)


def suggest_analysis(question: Question) -> Analysis:
    near = _neighbours(question)
    worded = _kind_by_wording(question.text)
    kind = _vote(near, lambda n: n.kind) or worded
    topic = _vote(near, lambda n: n.topic)
    return Analysis(
        topic=_named_topic(topic),
        clc=_vote(near, lambda n: n.clc),
        read=_vote(near, lambda n: n.read) or _read_by_wording(question.text, kind),
        kind=Guess(kind.value, str(Kind(kind.value).label), kind.confidence, kind.because) if kind else None,
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


def _vote(near: Iterable[_Neighbour], of: Any) -> Guess | None:
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
    return Guess(value, str(value), confidence, because)


def _kind_by_wording(text: str) -> Guess | None:
    for kind, pattern in _WORDING:
        if pattern.search(text):
            return Guess(kind.value, str(kind.label), 0.5, _("the wording"))
    return None


def _read_by_wording(text: str, kind: Guess | None) -> Guess | None:
    if _DEEP.search(text):
        return Guess(Read.SIX.value, str(Read.SIX.label), 0.6, _("the wording"))
    if kind is None:
        return None
    read = Read(min(Read.SIX, _USUAL_READ[Kind(kind.value)] + (1 if len(text) > 400 else 0)))
    return Guess(read.value, str(read.label), min(0.5, kind.confidence), _("its kind"))


def _named_topic(guess: Guess | None) -> Guess | None:
    topic = Topic.objects.filter(pk=guess.value).first() if guess else None
    return Guess(topic.pk, topic.name, guess.confidence, guess.because) if guess and topic else None
