"""The forms of the page of reach."""

from django import forms
from django.utils.translation import gettext_lazy as _

from foreword.media.models import Placement

SPANS = {7: _("Seven days"), 30: _("Thirty days"), 365: _("A year")}
USUAL = 30


class PlacementForm(forms.ModelForm):
    class Meta:
        model = Placement
        fields = ("medium", "name")
        help_texts = {"name": _("As colleagues call it: at the south gate.")}


def span_of(asked: str) -> int:
    return int(asked) if asked.isdecimal() and len(asked) < 4 and int(asked) in SPANS else USUAL
