"""The studio's forms for pictures and files, which ask `uploads` first. Named in settings: Wagtail makes them."""

from typing import Any

from django.core.files.base import File
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

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
