from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from foreword.desk.models import Tier
from foreword.insight.queries.breakdowns import BREAKDOWNS
from foreword.insight.queries.service import Asked
from foreword.kernel.clock import today

EARLIEST: Final = date(1970, 1, 1)
LATEST: Final = date(2999, 12, 31)
"""Beyond these no library counts, and a day in another zone might be no day at all."""


class Day(forms.DateInput):
    """A browser's own calendar. It understands ISO dates only, whatever the language of the page."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class Period(forms.Form):
    """A span of days. Left empty it is the last thirty; the wrong way round it is turned."""

    since = forms.DateField(label=_("From"), required=False, widget=Day())
    until = forms.DateField(label=_("Until"), required=False, widget=Day())

    def span(self) -> tuple[date, date]:
        self.is_valid()
        given: dict[str, Any] = getattr(self, "cleaned_data", {})
        until = _within(given.get("until") or today())
        since = _within(given.get("since") or until - timedelta(days=29))
        return min(since, until), max(since, until)


def _within(day: date) -> date:
    return min(max(day, EARLIEST), LATEST)


class ServicePeriod(Period):
    """Which questions the figures are of, and by what they are broken down. What is not known is left out."""

    queue = forms.ChoiceField(label=_("Queue"), required=False, choices=[("", _("All queues")), *Tier.choices])
    by = forms.ChoiceField(required=False, choices=[(key, each.name) for key, each in BREAKDOWNS.items()])

    def asked(self) -> Asked:
        since, until = self.span()
        return Asked(since, until, getattr(self, "cleaned_data", {}).get("queue", ""))

    def breakdown(self) -> str:
        self.is_valid()
        return getattr(self, "cleaned_data", {}).get("by") or next(iter(BREAKDOWNS))
