"""Where documents come from: each room registers one source for each kind, in its `AppConfig.open`.

The index finds; the source decides. `present` is the read-time access check: a key that the viewer may not see, or that
is gone, is absent from its answer, whatever the index believes.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from foreword.search.documents import Document
from foreword.search.viewers import Viewer


@dataclass(frozen=True, slots=True)
class Presented:
    title: str
    url: str
    snippet: str
    lang: str
    meta: dict[str, Any] = field(default_factory=dict)
    text: Callable[[], str] = str
    """All that it says, in `lang`, for the snippet of what is shown; empty where `snippet` is all there is."""
    langs: tuple[str, ...] = ()
    """In which languages there is a version; empty: in `lang` alone."""
    topic: str = ""
    """The key of the library's own topic."""
    clc: str = ""
    audience: tuple[str, ...] = ()
    """For whom it was made; empty: for everybody."""
    year: int | None = None


class Source(Protocol):
    kind: str

    def documents(self) -> Iterator[Document]:
        """Every document of this kind, in every language."""

    def document(self, key: str) -> list[Document]:
        """One object in all its languages; empty when it is gone."""

    def present(self, keys: Sequence[str], *, viewer: Viewer, lang: str) -> dict[str, Presented]:
        """How each key looks to this viewer, in `lang` where there is such a version."""


_sources: dict[str, Source] = {}


def register_source(source: Source) -> None:
    """Add a kind; registering the same kind again replaces its source."""
    _sources[source.kind] = source


def sources() -> dict[str, Source]:
    return dict(_sources)
