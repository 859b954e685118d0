"""The desk's forms. What they say about a value is the desk room's own rule; here only the shape is checked."""

from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from foreword.desk.models import OPEN_STAGES, Kind, Question, Read, ReplyTemplate, Survey
from foreword.desk.models.survey import LIBRARIANS_PART
from foreword.desk.queries import Hints
from foreword.people.models import Topic

MOST_IN_THE_WORLD: Final = 2_000_000_000


class AnalysisForm(forms.Form):
    """Topic analysis: what stands, or else what the model holds likely, for the librarian to keep or to correct."""

    topic = forms.ModelChoiceField(Topic.objects.order_by("order"), required=False, label=_("Topic"))
    clc = forms.CharField(max_length=12, required=False, label=_("CLC class"))
    read = forms.TypedChoiceField(
        choices=[("", "—"), *Read.choices], coerce=int, empty_value=None, required=False, label=_("READ level")
    )
    kind = forms.ChoiceField(choices=[("", "—"), *Kind.choices], required=False, label=_("Kind"))
    urgent = forms.TypedChoiceField(
        choices=[("", "—"), ("no", _("Can wait as usual")), ("yes", _("Urgent"))],
        coerce=lambda value: value == "yes",
        empty_value=None,
        required=False,
        label=_("Urgency"),
    )

    @classmethod
    def of(cls, question: Question, hints: Hints) -> "AnalysisForm":
        standing = {
            "topic": question.topic_id,
            "clc": question.clc,
            "read": question.read,
            "kind": question.kind,
            "urgent": {None: None, True: "yes", False: "no"}[question.urgent],
        }
        guessed = {name: getattr(hints, name) for name in standing}
        filled = {name: hint.value for name, hint in guessed.items() if hint and hint.prefilled}
        return cls(initial={name: value or filled.get(name) for name, value in standing.items()}, auto_id="analysis-%s")


class SearchRunForm(forms.Form):
    """A search made in another database, noted by hand."""

    database = forms.CharField(max_length=80, label=_("Database"))
    query = forms.CharField(max_length=2000, label=_("Query"))
    limits = forms.CharField(max_length=300, required=False, label=_("Limits, such as years or language"))
    hits = forms.IntegerField(min_value=0, max_value=MOST_IN_THE_WORLD, required=False, label=_("Hits"))
    url = forms.URLField(max_length=500, required=False, assume_scheme="https", label=_("Link to run it again"))
    picked = forms.CharField(
        max_length=4000,
        required=False,
        label=_("Worth reading, one citation a line"),
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id="search-%s")
        self.fields["query"].widget.attrs["spellcheck"] = "false"


class HitsForm(forms.Form):
    """What a search elsewhere gives now."""

    hits = forms.IntegerField(min_value=0, max_value=MOST_IN_THE_WORLD)


class TemplateForm(forms.Form):
    """A reply template; with a stage or a tag, a macro."""

    name = forms.CharField(max_length=80, label=_("Name"))
    text_en = forms.CharField(max_length=4000, label=_("Text in English"), widget=forms.Textarea({"rows": 6}))
    text_zh = forms.CharField(max_length=4000, label=_("Text in Chinese"), widget=forms.Textarea({"rows": 6}))
    stage = forms.ChoiceField(
        choices=[("", "—"), *((stage.value, stage.label) for stage in OPEN_STAGES)],
        required=False,
        label=_("Then move to"),
    )
    tag = forms.CharField(max_length=40, required=False, label=_("Then tag as"))

    @classmethod
    def of(cls, template: ReplyTemplate | None) -> "TemplateForm":
        names = ("name", "text_en", "text_zh", "stage", "tag")
        return cls(initial={name: getattr(template, name) for name in names} if template else None)


class SurveyForm(forms.ModelForm):
    """The librarian's part: three things, none left out."""

    class Meta:
        model = Survey
        fields = tuple(LIBRARIANS_PART)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = True
