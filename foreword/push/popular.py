"""What many readers opened or found useful lately. Counts of readers, never of whom."""

from typing import Final

from django.db.models import Count

from foreword.kernel.clock import ago
from foreword.portraits.models import Signal, SignalKind
from foreword.push.shelf import MOST, Key

WEEK: Final = 7
AT_LEAST: Final = 10
"""Fewer readers than this are not "many", and would say something about the few (trust.md P16)."""
KINDS = (SignalKind.OPENED, SignalKind.FOUND_USEFUL, SignalKind.ANSWERED)


def popular_items() -> dict[Key, float]:
    """The items most opened this week, each with its share of the first."""
    opened = Signal.objects.filter(kind__in=KINDS, at__gt=ago(days=WEEK)).exclude(item="")
    rows = opened.values("item").annotate(readers=Count("person", distinct=True)).filter(readers__gte=AT_LEAST)
    counted = list(rows.order_by("-readers", "item")[:MOST])
    most = counted[0]["readers"] if counted else 1
    return {_key(row["item"]): row["readers"] / most for row in counted}


def _key(item: str) -> Key:
    kind, _, key = item.partition(":")
    return kind, key
