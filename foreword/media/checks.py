"""What `foreword doctor` looks at for the media center: the programs that read aloud and make films."""

from django.conf import settings

from foreword.kernel.doctor.findings import Finding, check, note, well
from foreword.media.sound.programs import found
from foreword.media.sound.speakers import speaker
from foreword.media.sound.trouble import Trouble


@check("reading aloud")
def reading_aloud() -> Finding:
    """Nothing else needs these programs, so that their lack is a note."""
    voices, lacking = [], []
    for lang, _name in settings.LANGUAGES:
        try:
            voices.append(speaker().check(lang))
        except Trouble as trouble:
            lacking.append(f"{lang}: {trouble}")
    try:
        found(settings.FOREWORD_FFMPEG)
    except Trouble as trouble:
        lacking.append(str(trouble))
    return note("; ".join(dict.fromkeys(lacking))) if lacking else well(", ".join(voices))
