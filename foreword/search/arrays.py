"""Arrays on disk, in numpy's own format: written row by row, read by mapping the file into memory."""

from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
import numpy.typing as npt


class RowWriter:
    """Appends rows to a `.npy` file whose length is only known at the end; numpy leaves room for it in the header."""

    def __init__(self, path: Path, dtype: npt.DTypeLike, width: int) -> None:
        self._file = path.open("wb")
        self._dtype, self._width, self._length = np.dtype(dtype), width, 0
        self._write_header()

    def _write_header(self) -> None:
        descr = np.lib.format.dtype_to_descr(self._dtype)
        header = {"descr": descr, "fortran_order": False, "shape": (self._length, self._width)}
        self._file.seek(0)
        np.lib.format.write_array_header_1_0(self._file, header)

    def extend(self, rows: npt.NDArray[Any]) -> None:
        self._file.write(np.ascontiguousarray(rows, dtype=self._dtype).tobytes())
        self._length += len(rows)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        if kind is None:
            self._write_header()
        self._file.close()


def mapped(path: Path) -> npt.NDArray[Any]:
    """The file's array without reading it; ValueError if the file is not one, or is cut short."""
    try:
        return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))
    except EOFError as short:
        raise ValueError(f"{path.name} is empty") from short


def read(path: Path) -> npt.NDArray[Any]:
    """The file's array in memory."""
    return np.array(mapped(path))
