"""What readers write to each other, taken in: text that an eye can see, not too long, and no file by mistake."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LONGEST = 20_000
_INVISIBLE = re.compile(r"[\s\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad\ufe0f]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
_FEW = 3


def accepted(text: str, longest: int = LONGEST) -> str:
    """The text as it will be stored. Raises ValidationError with a sentence for whoever wrote it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    stray = len(_CONTROL.findall(text)) + text.count("\ufffd")
    if "\x00" in text or stray > max(_FEW, len(text) // 50):
        raise ValidationError(_("That looks like a file rather than text. Please copy the words themselves."))
    text = _CONTROL.sub("", text).strip()
    if not _INVISIBLE.sub("", text):
        raise ValidationError(_("Please write something first."))
    if len(text) > longest:
        raise ValidationError(
            _("That is more than %(most)s characters. Please shorten it."), params={"most": f"{longest:,}"}
        )
    return text
