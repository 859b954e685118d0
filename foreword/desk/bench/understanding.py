"""`foreword bench understanding FILE`: what a question is about, learned from earlier years and asked of the last one.

FILE is a CSV with the columns question, year, intent and, if there, the labeller's confidence (high, medium, low). The
path is production's: the same encoders, space, heads and calibration; the intents stand where a library's own topics
stand. The line between "sure" and "not sure" is drawn on held-out folds of the earlier years, then used on the last.
Times are the processor's: the machine may be busy.
"""

import csv
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from foreword.assist.understanding import calibration, learning
from foreword.assist.understanding.examples import Example, Rows
from foreword.assist.understanding.languages import spoken
from foreword.assist.understanding.model import Head
from foreword.assist.understanding.seeds import seeds
from foreword.desk.bench.confusion import Confusion
from foreword.search.embedding import embed
from foreword.search.languages import detect

HEAD: Final = "topic"
WEIGHTS: Final = {"high": 1.0, "medium": 0.7, "low": 0.4}
OUTSIDE: Final = "out_of_scope"

Array = npt.NDArray[np.float64]
Chosen = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Asked:
    """The questions of the last year, as the model answered them."""

    head: Head
    right: Chosen
    probabilities: Array
    trust: tuple[str, ...]
    """The labeller's confidence."""
    say_ms: tuple[float, ...]
    plain: float
    """The line for 95 % right on earlier years, without caution."""


def run(directory: Path, *, as_json: bool) -> dict[str, Any]:
    rows = list(csv.DictReader(directory.open(encoding="utf-8", newline="")))
    last = max(row["year"] for row in rows)
    earlier, later = [row for row in rows if row["year"] < last], [row for row in rows if row["year"] == last]
    started = time.process_time()
    known, new = embed([row["question"] for row in earlier]), embed([row["question"] for row in later])
    embedded = time.process_time() - started
    started = time.process_time()
    learned = learning.learn(_examples(earlier), [detect(row["question"]) for row in earlier], known)
    fitted = time.process_time() - started
    asked = _ask(learned.model.heads[HEAD], learned, later, new)
    report = {
        "learned_from": len(earlier),
        "asked": len(later),
        "labels": len(asked.head.classes),
        "encoders": list(learned.model.encoders),
        **measures(asked),
        "held_out_earlier": dict(asked.head.figures),
        "by_label_confidence": _by_trust(asked),
        "out_of_scope": _outside(asked),
        "curve": calibration.curve(asked.probabilities, asked.right),
        "seeds_alone": _seeds_alone(),
        "embed_cpu_ms": round(embedded / len(rows) * 1000, 2),
        "fit_cpu_s": round(fitted, 2),
        "say_cpu_ms": dict(zip(("p50", "p95"), np.percentile(asked.say_ms, [50, 95]).round(3).tolist(), strict=True)),
    }
    confusion = Confusion(asked.head.classes, asked.right, asked.probabilities.argmax(axis=1))
    if not as_json:
        print(_told(report, confusion))
    print(json.dumps({**report, "most_confused": confusion.pairs(12)}, ensure_ascii=False))
    return report


def measures(asked: Asked) -> dict[str, Any]:
    """Over the questions of the last year. "plain" is the line without caution, the one that goals are stated for."""
    guessed = asked.probabilities.argmax(axis=1)
    return {
        "top1": _r(calibration.top(asked.probabilities, asked.right, 1)),
        "top3": _r(calibration.top(asked.probabilities, asked.right, 3)),
        "macro_f1": _r(calibration.macro_f1(guessed, asked.right)),
        "ece": _r(calibration.calibration_error(asked.probabilities, asked.right)),
        "plain": _beyond(asked, asked.plain),
        "cautious": _beyond(asked, asked.head.threshold),
        "best_share_at_95": _r(calibration.best_share(asked.probabilities, asked.right)),
    }


def _beyond(asked: Asked, line: float) -> dict[str, float]:
    """What a line drawn on earlier years lets pass in the last one, and how much of that is right."""
    passed = asked.probabilities.max(axis=1) >= line
    hit = asked.probabilities.argmax(axis=1) == asked.right
    right = _r(hit[passed].mean()) if passed.any() else 0.0
    return {"line": _r(line), "share": _r(passed.mean()), "right": right}


def _examples(rows: Sequence[dict[str, str]]) -> list[Example]:
    return [
        Example(row["question"], {HEAD: row["intent"]}, weight=WEIGHTS.get(row.get("confidence", ""), 1.0))
        for row in rows
    ]


def _ask(head: Head, learned: learning.Learned, rows: Sequence[dict[str, str]], vectors: Rows) -> Asked:
    """One by one, as questions arrive. A label of the last year that no earlier one had can only be missed."""
    places = {label: at for at, label in enumerate(head.classes)}
    probabilities, took = np.zeros((len(rows), len(head.classes))), []
    for at, row in enumerate(rows):
        started = time.process_time()
        one = {name: values[at] for name, values in vectors.items()}
        said = learned.model.say(row["question"], detect(row["question"]), one)[HEAD]
        took.append((time.process_time() - started) * 1000)
        for label, probability in said.ranked:
            probabilities[at, places[label]] = probability
    right = np.array([places.get(row["intent"], -1) for row in rows])
    held = learned.held_out[HEAD]
    plain = calibration.threshold(held.probabilities, held.right, caution=0.0)
    trust = tuple(row.get("confidence", "") for row in rows)
    return Asked(head, right, probabilities, trust, tuple(took), plain)


def _by_trust(asked: Asked) -> dict[str, Any]:
    found = {}
    for trust in sorted(set(asked.trust)):
        some = np.array([one == trust for one in asked.trust])
        part = Asked(asked.head, asked.right[some], asked.probabilities[some], (), (), asked.plain)
        found[trust or "none"] = {"questions": int(some.sum()), **_flat(measures(part))}
    return found


def _flat(figures: dict[str, Any]) -> dict[str, Any]:
    """The same in one row, without the lines, which are the same for all."""
    parts = {f"{name}_{key}": figures[name][key] for name in ("plain", "cautious") for key in ("share", "right")}
    return {name: value for name, value in figures.items() if not isinstance(value, dict)} | parts


def _outside(asked: Asked) -> dict[str, Any]:
    """Telling what is not for the library: by the first guess, and by its probability over all thresholds (AUC)."""
    if OUTSIDE not in asked.head.classes:
        return {}
    at = asked.head.classes.index(OUTSIDE)
    truly, said = asked.right == at, asked.probabilities.argmax(axis=1) == at
    hits, chance = int((truly & said).sum()), asked.probabilities[:, at]
    above = (chance[truly][:, None] > chance[~truly]).mean() if truly.any() else 0.0
    return {
        "questions": int(truly.sum()),
        "precision": _r(hits / max(1, said.sum())),
        "recall": _r(hits / max(1, truly.sum())),
        "auc": _r(above),
    }


def _seeds_alone() -> dict[str, Any]:
    """A new library's first day: each head on seeds that were left out, by language."""
    texts = [seed.text for seed in seeds()]
    learned = learning.learn(seeds(), [detect(text) for text in texts], embed(texts))
    langs = np.array([spoken(text)[0][:2] for text in texts])
    found = {}
    for name, held in learned.held_out.items():
        hit = held.probabilities.argmax(axis=1) == held.right
        chinese = langs[held.examples] == "zh"
        figures = dict(learned.model.heads[name].figures)
        found[name] = {**figures, "top1_en": _r(hit[~chinese].mean()), "top1_zh": _r(hit[chinese].mean())}
    return found


def _r(value: float) -> float:
    return round(float(value), 4)


def _told(report: dict[str, Any], confusion: Confusion) -> str:
    """For docs/understanding.md."""
    plain = {name: value for name, value in report.items() if not isinstance(value, dict | list)}
    parts = ["| measure | value |\n|---|---|", *(f"| {name} | {value} |" for name, value in plain.items())]
    parts += [
        f"| {name} | {', '.join(f'{key} {value}' for key, value in report[name].items())} |"
        for name in ("plain", "cautious", "held_out_earlier", "out_of_scope", "say_cpu_ms")
    ]
    for title in ("by_label_confidence", "seeds_alone"):
        columns = list(next(iter(report[title].values()), {}))
        parts += ["", f"| {title} | {' | '.join(columns)} |", "|---" * (len(columns) + 1) + "|"]
        parts += [f"| {name} | {' | '.join(str(row[c]) for c in columns)} |" for name, row in report[title].items()]
    parts += ["", "| most certain share | of it right |", "|---|---|"]
    parts += [f"| {share:.0%} | {right:.3f} |" for share, right in report["curve"]]
    return "\n".join([*parts, "", confusion.told()])
