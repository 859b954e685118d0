"""How we may reach you, as its reader fills it in."""

from datetime import time
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from foreword.push.budget import A_WEEK
from foreword.push.models import Digest, Reach
from foreword.push.models.reach import NOTICES


class ReachForm(forms.ModelForm):
    mail = forms.ChoiceField(label=_("By mail"), choices=Digest.choices, required=False, widget=forms.RadioSelect)
    a_week = forms.TypedChoiceField(label=_("Notices in a week"), choices=NOTICES, coerce=int, required=False)

    class Meta:
        model = Reach
        fields = ("mail", "a_week", "quiet_from", "quiet_until")
        widgets: ClassVar = {
            "quiet_from": forms.TimeInput({"type": "time"}, format="%H:%M"),
            "quiet_until": forms.TimeInput({"type": "time"}, format="%H:%M"),
        }

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if bool(given.get("quiet_from")) != bool(given.get("quiet_until")) and not self.errors:
            self.add_error("quiet_until", _("Both hours are needed, or neither."))
        return given

    def clean_a_week(self) -> int:
        """Where no browser is told, the page does not ask."""
        return int(self.cleaned_data["a_week"] or A_WEEK)

    @property
    def quiet(self) -> tuple[time, time] | None:
        start, end = self.cleaned_data["quiet_from"], self.cleaned_data["quiet_until"]
        return (start, end) if start and end else None
