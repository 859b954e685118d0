"""What a check finds, and the list of checks. A room adds its own with `@check("what it looks at")`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    WELL = "well"
    NOTE = "note"
    """Works, but whoever runs this should know."""
    MEND = "mend"
    """Something is broken, or will lose data: the exit code says so too."""


@dataclass(frozen=True)
class Finding:
    state: State
    text: str


def well(text: str) -> Finding:
    return Finding(State.WELL, text)


def note(text: str) -> Finding:
    return Finding(State.NOTE, text)


def mend(text: str) -> Finding:
    return Finding(State.MEND, text)


Check = Callable[[], Finding]

_checks: dict[str, Check] = {}


def check(title: str) -> Callable[[Check], Check]:
    def register(fn: Check) -> Check:
        _checks[title] = fn
        return fn

    return register


def examine() -> Iterator[tuple[str, Finding]]:
    """Every check by its title. One that fails is itself a finding."""
    for title, fn in _checks.items():
        try:
            yield title, fn()
        except Exception as error:  # noqa: BLE001 - a doctor does not faint
            yield title, mend(f"cannot be looked at: {type(error).__name__}: {error}")
