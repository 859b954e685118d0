"""`foreword bench retrieval DIR`: the production engine on a set in BEIR form.

DIR holds corpus.jsonl {_id, title, text}, queries.jsonl {_id, text} and qrels/test.tsv. Nothing here is shorter than in
production: the same engine, encoders, fusion and tier as a search on the portal, without the presenting by rooms.

A corpus row may name the `object` of which it is one language: whether to speak is then judged of a result in which
each object stands once, as on the portal. `out_of_scope.jsonl` may hold questions that nothing here answers.
"""

import json
import tempfile
import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from django.core.management.base import CommandError
from rich.progress import track

from foreword.search import languages
from foreword.search.bench.abstention import Said, abstention
from foreword.search.bench.measures import Judged, measures
from foreword.search.confidence import confidence
from foreword.search.documents import Document
from foreword.search.encoders import encoder
from foreword.search.engine import Engine, Match
from foreword.search.fusion import HOUSE, RANKERS
from foreword.search.lexical import Scope
from foreword.search.vector_cache import VectorCache

ENCODERS = ("use", "minilm", "e5")
# Ten are judged; the rest is for the rows of one answer language alone, and for a document with the query's own id.
DEPTH = 100


def run(directory: Path, *, as_json: bool, ranker: str = HOUSE) -> dict[str, Any]:
    if ranker not in RANKERS:
        raise CommandError(f"no ranker is called {ranker}; there are {', '.join(RANKERS)}")
    judgements = _judgements(directory / "qrels" / "test.tsv")
    queries = {row["_id"]: row["text"] for row in _rows(directory / "queries.jsonl") if row["_id"] in judgements}
    objects = {row["_id"]: row.get("object", row["_id"]) for row in _rows(directory / "corpus.jsonl")}
    with tempfile.TemporaryDirectory() as folder:
        engine = Engine(Path(folder), [encoder(name) for name in ENCODERS], VectorCache(None))
        started = time.perf_counter()
        corpus_languages = _index(engine, directory / "corpus.jsonl", quiet=as_json)
        index_s = time.perf_counter() - started
        judged, latencies, said = _ask(Asker(engine, ranker, objects), queries, judgements, quiet=as_json)
        said += _out_of_scope(Asker(engine, ranker, objects), directory / "out_of_scope.jsonl")
        engine.close()
    report: dict[str, Any] = measures(judged)
    report["index_s"] = round(index_s, 2)
    p50, p95, p99 = np.percentile(latencies, [50, 95, 99]) if latencies else (0.0, 0.0, 0.0)
    report["latency_ms"] = {"p50": round(p50, 2), "p95": round(p95, 2), "p99": round(p99, 2)}
    report["per_language"] = _per_language(judged, queries, corpus_languages)
    report["abstention"] = abstention(said)
    _show(report, as_json=as_json)
    return report


def _index(engine: Engine, path: Path, *, quiet: bool) -> dict[str, str]:
    """Feed the corpus; the language of every document by its id."""
    found: dict[str, str] = {}
    for row in track(list(_rows(path)), description="Indexing", disable=quiet):
        title, text = row.get("title", ""), row.get("text", "")
        lang = languages.detect(f"{title} {text}")
        found[row["_id"]] = lang
        engine.replace(("entry", row["_id"]), [Document("entry", row["_id"], lang, "public", title, text)])
    engine.commit()
    engine.catch_up()
    return found


@dataclass(frozen=True, slots=True)
class Asker:
    engine: Engine
    ranker: str
    objects: dict[str, str]

    def matches(self, text: str) -> list[Match]:
        scope = Scope(frozenset({"public"}), frozenset({"entry"}))
        return self.engine.search(text, scope, limit=DEPTH, ranker=self.ranker)

    def said(self, text: str, matches: Sequence[Match], relevant: Collection[str] | None = None) -> Said:
        """As the portal would judge this result; without `relevant`, of a question that nothing answers."""
        first: dict[str, Match] = {}
        for match in matches:
            first.setdefault(self.objects[match.key], match)
        once = list(first.values())
        right = relevant is not None and bool(once) and once[0].key in relevant
        return Said(confidence(once), right, relevant is not None, languages.detect(text))


def _ask(
    asker: Asker, queries: dict[str, str], judgements: dict[str, dict[str, int]], *, quiet: bool
) -> tuple[list[Judged], list[float], list[Said]]:
    judged, latencies, said = [], [], []
    for query_id, text in track(queries.items(), description="Asking", disable=quiet):
        started = time.perf_counter()
        matches = asker.matches(text)
        latencies.append((time.perf_counter() - started) * 1000)
        matches = [match for match in matches if match.key != query_id]
        relevant = judgements[query_id]
        judged.append(Judged(query_id, [match.key for match in matches], relevant))
        said.append(asker.said(text, matches, relevant))
        said.append(asker.said(text, [match for match in matches if match.key not in relevant]))
    return judged, latencies, said


def _out_of_scope(asker: Asker, path: Path) -> list[Said]:
    texts = [row["text"] for row in _rows(path)] if path.exists() else []
    return [asker.said(text, asker.matches(text)) for text in texts]


def _per_language(judged: list[Judged], queries: dict[str, str], corpus: dict[str, str]) -> list[dict[str, Any]]:
    """Each pair of question and answer language by itself, judged and ranked among answers of that language only."""
    rows = []
    asked = sorted({languages.detect(text) for text in queries.values()})
    for question in asked:
        for answer in sorted(set(corpus.values())):
            some = [
                one.among(lambda key, answer=answer: corpus.get(key) == answer)  # type: ignore[misc]
                for one in judged
                if languages.detect(queries[one.query_id]) == question
            ]
            some = [one for one in some if one.relevant]
            if some:
                rows.append({"query": question, "document": answer, "queries": len(some), **measures(some)})
    return rows


def _judgements(path: Path) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        query_id, document_id, score = line.split("\t")
        if int(score) > 0:
            found.setdefault(query_id, {})[document_id] = int(score)
    return found


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def _show(report: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(report))
        return
    for name, value in report.items():
        print(f"{name:14} {value}")
