"""The asking half of `foreword bench scale`: a process that opens the index as a server does, and is asked."""

import json
import sys
import time
from pathlib import Path
from typing import Any, Final

import numpy as np

from foreword.search.bench import invented
from foreword.search.live import encoders, live, warm
from foreword.search.queries import suggest
from foreword.search.sources import register_source
from foreword.search.viewers import Viewer

WARMING: Final = 100
ASKED: Final = 1_500
SUSTAINED_S: Final = 10.0
MOST_ASKED: Final = 4_000
ENCODED: Final = 300


def main(documents: int) -> None:
    started = time.perf_counter()
    _open()
    report: dict[str, Any] = {"start_s": round(time.perf_counter() - started, 2), "ready_at": time.time()}
    texts = invented.questions(WARMING + ASKED, documents, seed=1)
    for text in texts[:WARMING]:
        _ask(text)
    report |= _measured(texts[WARMING:])
    report["encoder_cpu_ms"] = _encoder_ms(documents)
    report["rss_mb"] = _memory_mb()
    print(json.dumps(report))


def _open() -> None:
    for kind in ("entry", "record", "question"):
        register_source(invented.InventedSource(kind))
    live().is_followed = True  # There is nothing to follow, and nobody to look into the change log at each question.
    warm()
    _ask("where can I renew my books")


def _ask(text: str) -> float:
    viewer = Viewer(pid="p9", is_staff=False)
    return suggest(text, viewer=viewer, lang="en").took_ms


def _measured(texts: list[str]) -> dict[str, Any]:
    """One question after the other: what the clock says, and what all threads took of the processors."""
    wall, cpu = [], []
    for text in texts:
        before = time.process_time()
        wall.append(_ask(text))
        cpu.append((time.process_time() - before) * 1000)
    return {"suggest_ms": _percentiles(wall), "cpu_ms": _percentiles(cpu)}


def _encoder_ms(documents: int) -> dict[str, float]:
    """What of it is the encoder alone: 2.1 ms at the median where nobody else wants the processor."""
    instant, cpu = encoders()[0], []
    for text in invented.questions(ENCODED, documents, seed=3):
        before = time.process_time()
        instant.query(text)
        cpu.append((time.process_time() - before) * 1000)
    return _percentiles(cpu)


def _percentiles(values: list[float]) -> dict[str, float]:
    p50, p95, p99 = np.percentile(values, [50, 95, 99])
    return {"p50": round(p50, 2), "p95": round(p95, 2), "p99": round(p99, 2)}


def keep_asking(documents: int, seed: int) -> None:
    """Ask for a while, as soon as one is answered; prints how many a second."""
    _open()
    texts = invented.questions(WARMING + MOST_ASKED, documents, seed=seed)
    for text in texts[:WARMING]:
        _ask(text)
    print("ready", flush=True)
    sys.stdin.readline()
    asked, started = 0, time.perf_counter()
    for text in texts[WARMING:]:
        _ask(text)
        asked += 1
        if time.perf_counter() - started > SUSTAINED_S:
            break
    print(json.dumps(round(asked / (time.perf_counter() - started), 1)))


def _memory_mb() -> dict[str, float]:
    """Of its own, and of files that it has mapped: these are the first to go when memory is short."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    told = dict(line.split(":", 1) for line in lines if line.startswith("Rss"))
    return {
        name: round(int(told[row].split()[0]) / 1024, 1) for name, row in (("own", "RssAnon"), ("mapped", "RssFile"))
    }
