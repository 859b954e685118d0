"""A response that does something once the reader has it, so that nobody waits for what is noted beside the page."""

import logging
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

log = logging.getLogger(__name__)


class Afterwards(HttpResponse):
    """`after` runs when the response has been sent. Its failure is logged and never reaches the reader."""

    def __init__(self, *args: Any, after: Callable[[], object], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._after: Callable[[], object] | None = after

    def close(self) -> None:
        super().close()
        after, self._after = self._after, None
        if after is not None:
            try:
                after()
            except Exception:
                log.exception("could not note what was done")


def render_then(
    request: HttpRequest, template: str, context: dict[str, Any], *, after: Callable[[], object]
) -> HttpResponse:
    return Afterwards(render_to_string(template, context, request), after=after)
