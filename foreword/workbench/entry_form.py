"""Quick entry: five fields, in the order in which they are known."""

from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from foreword.desk.actions.quick_entry import SPOKEN, Entry
from foreword.desk.models import Kind


class EntryForm(forms.Form):
    medium = forms.ChoiceField(
        choices=[(medium.value, medium.label) for medium in SPOKEN], label=_("How"), widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("What was asked"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off", "autofocus": True}),
    )
    kind = forms.ChoiceField(choices=[("", "—"), *Kind.choices], required=False, label=_("Kind"))
    said = forms.CharField(
        label=_("What was said"),
        required=False,
        max_length=20_000,
        help_text=_("Left empty, the question waits in the queue."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    contact = forms.CharField(
        label=_("Email for the answer"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    key = forms.CharField(max_length=40, widget=forms.HiddenInput)
    heard_at = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def clean_heard_at(self) -> datetime | None:
        """A clock that says nothing readable says nothing."""
        try:
            heard = datetime.fromisoformat(self.cleaned_data["heard_at"])
        except ValueError:
            return None
        return heard if heard.tzinfo else None

    def entry(self, lang: str) -> Entry:
        given = self.cleaned_data
        names = ("medium", "text", "key", "kind", "said", "contact", "heard_at")
        return Entry(lang=lang, **{name: given[name] for name in names})
