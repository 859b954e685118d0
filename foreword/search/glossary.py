"""House vocabulary: the ideas a text speaks of, whatever words and whichever language it uses.

A reader says "how much do I owe", the rule says "overdue fine", the Chinese entry says 超期罚款: one idea.
Words alone do not meet across languages, and vectors know no house vocabulary. `glossary.tsv` was written for this
project.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from foreword.search import analysis

LONGEST_PHRASE = 4
WIDER = "wider"
WIDER_WEIGHT = 0.4

Phrase = tuple[str, ...]


def _lines() -> Iterator[tuple[str, str]]:
    """Each idea with its line of wordings; no idea where a line begins with "-"."""
    text = files("foreword.search").joinpath("glossary.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    for number, line in enumerate(lines):
        mark, wordings = line[0], line.lstrip("~-")
        yield "" if mark == "-" else f"{WIDER if mark == '~' else 'idea'}{number}", wordings


@cache
def _names() -> dict[str, tuple[str, str]]:
    found = {}
    for idea, line in _lines():
        english, _, chinese = line.partition("\t")
        found[idea] = (english.partition(";")[0].strip(), chinese.partition(";")[0].strip())
    return found


def name(idea: str, lang: str) -> str:
    """The first wording of an idea in this language, else in the other."""
    english, chinese = _names()[idea]
    return (chinese or english) if lang.startswith("zh") else (english or chinese)


@cache
def _table() -> tuple[dict[Phrase, set[str]], dict[str, set[str]]]:
    """Ideas by the stems of a Latin wording, and by a Chinese wording as written."""
    phrases: dict[Phrase, set[str]] = {}
    written: dict[str, set[str]] = {}
    for idea, line in _lines():
        ideas = {idea} if idea else set[str]()
        for wording in map(str.strip, analysis.fold(line.replace("\t", ";")).split(";")):
            if analysis.HAN.search(wording):
                written.setdefault(wording, set()).update(ideas)
            elif phrase := tuple(analysis.tokens(wording)):
                phrases.setdefault(phrase, set()).update(ideas)
    return phrases, written


@cache
def _beginnings() -> dict[str, list[str]]:
    """Chinese wordings by their first character, the longest first."""
    found: dict[str, list[str]] = {}
    for wording in sorted(_table()[1], key=len, reverse=True):
        found.setdefault(wording[0], []).append(wording)
    return found


@cache
def _wordings() -> dict[str, tuple[list[Phrase], list[str]]]:
    found: dict[str, tuple[list[Phrase], list[str]]] = {}
    phrases, written = _table()
    for phrase, ideas in phrases.items():
        for idea in ideas:
            found.setdefault(idea, ([], []))[0].append(phrase)
    for wording, ideas in written.items():
        for idea in ideas:
            found.setdefault(idea, ([], []))[1].append(wording)
    return found


def wordings(idea: str) -> tuple[list[Phrase], list[str]]:
    """How an idea is said: as stems of Latin words, and in Chinese characters."""
    return _wordings().get(idea, ([], []))


def weight(idea: str) -> float:
    return WIDER_WEIGHT if idea.startswith(WIDER) else 1.0


@dataclass(frozen=True, slots=True)
class Reading:
    """`explained` is the share of the text's meaningful words or characters that the glossary knows, 0 to 1."""

    ideas: tuple[str, ...]
    explained: float


@lru_cache(maxsize=512)
def read(text: str) -> Reading:
    """Every idea of the glossary that `text` names; a longer wording hides the shorter ones inside it."""
    folded = analysis.fold(text)
    latin, known_stems, stems = _latin(folded)
    han, known_chars, chars = _han(folded)
    # Two Han characters are about one word.
    total = stems + chars / 2
    explained = (known_stems + known_chars / 2) / total if total else 0.0
    return Reading(tuple(sorted(latin | han)), explained)


def _latin(folded: str) -> tuple[set[str], int, int]:
    stems = analysis.tokens(analysis.HAN.sub(" ", folded))
    table, found, known, at = _table()[0], set[str](), 0, 0
    while at < len(stems):
        longest = min(LONGEST_PHRASE, len(stems) - at)
        length = next((n for n in range(longest, 0, -1) if tuple(stems[at : at + n]) in table), 0)
        if ideas := table.get(tuple(stems[at : at + length])):
            found |= ideas
            known += length
        at += length or 1
    return found, known, len(stems)


def _han(folded: str) -> tuple[set[str], int, int]:
    said = "".join(analysis.HAN.findall(folded))
    if not said:
        return set(), 0, 0
    table, begun = _table()[1], _beginnings()
    found, known, until = set[str](), 0, 0
    for at, char in enumerate(folded):
        longest = next((wording for wording in begun.get(char, ()) if folded.startswith(wording, at)), "")
        end = at + len(longest)
        if not longest or end <= until:
            continue
        if ideas := table[longest]:
            found |= ideas
            known += end - max(at, until)
        until = end
    for word in analysis.FILLERS:
        said = said.replace(word, "")
    return found, min(known, len(said)), len(said)
