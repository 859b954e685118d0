"""What a serving process does once it answers: rooms register it with `at_start`, and it runs in the background.

For what makes the first search fast (encoders, the index), never for what an answer needs: a hook that fails is logged,
and the next runs.
"""

import logging
import threading
from collections.abc import Callable

from django.db import connection

logger = logging.getLogger(__name__)

Hook = Callable[[], None]

_hooks: list[Hook] = []


def at_start(hook: Hook) -> Hook:
    """Run `hook` after the start of each serving process. Usable as a decorator."""
    if hook not in _hooks:
        _hooks.append(hook)
    return hook


def run_hooks() -> threading.Thread:
    thread = threading.Thread(target=_run_all, name="warm-up", daemon=True)
    thread.start()
    return thread


def _run_all() -> None:
    for hook in _hooks:
        try:
            hook()
        except Exception:
            logger.exception("a start hook failed: %s", getattr(hook, "__qualname__", hook))
    connection.close()
