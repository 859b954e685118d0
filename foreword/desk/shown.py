"""What a reader had been shown before they asked, as the asking page hands it over."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shown:
    """`how`: suggested (while typing), pushed (an answer before asking) or page (what they were looking at)."""

    how: str
    kind: str
    key: str
    title: str = ""
    delivery: str = ""
