"""Small words of the desk's pages."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django import template
from django.utils.translation import gettext as _

from foreword.desk.hours.spans import write_day
from foreword.desk.queries.queues import MOST_COUNTED
from foreword.kernel.clock import now
from foreword.workbench.queries import KINDS

register = template.Library()

MEDIUM_ICONS: Final = {
    "mail": "mail",
    "phone": "phone",
    "desk": "map-pin",
    "chat": "message-circle",
    "wechat": "message-circle",
    "weibo": "message-circle",
    "board": "newspaper",
}


@register.filter
def count_of(counts: Mapping[str, int], view: str) -> str:
    """A view's number, or "999+" where nobody counted on."""
    return f"{MOST_COUNTED - 1}+" if counts[view] >= MOST_COUNTED else str(counts[view])


@register.filter
def medium_icon(medium: str) -> str:
    """The name in the sprite, for lists where a component for each line would cost more than the rest of the page."""
    return MEDIUM_ICONS.get(medium, "globe")


@register.filter
def age(since: datetime) -> str:
    """How long ago, as short as it can be said: 12 min, 3 h, 2 d."""
    minutes = max(0, int((now() - since).total_seconds() // 60))
    if minutes < 60:
        return _("%(n)d min") % {"n": minutes}
    if minutes < 48 * 60:
        return _("%(n)d h") % {"n": minutes // 60}
    return _("%(n)d d") % {"n": minutes // (24 * 60)}


@register.filter
def spans(day: list[list[int]]) -> str:
    """A day's opening as it is written."""
    return write_day((start, end) for start, end in day)


@register.filter
def kind_label(kind: str) -> str:
    """What a kind of source is called at the desk."""
    return str(KINDS.get(kind, kind))
