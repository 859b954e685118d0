"""Making sound: a text read aloud, a recording taken in."""

import tempfile
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.files.storage import default_storage

from foreword.kernel.clock import now
from foreword.media.actions.working import Beat, about, published
from foreword.media.models import Making, Narration, ProductPage
from foreword.media.renditions.script import script_of
from foreword.media.sound.mastering import take_in
from foreword.media.sound.narrating import narrate
from foreword.media.sound.speakers import speaker


def read(making: Making) -> None:
    """Nothing is done where the same voice has read the same words. Raises Trouble."""
    page = published(making)
    script, who = script_of(page.manuscript), speaker()
    voice = who.check(page.lang)
    if Narration.objects.filter(product=page, script=script.fingerprint, voice=voice, outdated=False).exists():
        return
    with tempfile.TemporaryDirectory(prefix="foreword-sound-") as folder:
        made = narrate(script, who, Path(folder), about(page), Beat(making))
        cues = [(cue.start, cue.end, cue.text) for cue in made.timing.cues]
        said = {"voice": voice, "script": script.fingerprint, "cues": cues, "chapters": made.timing.chapters}
        _keep(page, made.file, length=made.timing.end, **said)


def take_recording_in(making: Making) -> None:
    """Raises Trouble."""
    page, beat = published(making), Beat(making)
    source = Path(making.source.path)
    with tempfile.TemporaryDirectory(prefix="foreword-sound-") as folder:
        # Nobody knows how long it is: the bar walks, and is full at the end.
        file, seconds = take_in(
            source,
            f"audio/{source.suffix[1:]}",
            Path(folder) / "heard",
            about=about(page),
            done=lambda second: beat(min(second / 6, 95)),
        )
        script = script_of(page.manuscript).fingerprint
        _keep(page, file, length=int(seconds * 1000), voice="", script=script, cues=[], chapters=[])


def _keep(page: ProductPage, file: Path, **fields: Any) -> None:
    with file.open("rb") as sound:
        name = default_storage.save(f"spoken/{page.pid}{file.suffix}", File(sound))
    kept = {"file": name, "weight": file.stat().st_size, "outdated": False, "made": now(), **fields}
    Narration.objects.update_or_create(product=page, defaults=kept)
