"""Readers come first: while pages are being made, job threads begin no job, and not two at once.

One process has one interpreter lock, so a job that reckons for a fifth of a second is a fifth of a second in which
every page waits its turn. A job still starts after a moment however busy the pages are.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

PATIENCE_SECONDS: Final = 0.5

_state = threading.Condition()
_pages = 0
_one_at_a_time = threading.Lock()


@contextmanager
def making_a_page() -> Iterator[None]:
    global _pages  # noqa: PLW0603 - one process, one count
    with _state:
        _pages += 1
    try:
        yield
    finally:
        with _state:
            _pages -= 1
            if not _pages:
                _state.notify_all()


@contextmanager
def after_you() -> Iterator[None]:
    """Around one job: begin in a gap between pages, or after a moment; and while pages wait, one job at a time."""
    with _state:
        free = _state.wait_for(lambda: not _pages, PATIENCE_SECONDS)
    alone = _one_at_a_time.acquire(timeout=0 if free else PATIENCE_SECONDS)
    try:
        yield
    finally:
        if alone:
            _one_at_a_time.release()
