"""`foreword bench drafting DIR`: when a draft is made, whether of the right source, and what the check lets by.

DIR is in BEIR form, as for `bench retrieval`; each corpus row may name its `object`. Production's own parts: engine,
confidence, sentence cutting, choosing, check. Every second object (by the order of its name) is for drawing lines, the
others for reporting; `check` prints both.

What a writing service might make of a source is imitated: its sentences as they are, shortened, and joined; against
sentences of the nearest other source, with a figure changed, or turned into their contrary.
"""

import json
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from foreword.assist.drafting.choosing import Rows, Source, choose, cut
from foreword.assist.drafting.sentences import sentences
from foreword.assist.drafting.support import Support, support
from foreword.assist.drafting.words import content
from foreword.desk.queries.sourcing import ENOUGH
from foreword.search import languages
from foreword.search.bench.retrieval import ENCODERS, Asker
from foreword.search.confidence import confidence
from foreword.search.documents import Document
from foreword.search.embedding import embed
from foreword.search.encoders import encoder
from foreword.search.engine import Engine
from foreword.search.fusion import HOUSE
from foreword.search.vector_cache import VectorCache

LINES: Final = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6)
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
_TURN: Final = [
    (re.compile(r"\bcan\b"), "cannot"),
    (re.compile(r"\bis\b"), "is not"),
    (re.compile(r"\bare\b"), "are not"),
    (re.compile(r"\bmust\b"), "need not"),
    (re.compile(r"可以"), "不可以"),
    (re.compile(r"需要"), "无需"),
    (re.compile(r"能"), "不能"),
]


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence held against a source."""

    how: str
    true: bool
    found: Support
    object: str


def run(directory: Path, *, as_json: bool) -> dict[str, Any]:
    corpus = list(_rows(directory / "corpus.jsonl"))
    report = {"drafts": _drafts(directory, corpus), "check": _check(corpus)}
    print(json.dumps(report, ensure_ascii=False, indent=None if as_json else 2))
    return report


def _drafts(directory: Path, corpus: Sequence[dict[str, str]]) -> dict[str, Any]:
    """Of the questions with an answer, how many get a draft, and how many of the drafts lead with a right source."""
    by_key = {row["_id"]: row for row in corpus}
    right = _judgements(directory / "qrels" / "test.tsv")
    outside = [row["text"] for row in _rows(directory / "out_of_scope.jsonl")]
    with tempfile.TemporaryDirectory() as folder:
        engine = Engine(Path(folder), [encoder(name) for name in ENCODERS], VectorCache(None))
        for row in corpus:
            lang = languages.detect(f"{row['title']} {row['text']}")
            engine.replace(
                ("entry", row["_id"]), [Document("entry", row["_id"], lang, "public", row["title"], row["text"])]
            )
        engine.commit()
        engine.catch_up()
        asker = Asker(engine, HOUSE, {row["_id"]: row.get("object", row["_id"]) for row in corpus})
        asked = [(row["_id"], row["text"]) for row in _rows(directory / "queries.jsonl") if row["_id"] in right]
        inside = [(text, right[key], _once(asker, text)) for key, text in asked]
        sure_outside = [confidence(_once(asker, text)) for text in outside]
        engine.close()
    sure = np.array([confidence(matches) for _text, _right, matches in inside])
    led_right = np.array([matches[0].key in keys if matches else False for _text, keys, matches in inside])
    made = [
        _draft(text, by_key[matches[0].key]) for (text, _, matches), p in zip(inside, sure, strict=True) if p >= ENOUGH
    ]
    sentences_made = sum(len(chosen) for chosen, _verbatim in made)
    return {
        "questions": len(asked),
        "outside": len(outside),
        "line": ENOUGH,
        "lines": {f"{line:.2f}": _at(line, sure, led_right, np.array(sure_outside)) for line in LINES},
        "sentences": _r(sentences_made / max(1, len(made))),
        "word_for_word": _r(sum(verbatim for _chosen, verbatim in made) / max(1, sentences_made)),
    }


def _at(line: float, sure: Floats, led_right: Bools, outside: Floats) -> dict[str, float]:
    drafted = sure >= line
    return {
        "drafted": _r(drafted.mean()),
        "right_source": _r(led_right[drafted].mean()) if drafted.any() else 1.0,
        "outside_abstained": _r((outside < line).mean()),
    }


def _once(asker: Asker, text: str) -> list[Any]:
    """Each object once, as the desk sees it."""
    first: dict[str, Any] = {}
    for match in asker.matches(text):
        first.setdefault(asker.objects[match.key], match)
    return list(first.values())


def _draft(text: str, row: dict[str, str]) -> tuple[list[Any], int]:
    source = Source("entry", row["_id"], row["title"], "", "", row["text"])
    candidates = cut([source])
    rows = embed([text, *(each.text for each in candidates)])
    chosen = choose(
        {name: each[0] for name, each in rows.items()}, candidates, {name: each[1:] for name, each in rows.items()}
    )
    return chosen, sum(each.text in row["text"] for each in chosen)


def _check(corpus: Sequence[dict[str, str]]) -> dict[str, Any]:
    told = list(_tell(corpus))
    objects = sorted({each.object for each in told})
    drawn = set(objects[::2])
    halves = {
        "drawn_on": [each for each in told if each.object in drawn],
        "reported": [each for each in told if each.object not in drawn],
    }
    return {name: _half(half) for name, half in halves.items()}


def _half(told: Sequence[Told]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for how in dict.fromkeys(each.how for each in told):
        some = [each for each in told if each.how == how]
        kept = sum(each.found.holds for each in some) / len(some)
        verdict = {"kept": _r(kept)} if some[0].true else {"refused": _r(1 - kept)}
        found[how] = {"sentences": len(some), **verdict}
    for name, across in (("same", False), ("across", True)):
        found[f"scores_{name}"] = _scores([each for each in told if each.found.across == across])
    return found


def _scores(told: Sequence[Told]) -> dict[str, Any]:
    """Score alone, without figures and contraries: share of true sentences below each line, and of others above it."""
    true = np.array([each.found.score for each in told if each.true])
    false = np.array([each.found.score for each in told if not each.true and each.how.startswith("other")])
    if not len(true) or not len(false):
        return {}
    lines = np.arange(0.3, 0.95, 0.05)
    return {f"{line:.2f}": [_r((true < line).mean()), _r((false >= line).mean())] for line in lines}


def _tell(corpus: Sequence[dict[str, str]]) -> Iterator[Told]:
    texts = [sentences(row["text"]) for row in corpus]
    flat = [each for cut_ in texts for each in cut_]
    starts = np.cumsum([0, *(len(each) for each in texts)]).tolist()
    variants = [(at, how, said) for at, cut_ in enumerate(texts) for how, said in _variants(cut_)]
    rows = embed([*flat, *(said for _at, _how, said in variants)])
    other = _nearest_others(corpus, texts, rows, starts)
    for row, (at, how, said) in enumerate(variants, len(flat)):
        name = corpus[at].get("object", corpus[at]["_id"])
        places = range(starts[at], starts[at + 1])
        true = how in {"shortened", "joined"}
        yield Told(how, true, support(said, row, texts[at], places, rows), name)
    for at, cut_ in enumerate(texts):
        name = corpus[at].get("object", corpus[at]["_id"])
        for place, said in enumerate(cut_):
            row = starts[at] + place
            for how, where in (("as it is", at), *other[at]):
                places = range(starts[where], starts[where + 1])
                yield Told(how, how in {"as it is", "translated"}, support(said, row, texts[where], places, rows), name)


def _nearest_others(
    corpus: Sequence[dict[str, str]], texts: Sequence[Sequence[str]], rows: Rows, starts: Sequence[int]
) -> list[list[tuple[str, int]]]:
    """For each document: the nearest other object in its language and in the other one, and its own translation."""
    read = {name: values for name, values in rows.items() if name == "e5"} or rows
    means = [
        np.array([values[starts[at] : starts[at + 1]].mean(axis=0) for at in range(len(texts))])
        for values in read.values()
    ]
    near = np.mean([each @ each.T for each in means], axis=0)
    langs = [languages.detect(row["text"]) for row in corpus]
    objects = [row.get("object", row["_id"]) for row in corpus]
    found: list[list[tuple[str, int]]] = []
    for at in range(len(corpus)):
        order = [to for to in np.argsort(-near[at]).tolist() if objects[to] != objects[at]]
        same = next(to for to in order if langs[to] == langs[at])
        across = next((to for to in order if langs[to] != langs[at]), None)
        twin = next((to for to in range(len(corpus)) if objects[to] == objects[at] and langs[to] != langs[at]), None)
        pairs = [("other source", same), ("other source, other language", across), ("translated", twin)]
        found.append([(how, to) for how, to in pairs if to is not None])
    return found


def _variants(cut_: Sequence[str]) -> Iterator[tuple[str, str]]:
    for place, said in enumerate(cut_):
        shorter = re.sub(r"[,，、][^,，、]{4,40}(?=[.。!！]?$)", "", said, count=1)
        if shorter != said and len(content(shorter)) >= 3:
            yield "shortened", shorter
        if place + 1 < len(cut_) and len(said) + len(cut_[place + 1]) < 240:
            yield "joined", f"{said.rstrip('.。')}; {cut_[place + 1]}"
        if figure := re.search(r"\d+", said):
            yield "figure changed", said[: figure.start()] + str(int(figure[0][:9]) + 7) + said[figure.end() :]
        for word, contrary in _TURN:
            turned = word.sub(contrary, said, count=1)
            if turned != said:
                yield "turned round", turned
                break


def _judgements(path: Path) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        query, document, score = line.split("\t")
        if int(score) > 0:
            found.setdefault(query, set()).add(document)
    return found


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _r(value: float) -> float:
    return round(float(value), 4)
