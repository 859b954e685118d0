"""Building a generation from the database, while the old one serves."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from foreword.search import generations
from foreword.search.documents import Document
from foreword.search.encoders import Encoder
from foreword.search.generations import VERSION, Generation, Position, Stored
from foreword.search.lexical import LexicalIndex
from foreword.search.passages import passages
from foreword.search.registry import Facts
from foreword.search.vector_cache import VectorCache

Progress = Callable[[int], None]
BATCH = 64


def build(
    home: Path,
    documents: Iterable[Document],
    *,
    position: Position,
    encoders: Sequence[Encoder],
    cache: VectorCache,
    thorough: bool = False,
    progress: Progress = lambda _: None,
) -> Generation:
    """Index `documents` into a new folder and let it serve. `position` was read before them, so nothing is missed.

    `thorough` waits for the slow encoders too; otherwise the process that opens the generation lets them catch up.
    """
    folder = generations.new_folder(home)
    read_by = [encoder for encoder in encoders if thorough or encoder.instant]
    terms = LexicalIndex(folder / "terms")
    slot = 0
    with (folder / "documents.jsonl").open("w", encoding="utf-8") as lines:
        for batch in _batches(documents):
            parts = [tuple(passages(document)) for document in batch]
            for encoder in read_by:
                cache.vectors(encoder, [part for some in parts for part in some])
            for document, some in zip(batch, parts, strict=True):
                terms.add(slot, document)
                lines.write(Stored(Facts.of(document), some).line() + "\n")
                slot += 1
            progress(len(batch))
    terms.commit()
    terms.close()
    cache.forget_all_but(part for one in generations.stored(folder) for part in one.parts)
    names = tuple(encoder.name for encoder in encoders)
    generation = Generation(folder.name, VERSION, names, position.number, position.mark)
    generation.serve(home)
    return generation


def _batches(documents: Iterable[Document]) -> Iterable[list[Document]]:
    batch: list[Document] = []
    for document in documents:
        batch.append(document)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
