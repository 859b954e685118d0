"""The radio script: what is read aloud, as it is said. A line is a sentence."""

from typing import Final

from django.utils.translation import gettext_lazy

from foreword.media.manuscript import Manuscript
from foreword.media.renditions.fitting import fit
from foreword.media.renditions.rendition import Measure, Rendition, Words
from foreword.media.renditions.script import script_of
from foreword.media.renditions.units import seconds

MOST_SECONDS: Final = 2400
"""What a speaker of ours reads, and what is listened to at one go."""
TITLE: Final = 120


def radio(manuscript: Manuscript) -> Rendition:
    script = script_of(manuscript)
    notes: tuple[Words, ...] = () if script.lines else (gettext_lazy("There is nothing in it that can be said."),)
    measures = (Measure(gettext_lazy("seconds of speech"), seconds(script.shown), MOST_SECONDS),)
    return Rendition("radio", fit(manuscript.title, TITLE, len), script.said, measures=measures, notes=notes)
