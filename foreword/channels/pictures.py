"""Pictures made anew: what they show stays, what is hidden in them (place, camera, a second file) does not.

The size is read from the head before anything is decoded, so a small file that would fill the memory never does.
"""

import io
import threading
import warnings
from typing import Final

from PIL import Image, ImageOps

MOST_PIXELS: Final = 50_000_000
LONGEST: Final = 4096
"""Pixels of the longer side: a page of a book can be read, a phone's whole resolution is not needed."""
_FORMATS: Final = ("JPEG", "PNG", "WEBP")
_KEPT: Final = ("icc_profile", "transparency")
"""Without these it would look otherwise; Pillow writes nothing else that is not asked for."""
_one_at_a_time: Final = threading.Lock()
"""A decoded picture may take 200 MB."""


class BrokenPicture(ValueError):
    pass


class TooManyPixels(ValueError):
    pass


def clean(content: bytes) -> bytes:
    """The same picture in the same format, upright, without its metadata. Raises BrokenPicture or TooManyPixels."""
    try:
        with _one_at_a_time, warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return _made_anew(content)
    except TooManyPixels:
        raise
    except Image.DecompressionBombError as error:
        raise TooManyPixels from error
    except Exception as error:
        # Decoders of broken files raise nearly anything.
        raise BrokenPicture from error


def _made_anew(content: bytes) -> bytes:
    with Image.open(io.BytesIO(content), formats=_FORMATS) as picture:
        form = str(picture.format)
        if picture.width * picture.height > MOST_PIXELS:
            raise TooManyPixels
        picture.draft("RGB", (LONGEST, LONGEST))
        upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((LONGEST, LONGEST))
    if form == "JPEG" and upright.mode not in {"RGB", "L"}:
        upright = upright.convert("RGB")
    upright.info = {name: upright.info[name] for name in _KEPT if name in upright.info}
    made = io.BytesIO()
    upright.save(made, form, quality=88)
    return made.getvalue()
