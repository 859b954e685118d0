"""What the desk's pages have in common: the queue beside them, asked for by the same words in the address."""

from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware
from django.utils.translation import pgettext_lazy

from foreword.desk.feed import current_number
from foreword.desk.queries import VIEWS, QueuePage, queue
from foreword.desk.queries.chats import at_the_desk, waiting_chats
from foreword.desk.queries.filters import wanted_of
from foreword.desk.queries.reviews import reviews_to_do
from foreword.desk.queries.surveys import surveys_to_do
from foreword.workbench import queries
from foreword.workbench.choices import choices
from foreword.workbench.permissions import librarian

VIEW_NAMES: Final = {
    "open": pgettext_lazy("queue", "Open"),
    "forme": pgettext_lazy("queue", "For me"),
    "unclaimed": pgettext_lazy("queue", "Free"),
    "mine": pgettext_lazy("queue", "Mine"),
    "asked": pgettext_lazy("queue", "Asked of me"),
    "answered": pgettext_lazy("queue", "Answered"),
    "archived": pgettext_lazy("queue", "Archived"),
}


def queue_of(request: HttpRequest) -> QueuePage:
    asked = request.GET
    return queue(
        librarian(request),
        asked.get("view", "open"),
        wanted=wanted_of(asked),
        before=_moment(asked.get("before", "")),
    )


def _moment(text: str) -> datetime | None:
    """A moment as the queue wrote it into the address; None for anything else."""
    try:
        moment = parse_datetime(text.replace(" ", "+"))
    except ValueError:
        return None
    return moment if moment and is_aware(moment) else None


def frame(request: HttpRequest, **more: Any) -> dict[str, Any]:
    number = current_number()  # before the list: what changes in between is news
    page = queue_of(request)
    kept = {name: value for name, value in {"view": page.view, **page.filters}.items() if value}
    return {
        "queue": page,
        "colleagues_here": at_the_desk(librarian(request)),
        "chats": waiting_chats(librarian(request)),
        "choices": choices(librarian(request), page),
        "view_names": [(name, VIEW_NAMES[name]) for name in VIEWS],
        "kept": urlencode(kept),
        "queue_number": number,
        "reviews_to_do": reviews_to_do(librarian(request)),
        "surveys_to_do": len(surveys_to_do(librarian(request))),
        "queue_ticket": queries.queue_ticket(librarian(request)),
        **more,
    }
