"""A film and all that is needed to put it somewhere by hand: its cover, captions, the words for each place."""

import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from django.utils.translation import gettext as _

from foreword.media.film.posting import LIMITS, words_for
from foreword.media.manuscript import Manuscript
from foreword.media.sound.captions import subrip
from foreword.media.sound.tape import Cue


def write_pack(
    into: IO[bytes], manuscript: Manuscript, tags: Sequence[str], *, film: Path, cover: Path, cues: list[Cue]
) -> None:
    """The words for each place are in the product's language, the checklist in that of whoever asks."""
    with zipfile.ZipFile(into, "w") as pack:
        pack.write(film, "film.mp4")
        pack.write(cover, "cover.jpg")
        pack.writestr("captions.srt", subrip(cues))
        for place in LIMITS:
            pack.writestr(f"{place}.txt", words_for(place, manuscript, tags).whole)
        pack.writestr("checklist.txt", checklist())


def checklist() -> str:
    steps = [
        _("Watch the film once, with sound."),
        _("Upload film.mp4 from the library’s own account, and cover.jpg as its cover."),
        _("Copy the words for that place from its text file. Choose the topics there if it offers them."),
        _("Say that the voice is a machine’s, where the place asks about it."),
        _("Upload captions.srt where the place takes captions; they are in the picture too."),
        _("Afterwards note the address of the post in Foreword, so that it can be corrected and taken down."),
    ]
    return "".join(f"[ ] {step}\n" for step in steps)
