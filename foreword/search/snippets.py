"""Snippets that answer: of a text, the sentences that say what was asked, and where in them the question's words stand.

Plain reckoning over words, no model: a page of hits takes under a millisecond once its texts have been cut. A question
in the other language meets the text through the glossary's ideas; where nothing meets, the text's opening stands.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import rjieba
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from foreword.search import analysis, glossary

LONGEST = 240
ENOUGH = 90
"""A chosen sentence shorter than this takes the next one along."""
SAID_ALREADY = 0.3
"""What a word is worth that the title says already."""
LEAST_GAIN = 0.6
IDEA_WEIGHT = 0.8
"""What an idea said in other words is worth, where the word itself is worth 1."""
SHORT = 24
LONGEST_TEXT = 20_000
MOST_MARKS = 40

SENTENCE = re.compile(r"[^.!?。！？；\n]*(?:[.!?](?!\s|$)[^.!?。！？；\n]*)*[.!?。！？；\n]*\s*")
RUN = re.compile(r"[\u3400-\u9fff]+|[^\W_\u3400-\u9fff]+(?:['’][a-z]+)?")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Snippet:
    """`highlights` are (from, until) in characters of `text`, in order and apart."""

    text: str
    highlights: tuple[Span, ...] = ()

    @property
    def marked(self) -> SafeString:
        """As HTML: escaped, the highlights in `<mark>`."""
        parts, at = list[str](), 0
        for start, end in self.highlights:
            parts += [conditional_escape(self.text[at:start]), "<mark>", conditional_escape(self.text[start:end])]
            parts.append("</mark>")
            at = end
        return mark_safe("".join([*parts, conditional_escape(self.text[at:])]))  # noqa: S308 - every part is escaped


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question as snippets look for it."""

    stems: frozenset[str] = frozenset()
    han: tuple[str, ...] = ()
    phrases: tuple[tuple[glossary.Phrase, str], ...] = ()
    """Latin wordings of the question's ideas, each with its idea."""
    written: tuple[tuple[str, str], ...] = ()
    ideas: tuple[str, ...] = field(default=(), compare=False)

    @classmethod
    def of(cls, query: str) -> "Wanted":
        return _wanted(query[:400])


@lru_cache(maxsize=512)
def _wanted(query: str) -> Wanted:
    folded = analysis.fold(query)
    latin = (run for run in RUN.findall(folded) if not analysis.HAN.match(run))
    stems = frozenset(analysis.stem(word) for word in latin if word not in analysis.STOP_WORDS)
    han = [word for run in analysis.HAN.findall(folded) for word in rjieba.cut_for_search(run)]
    ideas = glossary.read(query).ideas
    phrases = [(phrase, idea) for idea in ideas for phrase in glossary.wordings(idea)[0]]
    written = [(wording, idea) for idea in ideas for wording in glossary.wordings(idea)[1]]
    distinct = dict.fromkeys(word for word in han if word not in analysis.STOP_WORDS)
    return Wanted(stems, tuple(sorted(distinct, key=len, reverse=True)), tuple(phrases), tuple(written), ideas)


@dataclass(frozen=True, slots=True)
class _Text:
    """A text cut once. Places are characters of the text itself, whatever script it is in."""

    text: str
    sentences: tuple[Span, ...]
    starts: tuple[int, ...]
    stems: tuple[str, ...]
    spans: tuple[Span, ...]
    places: dict[str, list[int]]
    """Of each stem, which words of the text have it."""
    han: str
    """The text in simplified characters, each at its own place; empty where there are none."""


@lru_cache(maxsize=2048)
def _cut(text: str) -> _Text:
    sentences = tuple(_bounds(text))
    runs = [run for run in RUN.finditer(text) if not analysis.HAN.match(run.group())]
    stems = tuple(_stem(run.group()) for run in runs)
    places: dict[str, list[int]] = {}
    for number, stem in enumerate(stems):
        places.setdefault(stem, []).append(number)
    spans = tuple((run.start(), run.end()) for run in runs)
    return _Text(text, sentences, tuple(start for start, _ in sentences), stems, spans, places, analysis.simple(text))


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    return analysis.stem(analysis.fold(word))


def _bounds(text: str) -> Iterator[Span]:
    for match in SENTENCE.finditer(text):
        start, end = match.start(), match.start() + len(match.group().rstrip())
        # What has no end of sentence (a table, a log) is cut by length alone.
        for at in range(start, end, LONGEST):
            yield at, min(at + LONGEST, end)


@dataclass(frozen=True, slots=True)
class _Find:
    term: str
    worth: float
    start: int
    end: int


def snippet(text: str, wanted: Wanted, *, title: str = "", opening: str = "") -> Snippet:
    """The part of `text` that says most of what is wanted and `title` does not say already.

    `opening` stays where no part says more than it does: it was written to be read first.
    """
    cut = _cut(text[:LONGEST_TEXT])
    opening = opening or _shortened(text)
    known = frozenset(find.term for find in _finds(_cut(title), wanted))
    best, worth = _best(cut, wanted, known)
    said = {find.term: _news(find, known) for find in _finds(_cut(opening), wanted)}
    if best is None or worth < sum(said.values()) + LEAST_GAIN:
        return highlighted(opening, wanted)
    return highlighted(_window(cut, best), wanted)


def highlighted(text: str, wanted: Wanted) -> Snippet:
    """`text` as it is, with the places that say what is wanted."""
    spans = sorted((find.start, find.end) for find in _finds(_cut(text), wanted))
    return Snippet(text, tuple(_joined(spans)[:MOST_MARKS]))


def _news(find: _Find, known: frozenset[str]) -> float:
    return find.worth * (SAID_ALREADY if find.term in known else 1.0)


def _best(cut: _Text, wanted: Wanted, known: frozenset[str]) -> tuple[int | None, float]:
    """The sentence that says most, the earlier of two alike; and how much it says."""
    said: dict[int, dict[str, float]] = {}
    for find in _finds(cut, wanted):
        terms = said.setdefault(bisect_right(cut.starts, find.start) - 1, {})
        if not any(find.term in longer for longer in terms if longer != find.term):
            terms[find.term] = _news(find, known)
    worths = {number: sum(terms.values()) * _shape(cut, number) for number, terms in said.items()}
    best = max(worths, key=lambda number: (worths[number], -number), default=None)
    return best, worths[best] if best is not None else 0.0


def _shape(cut: _Text, number: int) -> float:
    """A heading of three words says nothing of its own."""
    start, end = cut.sentences[number]
    return 0.6 if end - start < SHORT and not cut.han else 1.0


def _finds(cut: _Text, wanted: Wanted) -> Iterator[_Find]:
    for stem in wanted.stems & cut.places.keys():
        yield from (_Find(stem, 1.0, *cut.spans[number]) for number in cut.places[stem])
    for phrase, idea in wanted.phrases:
        for number in cut.places.get(phrase[0], ()):
            if cut.stems[number : number + len(phrase)] == phrase:
                worth, last = IDEA_WEIGHT * glossary.weight(idea), number + len(phrase) - 1
                yield _Find(idea, worth, cut.spans[number][0], cut.spans[last][1])
    if cut.han:
        # Most are not there, and to ask is cheaper than to begin looking for their places.
        for word in (word for word in wanted.han if word in cut.han):
            yield from _written(cut, word, word, 1.0 if len(word) > 1 else 0.5)
        for wording, idea in (pair for pair in wanted.written if pair[0] in cut.han):
            yield from _written(cut, wording, idea, IDEA_WEIGHT * glossary.weight(idea))


def _written(cut: _Text, wording: str, term: str, worth: float) -> Iterator[_Find]:
    at = cut.han.find(wording)
    while at >= 0:
        yield _Find(term, worth, at, at + len(wording))
        at = cut.han.find(wording, at + len(wording))


def _window(cut: _Text, best: int) -> str:
    start, end = cut.sentences[best]
    for _, until in cut.sentences[best + 1 :]:
        if end - start >= ENOUGH or until - start > LONGEST:
            break
        end = until
    return " ".join(cut.text[start:end].split())


def _shortened(text: str) -> str:
    text = " ".join(text[: LONGEST * 2].split())
    if len(text) <= LONGEST:
        return text
    cut = text[: LONGEST - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[-30:] else cut).rstrip() + "…"


def _joined(spans: Sequence[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def words_of(found: Snippet) -> tuple[str, ...]:
    """The distinct words that are marked, as the text writes them."""
    return tuple(dict.fromkeys(found.text[start:end] for start, end in found.highlights))
