"""A story of the desk is one write: all of it is stored, or nothing.

It goes through the writer and never opens a transaction of its own around one that does, because the writer would wait
for the very lock that its caller holds.
"""

import logging
from collections.abc import Callable
from functools import partial, wraps
from typing import ParamSpec, TypeVar

from foreword.kernel.writer import write

logger = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")


def story(fn: Callable[P, T]) -> Callable[P, T]:
    @wraps(fn)
    def told(*args: P.args, **kwargs: P.kwargs) -> T:
        return write(partial(fn, *args, **kwargs))

    return told


def each_alone(fn: Callable[P, bool], *args: P.args, **kwargs: P.kwargs) -> bool:
    """One of many that a job does: where it fails that is logged, and the others have their turn."""
    try:
        return fn(*args, **kwargs)
    except Exception:
        logger.exception("%s failed for one of many", fn.__name__)
        return False
