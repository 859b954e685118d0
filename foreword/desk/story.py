"""A story of the desk is one write: all of it is stored, or nothing.

It goes through the writer and never opens a transaction of its own around one that does, because the writer would wait
for the very lock that its caller holds.
"""

from collections.abc import Callable
from functools import partial, wraps
from typing import ParamSpec, TypeVar

from foreword.kernel.writer import write

P = ParamSpec("P")
T = TypeVar("T")


def story(fn: Callable[P, T]) -> Callable[P, T]:
    @wraps(fn)
    def told(*args: P.args, **kwargs: P.kwargs) -> T:
        return write(partial(fn, *args, **kwargs))

    return told
