"""What the living page of the kit shows: pieces with plausible words, from no database."""

import re
from dataclasses import dataclass
from pathlib import Path

from django import forms
from django.contrib.staticfiles import finders
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class SampleAnswer:
    key: str
    url: str
    title: str | Promise
    summary: str | Promise
    minutes: int
    why: str | Promise


@dataclass(frozen=True)
class SampleStep:
    label: str | Promise
    state: str
    note: str | Promise = ""


class SampleForm(forms.Form):
    mail = forms.EmailField(label=_("Your email"), help_text=_("Only to tell you that there is an answer."))
    text = forms.CharField(label=_("Your question"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    may_help = forms.BooleanField(label=_("My question may help others"), required=False)


def sample_answer() -> SampleAnswer:
    return SampleAnswer(
        key="sample",
        url="#main",
        title=_("How to write a literature review that a committee will not send back"),
        summary=_("Start from three recent reviews, not from a keyword: one good paper becomes a map of the field."),
        minutes=6,
        why=_("You opened two pages on citing sources this week."),
    )


def sample_steps() -> list[SampleStep]:
    return [
        SampleStep(_("Received"), "done"),
        SampleStep(_("Accepted"), "done"),
        SampleStep(_("Being searched"), "now", _("expected this evening")),
        SampleStep(_("Answered"), "todo"),
    ]


def sample_form() -> SampleForm:
    form = SampleForm({"mail": "mei@", "text": ""})
    form.is_valid()
    return form


def icon_names() -> list[str]:
    """Every sign of the sprite, as it is."""
    found = finders.find("kernel/icons.svg")
    return re.findall(r'<symbol id="([a-z0-9-]+)"', Path(str(found)).read_text()) if found else []
