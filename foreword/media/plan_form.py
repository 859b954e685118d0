"""Sending a product to media: where, and when."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foreword.channels.models import ChannelAccount
from foreword.kernel.ids import new_public_id


class WhenForm(forms.Form):
    """Without a time: now. As the browser writes it, in the library's own time."""

    at = forms.DateTimeField(
        required=False,
        label=_("When"),
        help_text=_("Empty: now."),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    @property
    def moment(self) -> datetime | None:
        moment: datetime | None = self.cleaned_data["at"]
        return moment


class PlanForm(WhenForm):
    """`asked` names this form as it was shown: sent twice, it plans once."""

    asked = forms.RegexField(r"^[0-9a-z]{13}$", widget=forms.HiddenInput, initial=new_public_id)
    accounts = forms.ModelMultipleChoiceField(
        ChannelAccount.objects.filter(enabled=True).order_by("name", "pk"),
        to_field_name="pid",
        label=_("Send it to"),
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ("accounts", "at", "asked")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["at"].label = _("When")


class SettleForm(forms.Form):
    address = forms.URLField(max_length=500, required=False, assume_scheme="https", label=_("Its address there"))
