"""The forms of the pages of screens."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from foreword.kernel.clock import today
from foreword.media.models import Screen
from foreword.media.queries.screens import products_to_show


class NewScreenForm(forms.Form):
    name = forms.CharField(
        label=_("Which screen"), max_length=80, help_text=_("As colleagues call it: beside the lift.")
    )
    place = forms.CharField(
        label=_("Which building"), max_length=80, help_text=_("Screens of one place can be filled together.")
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if Screen.objects.up().filter(name=given.get("name"), place=given.get("place")).exists():
            self.add_error("name", _t("There is such a screen already."))
        return given


class ScreenForm(forms.ModelForm):
    class Meta:
        model = Screen
        fields = ("name", "place", "line_en", "line_zh")
        help_texts = {"line_en": _("Beside the opening hours, at the foot of the screen.")}


class SlotForm(forms.Form):
    product = forms.ChoiceField(label=_("Product"))
    begins = forms.TimeField(label=_("From this hour"), required=False, widget=forms.TimeInput(attrs={"type": "time"}))
    ends = forms.TimeField(label=_("To this hour"), required=False, widget=forms.TimeInput(attrs={"type": "time"}))
    last = forms.DateField(label=_("Last day"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    everywhere = forms.BooleanField(label=_("On every screen of this place"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["product"].choices = products_to_show()  # type: ignore[attr-defined]

    def clean_product(self) -> UUID:
        return UUID(self.cleaned_data["product"])

    def clean_last(self) -> Any:
        last = self.cleaned_data["last"]
        if last and last < today():
            raise forms.ValidationError(_t("This day is over."))
        return last

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if bool(given.get("begins")) != bool(given.get("ends")) and not self.errors:
            self.add_error("ends", _t("Give both hours, or neither."))
        return given
