"""What a generation holds beside its terms, opened: documents, their passages, and each encoder's rows."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import numpy as np

from foreword.search import arrays
from foreword.search.centres import Centres
from foreword.search.encoders import Encoder
from foreword.search.parts import PartList
from foreword.search.registry import Registry
from foreword.search.rows import StoredRows


@dataclass(frozen=True, slots=True)
class StoredIndex:
    registry: Registry = field(default_factory=Registry)
    parts: PartList = field(default_factory=PartList)
    rows: dict[str, StoredRows] = field(default_factory=dict)
    centres: dict[str, Centres] = field(default_factory=dict)

    @classmethod
    def load(cls, folder: Path, encoders: Sequence[Encoder]) -> Self:
        """With the rows of those `encoders` that have read all of it; ValueError or OSError if a file is not right."""
        registry, parts = Registry.load(folder), PartList.load(folder)
        spans = parts.spans()
        read = [encoder for encoder in encoders if encoder.name in read_by(folder)]
        rows = {encoder.name: StoredRows(folder, encoder.name, parts, spans) for encoder in read}
        centres = {encoder.name: _centres(folder, encoder, has_read=encoder in read) for encoder in encoders}
        return cls(registry, parts, rows, centres)

    def vectors_of(self, encoder: Encoder) -> tuple[StoredRows | None, Centres | None]:
        return self.rows.get(encoder.name), self.centres.get(encoder.name)


def read_by(folder: Path) -> list[str]:
    """The encoders that have read the whole generation."""
    names: list[str] = json.loads((folder / "read_by.json").read_text(encoding="utf-8"))
    return names


def save_read_by(folder: Path, names: Collection[str]) -> None:
    (folder / "read_by.json").write_text(json.dumps(sorted(names)), encoding="utf-8")


def _centres(folder: Path, encoder: Encoder, *, has_read: bool) -> Centres:
    names = ("asked", "sums", "counts") if has_read else ("asked",)
    return Centres(encoder, *(arrays.read(folder / f"{encoder.name}.{name}.npy") for name in names))


def save_centres(folder: Path, encoder: str, centres: Centres) -> None:
    for name, values in (("asked", centres.asked), ("sums", centres.sums), ("counts", centres.counts)):
        np.save(folder / f"{encoder}.{name}.npy", values)
