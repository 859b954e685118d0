"""Reading the demo library's texts. They are TOML, written in both languages, in `content/`."""

import tomllib
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).parent / "content"
Row = dict[str, Any]


def rows(name: str, kind: str) -> list[Row]:
    """All `[[kind]]` tables of `content/<name>.toml`, or of every file in the folder `content/<name>/`."""
    path = CONTENT / name
    files = sorted(path.glob("*.toml")) if path.is_dir() else [path.with_suffix(".toml")]
    return [row for file in files for row in tomllib.loads(file.read_text(encoding="utf-8"))[kind]]
