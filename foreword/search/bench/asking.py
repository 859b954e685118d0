"""The asking half of `foreword bench scale`: a process that opens the index as a server does, and is asked."""

import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

import numpy as np

from foreword.search.bench import invented
from foreword.search.live import live, warm
from foreword.search.queries import suggest
from foreword.search.sources import register_source
from foreword.search.viewers import Viewer

WARMING: Final = 100
ASKED: Final = 1_500
SUSTAINED_S: Final = 10.0
ASKERS: Final = 2


def main(documents: int) -> None:
    for kind in ("entry", "record", "question"):
        register_source(invented.InventedSource(kind))
    index = live()
    index.is_followed = True  # There is nothing to follow, and nobody to look into the change log at each question.
    started = time.perf_counter()
    warm()
    _ask("where can I renew my books")
    report: dict[str, Any] = {"start_s": round(time.perf_counter() - started, 2), "ready_at": time.time()}
    texts = invented.questions(WARMING + ASKED, documents, seed=1)
    for text in texts[:WARMING]:
        _ask(text)
    report |= _measured(texts[WARMING:])
    report["suggestions_s"] = _sustained(documents)
    report["rss_mb"] = _memory_mb()
    print(json.dumps(report))


def _ask(text: str) -> float:
    viewer = Viewer(pid="p9", is_staff=False)
    return suggest(text, viewer=viewer, lang="en").took_ms


def _measured(texts: list[str]) -> dict[str, Any]:
    """One question after the other: what the clock says, and what the processor did."""
    wall, cpu = [], []
    for text in texts:
        before = time.thread_time()
        wall.append(_ask(text))
        cpu.append((time.thread_time() - before) * 1000)
    return {"suggest_ms": _percentiles(wall), "cpu_ms": _percentiles(cpu)}


def _percentiles(values: list[float]) -> dict[str, float]:
    p50, p95, p99 = np.percentile(values, [50, 95, 99])
    return {"p50": round(p50, 2), "p95": round(p95, 2), "p99": round(p99, 2)}


def _sustained(documents: int) -> float:
    """Suggestions a second, by as many askers as the server has processors, each asking as soon as it is answered."""
    texts = invented.questions(6_000, documents, seed=2)
    lock, end = threading.Lock(), time.perf_counter() + SUSTAINED_S

    def keep_asking() -> int:
        asked = 0
        while time.perf_counter() < end:
            with lock:
                if not texts:
                    return asked
                text = texts.pop()
            _ask(text)
            asked += 1
        return asked

    started = time.perf_counter()
    with ThreadPoolExecutor(ASKERS) as pool:
        asked = sum(pool.map(lambda _: keep_asking(), range(ASKERS)))
    return round(asked / (time.perf_counter() - started), 1)


def _memory_mb() -> dict[str, float]:
    """Of its own, and of files that it has mapped: these are the first to go when memory is short."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    told = dict(line.split(":", 1) for line in lines if line.startswith("Rss"))
    return {
        name: round(int(told[row].split()[0]) / 1024, 1) for name, row in (("own", "RssAnon"), ("mapped", "RssFile"))
    }
