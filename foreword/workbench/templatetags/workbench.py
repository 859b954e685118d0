"""Small words of the desk's pages."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import template
from django.utils.translation import gettext as _

from foreword.kernel.clock import now

register = template.Library()


@register.filter
def item(mapping: Mapping[str, Any], key: str) -> Any:
    return mapping[key]


@register.filter
def age(since: datetime) -> str:
    """How long ago, as short as it can be said: 12 min, 3 h, 2 d."""
    minutes = max(0, int((now() - since).total_seconds() // 60))
    if minutes < 60:
        return _("%(n)d min") % {"n": minutes}
    if minutes < 48 * 60:
        return _("%(n)d h") % {"n": minutes // 60}
    return _("%(n)d d") % {"n": minutes // (24 * 60)}
