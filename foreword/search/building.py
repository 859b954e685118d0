"""Building a generation from the database, while the old one serves.

A build that is killed leaves a folder that never served; the next one starts over, and finds every vector in the cache.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Final, Self

import numpy as np

from foreword.search import arrays, generations, rows, stored
from foreword.search.centres import Centres
from foreword.search.documents import Document
from foreword.search.encoders import Encoder
from foreword.search.generations import VERSION, Generation, Position
from foreword.search.graph import Graph
from foreword.search.lexical import LexicalIndex
from foreword.search.parts import PartList, group_of
from foreword.search.passages import Passage, passages
from foreword.search.registry import Facts, Registry
from foreword.search.sealing import seal
from foreword.search.vector_cache import VectorStore

Progress = Callable[[str, int], None]
"""What is being done ("documents", or the rows of an encoder's graph), and how many more of it are done."""


def silent(_what: str, _more: int) -> None:
    """Progress that nobody watches."""


BATCH: Final = 64
# As much as the terms of a million documents take before they are written: one segment is searched quicker than five.
BUILDING_HEAP: Final = 1_000_000_000
# A graph is the longest part of a large build; one processor is left to the readers.
GRAPH_THREADS: Final = max(1, (os.cpu_count() or 2) - 1)


def build(
    home: Path,
    documents: Iterable[Document],
    *,
    position: Position,
    encoders: Sequence[Encoder],
    cache: VectorStore,
    thorough: bool = False,
    progress: Progress = silent,
) -> Generation:
    """Index `documents` into a new folder and let it serve. `position` was read before them, so nothing is missed.

    `thorough` waits for the slow encoders too; otherwise those of them take part whose vectors are all kept already,
    and the process that opens the generation lets the others catch up.
    """
    folder = generations.new_folder(home)
    draft = Draft(folder, encoders, cache, thorough=thorough)
    with draft:
        for batch in _batches(documents):
            draft.add(batch)
            progress("documents", len(batch))
    draft.finish(progress)
    cache.forget_all_but(part for slot in range(draft.parts.slots) for part in draft.parts.of(slot))
    names = tuple(encoder.name for encoder in encoders)
    generation = Generation(folder.name, VERSION, names, position.number, position.mark, len(draft.registry))
    generation.serve(home)
    return generation


class Draft:
    """A generation in the making. Vectors go to disk as they come; the rest is small enough to wait in memory."""

    def __init__(self, folder: Path, encoders: Sequence[Encoder], cache: VectorStore, *, thorough: bool) -> None:
        self.registry, self.parts = Registry(), PartList()
        self._folder, self._cache, self._thorough = folder, cache, thorough
        self._read_by = list(encoders)
        self._terms = LexicalIndex(folder / "terms", heap=BUILDING_HEAP)
        self._centres = {encoder.name: Centres(encoder) for encoder in encoders}
        self._files = ExitStack()
        self._rows = {
            encoder.name: self._files.enter_context(
                arrays.RowWriter(rows.rows_file(folder, encoder.name), np.float16, encoder.dimensions)
            )
            for encoder in encoders
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: object) -> None:
        self._files.__exit__(*failure)  # type: ignore[arg-type]
        self._terms.commit()
        self._terms.close()

    def add(self, batch: Sequence[Document]) -> None:
        parts = [tuple(passages(document)) for document in batch]
        together = [part for some in parts for part in some]
        groups = np.array([group_of(part) for part in together], np.int8)
        self._read_by = [encoder for encoder in self._read_by if self._may_read(encoder, together)]
        for encoder in self._read_by:
            vectors = self._cache.vectors(encoder, together)
            self._rows[encoder.name].extend(vectors)
            self._centres[encoder.name].add(groups, vectors)
        for document, some in zip(batch, parts, strict=True):
            slot = self.registry.add(Facts.of(document))
            self.parts.append(slot, some)
            self._terms.add(slot, document)

    def _may_read(self, encoder: Encoder, together: Sequence[Passage]) -> bool:
        return self._thorough or encoder.instant or self._cache.knows(encoder, together)

    def finish(self, progress: Progress) -> None:
        """Save what waited in memory, make the graphs, and put the seal on it."""
        for name in self._rows.keys() - {encoder.name for encoder in self._read_by}:
            rows.rows_file(self._folder, name).unlink()
        self.registry.save(self._folder)
        self.parts.save(self._folder)
        for name, centres in self._centres.items():
            stored.save_centres(self._folder, name, centres)
        for encoder in self._read_by:
            if len(self.parts) > rows.EXACT:
                self._make_graph(encoder, progress)
        stored.save_read_by(self._folder, [encoder.name for encoder in self._read_by])
        seal(self._folder)

    def _make_graph(self, encoder: Encoder, progress: Progress) -> None:
        graph, centres = Graph.empty(encoder.dimensions), self._centres[encoder.name]
        vectors, groups = arrays.mapped(rows.rows_file(self._folder, encoder.name)), self.parts.group.values
        for some in rows.batches(0, len(vectors)):
            taken = centres.taken_away(groups[some], vectors[some].astype(np.float32))
            graph.add(some.start, taken, threads=GRAPH_THREADS)
            progress(encoder.name, some.stop - some.start)
        graph.save(rows.graph_file(self._folder, encoder.name))


def _batches(documents: Iterable[Document]) -> Iterable[list[Document]]:
    batch: list[Document] = []
    for document in documents:
        batch.append(document)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
