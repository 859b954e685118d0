"""A public question and a reply, as they are written."""

from django import forms
from django.utils.translation import gettext_lazy as _

from foreword.community.actions import LONGEST_TITLE
from foreword.community.text import accepted
from foreword.people.models import Topic


class TextField(forms.CharField):
    """Required, but neither stripped nor limited by Django: `accepted` says what is wrong in a sentence."""

    def __init__(self, *, longest: int = 0, **kwargs: object) -> None:
        self.longest = longest
        super().__init__(strip=False, **kwargs)  # type: ignore[arg-type]

    def clean(self, value: object) -> str:
        text = str(value or "")
        return accepted(text, self.longest) if self.longest else accepted(text)


class AskForm(forms.Form):
    title = TextField(
        label=_("Your question in one line"),
        longest=LONGEST_TITLE,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    text = TextField(label=_("What have you tried, what do you need?"), widget=forms.Textarea(attrs={"rows": 7}))
    topic = forms.ModelChoiceField(
        label=_("Topic"), queryset=Topic.objects.order_by("order"), required=False, empty_label=_("I am not sure")
    )


class ReplyForm(forms.Form):
    text = TextField(label=_("Your reply"), widget=forms.Textarea(attrs={"rows": 5}))
