"""What a short film says of a product: its beginning, as long as people watch, and where the rest is."""

import hashlib
from typing import Final

from django.utils import translation
from django.utils.translation import gettext as _

from foreword.media.manuscript import Manuscript
from foreword.media.renditions.saying import said
from foreword.media.renditions.script import Line, Script, script_of
from foreword.media.renditions.units import seconds
from foreword.media.sound.trouble import Trouble

MOST_SECONDS: Final = 44
"""Of speech, at a quiet pace; the code that ends it comes on top."""


def story_of(manuscript: Manuscript) -> Script:
    """The last line is said while the code is shown. Raises Trouble for a product without words."""
    *lines, _who = script_of(manuscript).lines or (Line("", ""),)
    if not lines:
        raise Trouble("nothing")
    told: list[Line] = []
    for line in lines:
        if told and seconds(" ".join([*(each.shown for each in told), line.shown])) > MOST_SECONDS:
            break
        told.append(line)
    with translation.override(manuscript.lang):
        end = _("Scan the code to read all of it.")
    return Script(manuscript.lang, (*told, Line(end, said(end, manuscript.lang))))


def fingerprint_of(manuscript: Manuscript) -> str:
    """Of all that is heard and seen in its film. Raises Trouble for a product without words."""
    picture = manuscript.picture.url if manuscript.picture else ""
    seen = [story_of(manuscript).fingerprint, manuscript.title, manuscript.library, manuscript.url, picture]
    return hashlib.sha256("\0".join(seen).encode()).hexdigest()
