"""What readers fill in. Length and kind of text are the desk's to judge: it says no in words, and keeps nothing."""

import secrets
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from foreword.desk.models import Survey
from foreword.desk.models.survey import READERS_PART
from foreword.people.models import Topic

SALT = "portal.shown"
MOST_SHOWN = 20


class WrittenField(forms.CharField):
    """Text as it was written. Null bytes and all: whoever takes it in has a better message than the form."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(strip=False, required=False, **kwargs)
        self.validators = []


class TopicChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class AskForm(forms.Form):
    text = WrittenField(
        label=_("Your question"),
        widget=forms.Textarea(attrs={"rows": 6, "class": "large-text", "autocomplete": "off", "required": True}),
    )
    contact = forms.CharField(
        label=_("Email for the answer"),
        required=False,
        max_length=254,
        help_text=_("Only to tell you that there is an answer. Forgotten half a year after the question is closed."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )
    topic = TopicChoice(
        label=_("What is it about?"),
        queryset=Topic.objects.order_by("order"),
        required=False,
        empty_label=_("I am not sure"),
    )
    may_help = forms.BooleanField(
        label=_("My question may help others"),
        required=False,
        help_text=_("A librarian may then write it up for everybody, without anything that says who asked."),
    )
    website = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    about = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    delivery = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)
    key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    search = forms.CharField(required=False, max_length=13, widget=forms.HiddenInput)
    searched = forms.CharField(required=False, max_length=400, widget=forms.HiddenInput)

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Please leave this field empty: only programs fill it in."))
        return ""


class SurveyForm(forms.ModelForm):
    """The reader's part: four things, each of three answers, none left out."""

    class Meta:
        model = Survey
        fields = tuple(READERS_PART)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in READERS_PART.items():
            label = self.fields[name].label
            self.fields[name] = forms.ChoiceField(label=label, choices=choices.choices, widget=forms.RadioSelect)


def new_key() -> str:
    return secrets.token_urlsafe(18)


def sign_shown(refs: list[str]) -> str:
    """What this reader was shown while typing, so that nobody can write down what they were not shown."""
    return signing.dumps(refs[:MOST_SHOWN], salt=SALT, compress=True)


def read_shown(signed: str) -> list[str]:
    try:
        refs = signing.loads(signed, salt=SALT, max_age=60 * 60 * 24)
    except signing.BadSignature:
        return []
    return [str(ref) for ref in refs]
