"""`foreword bench scale --documents N`: how quick suggestions are, and what a library of N documents costs.

The library is invented (invented.py). Its index is built by the same `build` as any, but for one thing that the report
names: to embed a million texts takes hours, so only the distinct texts are embedded, and the vectors of their editions
are these with a little seeded noise ("vectors": "derived"). How quickly documents are indexed with everything embedded
is measured apart, on a smaller number. Questions take the way of every keystroke, in a process of their own that opens
the finished index: `queries.suggest`, the instant encoder, the room's access check. None is asked twice, so no encoder
remembers any; the slow encoder's reading in the background is left out, as on a server that has been up for a day.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final

from foreword.search.bench import invented
from foreword.search.bench.derived import DerivedVectors
from foreword.search.building import build
from foreword.search.generations import Generation, Position
from foreword.search.live import encoders, index_folder
from foreword.search.vector_cache import VectorCache

EMBEDDED_DOCUMENTS: Final = 1_500
ASKERS: Final = 2


def run(documents: float) -> dict[str, Any]:
    count = int(documents)
    report: dict[str, Any] = {"documents": count, "vectors": "derived", "index_docs_s": _indexing_rate()}
    vectors = DerivedVectors()
    started = time.perf_counter()
    build(
        index_folder(),
        invented.documents(count),
        position=Position(),
        encoders=encoders(),
        cache=vectors,
        progress=Clock(),
    )
    report["build_derived_s"] = round(time.perf_counter() - started, 1)
    report["texts_embedded"] = vectors.embedded
    report["disk_mb"] = disk_mb(index_folder())
    spawned = time.time()
    report |= json.loads(_process(f"main({count})").communicate()[0].splitlines()[-1])
    report["process_start_s"] = round(report.pop("ready_at") - spawned, 2)
    report["suggestions_s"] = _sustained(count)
    return report


def _process(call: str) -> subprocess.Popen[str]:
    code = f"from foreword.search.bench import asking; asking.{call}"
    command = [sys.executable, "-m", "foreword", "manage", "shell", "--verbosity", "0", "-c", code]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603 - itself


def _sustained(documents: int) -> float:
    """Suggestions a second by so many processes as `foreword serve --workers` would have, all busy all the time."""
    askers = [_process(f"keep_asking({documents}, {seed})") for seed in range(ASKERS)]
    for asker in askers:
        assert asker.stdout is not None
        asker.stdout.readline()
    for asker in askers:
        assert asker.stdin is not None
        asker.stdin.write("go\n")
        asker.stdin.flush()
    return round(sum(json.loads(asker.communicate()[0].splitlines()[-1]) for asker in askers), 1)


class Clock:
    """Says on the error stream how far the build is."""

    def __init__(self) -> None:
        self._done: dict[str, int] = {}
        self._started = time.perf_counter()

    def __call__(self, what: str, more: int) -> None:
        before = self._done.get(what, 0)
        self._done[what] = before + more
        if before // 50_000 != self._done[what] // 50_000:
            print(f"{time.perf_counter() - self._started:7.0f} s  {what}: {self._done[what]}", file=sys.stderr)


def _indexing_rate() -> float:
    """Documents a second through the production build, every text embedded by the instant encoder."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        cache = VectorCache(home / "vectors.sqlite3")
        encoders()[0].query("warm")
        some = list(invented.documents(EMBEDDED_DOCUMENTS))
        started = time.perf_counter()
        build(home, some, position=Position(), encoders=encoders(), cache=cache)
        return round(len(some) / (time.perf_counter() - started), 1)


def disk_mb(home: Path) -> dict[str, float]:
    """By what it holds: terms, vectors as they are, graphs over them, and the facts of the documents."""
    generation = Generation.read(home)
    assert generation is not None
    sizes = {"terms": 0, "vectors": 0, "graphs": 0, "documents": 0}
    folder = home / generation.name
    for file in (file for file in folder.rglob("*") if file.is_file()):
        if file.parent.name == "terms":
            part = "terms"
        elif file.name.endswith(".rows.npy"):
            part = "vectors"
        else:
            part = "graphs" if file.suffix == ".graph" else "documents"
        sizes[part] += file.stat().st_size
    return {name: round(size / 1e6, 1) for name, size in sizes.items()}
