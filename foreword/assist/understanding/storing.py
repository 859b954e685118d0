"""A model as bytes: a zip of plain arrays and one JSON text. Nothing in it can run, whoever made the file."""

import io
import json
import zlib
from typing import Any, Final
from zipfile import BadZipFile

import numpy as np

from foreword.assist.understanding.model import Head, Model
from foreword.assist.understanding.space import Lexicon, Space

FORM: Final = 1
"""Raised when the form changes; a model of another form is learned anew."""


class UnknownForm(ValueError):
    """These bytes are not a model of this form."""


def to_bytes(model: Model) -> bytes:
    arrays: dict[str, Any] = {}
    facts: dict[str, Any] = {"form": FORM, "encoders": model.encoders, "terms": {}, "langs": {}, "heads": {}}
    for name, lexicon in model.space.lexicons.items():
        facts["terms"][name] = list(lexicon.places)
        arrays[f"rarity/{name}"] = lexicon.rarity
    for name, centres in model.space.centres.items():
        facts["langs"][name] = list(centres)
        arrays[f"centres/{name}"] = np.stack(list(centres.values()))
    for name, head in model.heads.items():
        facts["heads"][name] = {
            "classes": head.classes,
            "temperature": head.temperature,
            "threshold": head.threshold,
            "figures": dict(head.figures),
        }
        arrays[f"bias/{name}"] = head.bias
        arrays |= {f"weights/{name}/{block}": values.astype(np.float16) for block, values in head.weights.items()}
    arrays["facts"] = np.frombuffer(json.dumps(facts, ensure_ascii=False).encode(), np.uint8)
    file = io.BytesIO()
    np.savez_compressed(file, allow_pickle=False, **arrays)
    return file.getvalue()


def from_bytes(data: bytes) -> Model:
    """Raises UnknownForm."""
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
            return _read(arrays)
    except UnknownForm:
        raise
    except (OSError, ValueError, KeyError, EOFError, TypeError, AttributeError, BadZipFile, zlib.error) as error:
        raise UnknownForm(str(error)) from error


def _read(arrays: Any) -> Model:
    facts = json.loads(arrays["facts"].tobytes())
    if facts["form"] != FORM:
        raise UnknownForm(f"form {facts['form']}")
    lexicons = {
        name: Lexicon({term: at for at, term in enumerate(known)}, arrays[f"rarity/{name}"])
        for name, known in facts["terms"].items()
    }
    centres = {
        name: dict(zip(facts["langs"][name], arrays[f"centres/{name}"], strict=True)) for name in facts["encoders"]
    }
    blocks = [*facts["encoders"], *facts["terms"]]
    heads = {
        name: Head(
            classes=tuple(said["classes"]),
            weights={block: arrays[f"weights/{name}/{block}"].astype(np.float32) for block in blocks},
            bias=arrays[f"bias/{name}"],
            temperature=said["temperature"],
            threshold=said["threshold"],
            figures=said["figures"],
        )
        for name, said in facts["heads"].items()
    }
    return Model(Space(lexicons, centres), heads)
