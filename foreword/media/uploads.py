"""What may be put into the studio, by its own bytes and never by its name.

Pictures are made anew: no place, no camera, no second file behind the first. Recordings and documents stay as they are,
so what cannot be trusted as it is (scripts, macros, an unknown kind, a name that lies) is refused in words.
"""

from pathlib import PurePath
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db.models.signals import pre_save
from django.utils.translation import gettext as _
from wagtail.documents.models import Document
from wagtail.images.models import Image

from foreword.channels.pictures import BrokenPicture, TooManyPixels, clean
from foreword.channels.sniffing import PICTURES, sniff, tells_place
from foreword.media.recordings import HEAD, sniff_recording

ENDINGS: Final = {
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    "image/webp": (".webp",),
    "audio/mpeg": (".mp3",),
    "audio/ogg": (".ogg", ".oga", ".opus"),
    "audio/wav": (".wav",),
    "audio/mp4": (".m4a", ".mp4"),
    "video/mp4": (".mp4", ".m4v"),
    "video/webm": (".webm",),
    "application/pdf": (".pdf",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (".docx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": (".xlsx",),
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": (".pptx",),
    "application/vnd.oasis.opendocument.text": (".odt",),
    "application/vnd.oasis.opendocument.spreadsheet": (".ods",),
    "application/vnd.oasis.opendocument.presentation": (".odp",),
    "text/plain": (".txt", ".csv", ".srt", ".bib", ".ris"),
}
KINDS: Final = {ending: kind for kind, endings in reversed(ENDINGS.items()) for ending in endings}


class MadeAnew(ContentFile[bytes]):
    """A picture that has been through here."""


def made_anew(file: File[Any]) -> MadeAnew:
    """Raises ValidationError, in words for whoever sent it."""
    if isinstance(file, MadeAnew):
        return file
    content = _whole(file)
    kind = sniff(content)
    if kind not in PICTURES:
        raise ValidationError(_("This is not a picture that can be shown here. Send a JPEG, PNG or WebP."))
    try:
        made = MadeAnew(clean(content))
    except TooManyPixels:
        raise ValidationError(_("This picture has more than 50 million points. Send a smaller copy.")) from None
    except BrokenPicture:
        raise ValidationError(_("This picture cannot be read. Save it again, and send that.")) from None
    made.name = f"{PurePath(file.name or 'picture').stem}{ENDINGS[kind][0]}"
    return made


def check_file(file: File[Any]) -> None:
    """Raises ValidationError, in words for whoever sent it."""
    file.seek(0)
    kind = sniff_recording(file.read(HEAD))
    if kind and tells_place(file.chunks()):
        raise ValidationError(_("This recording tells where it was made. Save a copy without the place."))
    if not kind:
        kind = sniff(_whole(file))
    file.seek(0)
    if kind in PICTURES:
        raise ValidationError(_("This is a picture. Put it among the pictures."))
    if not kind:
        raise ValidationError(
            _("Files of this kind are not handed out: send a PDF, an office file, text, audio or video.")
        )
    if PurePath(file.name or "").suffix.lower() not in ENDINGS[kind]:
        raise ValidationError(
            _("The name of this file does not fit what is in it. It should end in %(ending)s.")
            % {"ending": ENDINGS[kind][0]}
        )


def _whole(file: File[Any]) -> bytes:
    file.seek(0)
    content: bytes = file.read()
    file.seek(0)
    return content


def guard() -> None:
    """Every way into the studio leads through here: Wagtail keeps some files aside until their title is mended."""
    pre_save.connect(_guard_picture, sender=Image, dispatch_uid="media.picture")
    pre_save.connect(_guard_file, sender=Document, dispatch_uid="media.file")


def _guard_picture(instance: Image, **_kwargs: Any) -> None:
    if _is_new(instance.file) and not isinstance(instance.file.file, MadeAnew):
        instance.file = made_anew(instance.file.file)
        instance._set_image_file_metadata()  # noqa: SLF001 - Wagtail's forms do the same


def _guard_file(instance: Document, **_kwargs: Any) -> None:
    if _is_new(instance.file):
        check_file(instance.file.file)


def _is_new(file: Any) -> bool:
    return bool(file) and not file._committed  # noqa: SLF001 - the only place where Django says so
