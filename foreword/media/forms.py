"""The studio's forms for pictures and files, which ask `uploads` first. Named in settings: Wagtail makes them."""

from datetime import date
from typing import Any

from django import forms
from django.core.files.base import File
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from foreword.kernel.clock import today
from foreword.media.models import Posting
from foreword.media.uploads import check_file, made_anew


class PictureForm(BaseImageForm):
    def clean_file(self) -> File[Any]:
        file: File[Any] = self.cleaned_data["file"]
        return made_anew(file) if "file" in self.changed_data else file


class FileForm(BaseDocumentForm):
    def clean_file(self) -> File[Any]:
        file: File[Any] = self.cleaned_data["file"]
        if "file" in self.changed_data:
            check_file(file)
        return file


class PostingForm(forms.ModelForm[Posting]):
    class Meta:
        model = Posting
        fields = ("place", "address", "on")
        widgets = {"on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})}

    address = forms.URLField(
        label=capfirst(Posting._meta.get_field("address").verbose_name),
        max_length=400,
        required=False,
        assume_scheme="https",
    )

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > today():
            raise forms.ValidationError(_("This day is still to come."))
        return on
