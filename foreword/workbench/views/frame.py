"""What the desk's pages have in common: the queue beside them, asked for by the same words in the address."""

from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from foreword.desk.queries import VIEWS, QueuePage, queue
from foreword.workbench import queries
from foreword.workbench.permissions import librarian

VIEW_NAMES: Final = {
    "open": _("Open"),
    "unclaimed": _("Free"),
    "mine": _("Mine"),
    "answered": _("Answered"),
    "archived": _("Archived"),
}


def queue_of(request: HttpRequest) -> QueuePage:
    asked = request.GET
    return queue(
        librarian(request),
        asked.get("view", "open"),
        topic=asked.get("topic", ""),
        lang=asked.get("lang", ""),
        before=parse_datetime(asked.get("before", "").replace(" ", "+")) if asked.get("before") else None,
    )


def frame(request: HttpRequest, **more: Any) -> dict[str, Any]:
    page = queue_of(request)
    kept = {name: value for name, value in {"view": page.view, **page.filters}.items() if value}
    return {
        "queue": page,
        "view_names": [(name, VIEW_NAMES[name]) for name in VIEWS],
        "kept": urlencode(kept),
        "queue_ticket": queries.queue_ticket(librarian(request)),
        **more,
    }
