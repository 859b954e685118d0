"""The draft as its reviewer edits it, in both languages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foreword.knowledge.queries import DraftPage
from foreword.people.models import Audience, Topic

LANGS = {"en": "en", "zh": "zh-hans"}
SEASONS = [
    ("orientation", _("New students")),
    ("first-assignment", _("First assignment")),
    ("thesis-proposal", _("Thesis proposal")),
    ("thesis-submission", _("Thesis submission")),
    ("exams", _("Examinations")),
    ("grants", _("Grant applications")),
    ("graduation", _("Graduation")),
    ("vacation", _("Vacation")),
]
"""The occasions of the academic year, by the keys that `push` gives its seasons."""


TWO_LINES = forms.Textarea(attrs={"rows": 2})


class DraftForm(forms.Form):
    question_en = forms.CharField(label=_("Question"), max_length=300, required=False, widget=TWO_LINES)
    answer_en = forms.CharField(label=_("Answer"), max_length=50_000, required=False, widget=forms.Textarea)
    wording_en = forms.CharField(label=_("The reader’s own words"), max_length=300, required=False, widget=TWO_LINES)
    question_zh = forms.CharField(label=_("Question"), max_length=300, required=False, widget=TWO_LINES)
    answer_zh = forms.CharField(label=_("Answer"), max_length=50_000, required=False, widget=forms.Textarea)
    wording_zh = forms.CharField(label=_("The reader’s own words"), max_length=300, required=False, widget=TWO_LINES)
    topic = forms.ModelChoiceField(
        label=_("Topic"), queryset=Topic.objects.order_by("order"), required=False, empty_label=_("Not set")
    )
    clc = forms.RegexField(
        label=_("CLC class"),
        regex=r"^[A-Z]{1,2}[0-9.\-/+()\"=:]*$",
        max_length=12,
        required=False,
        error_messages={"invalid": _("A class looks like G252 or TU-023.")},
    )
    audience = forms.MultipleChoiceField(
        label=_("For whom"), choices=Audience.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    seasons = forms.MultipleChoiceField(
        label=_("Time of year"), choices=SEASONS, required=False, widget=forms.CheckboxSelectMultiple
    )

    @classmethod
    def of(cls, page: DraftPage) -> "DraftForm":
        entry = page.entry
        initial: dict[str, Any] = {
            "topic": entry.topic,
            "clc": entry.clc,
            "audience": entry.audience,
            "seasons": entry.seasons,
        }
        for short, lang in LANGS.items():
            text = page.texts.get(lang)
            initial[f"question_{short}"] = text.question if text else ""
            initial[f"answer_{short}"] = text.answer if text else ""
            initial[f"wording_{short}"] = page.wordings.get(lang, "")
        return cls(initial=initial)

    def clean(self) -> dict[str, Any]:
        """At least one language is whole, and none is half."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        halves = [short for short in LANGS if bool(data.get(f"question_{short}")) != bool(data.get(f"answer_{short}"))]
        for short in halves:
            missing = "answer" if data.get(f"question_{short}") else "question"
            self.add_error(f"{missing}_{short}", _("Write this too, or leave both fields of this language empty."))
        if not halves and not any(data.get(f"question_{short}") for short in LANGS):
            self.add_error("question_en", _("Write the question and its answer in at least one language."))
        return data

    def texts(self) -> dict[str, tuple[str, str]]:
        data = self.cleaned_data
        return {lang: (data[f"question_{short}"], data[f"answer_{short}"]) for short, lang in LANGS.items()}

    def wordings(self) -> dict[str, str]:
        return {lang: self.cleaned_data[f"wording_{short}"] for short, lang in LANGS.items()}
