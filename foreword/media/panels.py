"""The editor's form: what stands where, and words instead of raw JSON."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.pages import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Page

from foreword.people.models import Audience


class WordsField(forms.CharField):
    """A list of words in one line, by commas of either kind."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        if isinstance(value, list):
            return value
        return [word.strip() for word in str(value or "").replace("，", ",").split(",") if word.strip()]


class ProductForm(WagtailAdminPageForm):
    audience = forms.MultipleChoiceField(
        label=_("audience"), choices=Audience.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    subjects = WordsField(label=_("subjects"), required=False, help_text=_("Free words, with commas between them."))
    seasons = WordsField(label=_("seasons"), required=False, help_text=_("Keys of seasons, with commas between them."))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        since, until = cleaned.get("valid_from"), cleaned.get("valid_until")
        if since and until and until < since:
            self.add_error("valid_until", _("This is before the day from which it is valid."))
        return cleaned

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 - Django's face
        """A new product begins as a draft, even where "publish" was pressed: publishing is a step of its own."""
        if self.instance.pk is None:
            self.instance.live = False
        return super().save(commit=commit)


CONTENT_PANELS: Final = [
    *Page.content_panels,
    FieldPanel("summary"),
    FieldRowPanel([FieldPanel("kind"), FieldPanel("level"), FieldPanel("minutes")]),
    FieldPanel("content"),
    MultiFieldPanel(
        [
            InlinePanel("sources", label=_("Source")),
            FieldPanel("method"),
            FieldPanel("searched_on"),
        ],
        heading=_("What it stands on"),
    ),
]
PROMOTE_PANELS: Final = [
    MultiFieldPanel(
        [FieldPanel("audience"), FieldPanel("topic"), FieldPanel("clc"), FieldPanel("subjects"), FieldPanel("seasons")],
        heading=_("For whom, and what about"),
    ),
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")]), FieldPanel("review_by")],
        heading=_("How long it stands"),
    ),
    MultiFieldPanel([FieldPanel("slug"), FieldPanel("search_description")], heading=_("Address")),
]
