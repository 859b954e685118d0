"""An engine as one file of plain arrays: nothing in it is run when it is read, whoever wrote it."""

import os
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, Final, get_type_hints

import numpy as np
from scipy import sparse

from foreword.push.engine.engine import Engine

FORM: Final = 2
"""Raised whenever features or arrays change: a file of another form is not read, and the next night makes a new one."""


def save(engine: Engine, path: Path) -> None:
    """Whole or not at all: readers see the old file until the new one is complete."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    with part.open("wb") as file:
        np.savez(file, form=np.array(FORM), **_packed(engine, "engine"))
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def load(path: Path) -> Engine | None:
    """None where there is none, or one of another form."""
    if not path.exists():
        return None
    with np.load(path, allow_pickle=False) as arrays:
        known = {name: arrays[name] for name in arrays.files}
    if int(known.get("form", np.array(0))) != FORM:
        return None
    found: Engine = _unpacked(Engine, "engine", known)
    return found


def _packed(value: Any, name: str) -> dict[str, Any]:
    if is_dataclass(value):
        parts = [_packed(getattr(value, each.name), f"{name}.{each.name}") for each in fields(value)]
        return {key: array for part in parts for key, array in part.items()}
    if sparse.issparse(value):
        rows = value.tocsr()
        return {
            f"{name}/data": rows.data,
            f"{name}/indices": rows.indices,
            f"{name}/indptr": rows.indptr,
            f"{name}/shape": np.array(rows.shape),
        }
    if isinstance(value, tuple) and value and isinstance(value[0], np.ndarray):
        sizes = np.array([len(each) for each in value])
        return {f"{name}/rows": np.concatenate(value), f"{name}/sizes": sizes}
    return {name: np.array(value)}


def _unpacked(cls: Any, name: str, known: dict[str, Any]) -> Any:
    if is_dataclass(cls):
        made: Any = cls
        hints = get_type_hints(cls)
        return made(*(_unpacked(hints[each.name], f"{name}.{each.name}", known) for each in fields(cls)))
    if f"{name}/data" in known:
        parts = tuple(known[f"{name}/{part}"] for part in ("data", "indices", "indptr"))
        return sparse.csr_matrix(parts, shape=tuple(known[f"{name}/shape"]))
    if f"{name}/rows" in known:
        return tuple(np.split(known[f"{name}/rows"], np.cumsum(known[f"{name}/sizes"])[:-1]))
    value = known[name]
    if cls is float:
        return float(value)
    return tuple(value.tolist()) if getattr(cls, "__origin__", None) is tuple else value
