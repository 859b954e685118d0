from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foreword.kernel.clock import today


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
        given: dict[str, Any] = self.cleaned_data if self.is_valid() else {}
        until = given.get("until") or today()
        since = given.get("since") or until - timedelta(days=29)
        return min(since, until), max(since, until)
