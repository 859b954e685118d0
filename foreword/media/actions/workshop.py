"""The workshop: one making after another, whoever asked first. Never two at once, so that readers keep a processor."""

import logging
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction

from foreword.kernel.clock import now
from foreword.media.models import Making, Narration, ProductPage
from foreword.media.models.making import SILENT
from foreword.media.renditions.script import script_of
from foreword.media.sound.mastering import take_in
from foreword.media.sound.narrating import narrate
from foreword.media.sound.speakers import speaker
from foreword.media.sound.trouble import Trouble

logger = logging.getLogger(__name__)

LONGEST: Final = 1800
"""Seconds for one making, all in all."""


def make_next() -> float | None:
    """Do one; in how many seconds to come again, None where nothing is left to do."""
    making = _claim()
    if making is None:
        return SILENT.total_seconds() if Making.objects.open().exists() else None
    try:
        DOERS[making.kind](making)
        _finish(making, Making.State.DONE)
    except Trouble as trouble:
        _finish(making, Making.State.FAILED, trouble=trouble.code, detail=trouble.detail)
    except Exception:
        logger.exception("a making failed: %s", making)
        _finish(making, Making.State.FAILED, trouble="broken")
    return 0 if Making.objects.open().exists() else None


@transaction.atomic
def _claim() -> Making | None:
    if Making.objects.alive().exists():
        return None
    making = Making.objects.to_do().select_related("product").first()
    if making is None:
        return None
    same = Making.objects.filter(pk=making.pk, state=making.state, beat=making.beat)
    return making if same.update(state=Making.State.RUNNING, beat=now(), progress=0) else None


def _finish(making: Making, state: Making.State, **fields: Any) -> None:
    """What was cancelled meanwhile stays cancelled."""
    progress = {"progress": 100} if state == Making.State.DONE else {}
    Making.objects.open().filter(pk=making.pk).update(state=state, **progress, **fields)
    if making.source:
        making.source.delete(save=False)


class Beat:
    """A sign of life at most once a second. Raises Trouble where the work is cancelled, or takes too long."""

    def __init__(self, making: Making) -> None:
        self._making, self._began, self._last = making, time.monotonic(), 0.0

    def __call__(self, percent: float) -> None:
        at = time.monotonic()
        if at - self._began > LONGEST:
            raise Trouble("slow", program="Foreword")
        if at - self._last < 1:
            return
        self._last = at
        mine = Making.objects.filter(pk=self._making.pk, state=Making.State.RUNNING)
        if not mine.update(progress=min(99, int(percent)), beat=now()):
            raise Trouble("cancelled")


def _read(making: Making) -> None:
    """Nothing is done where the same voice has read the same words."""
    page = _published(making)
    script, who = script_of(page.manuscript), speaker()
    voice = who.check(page.lang)
    if Narration.objects.filter(product=page, script=script.fingerprint, voice=voice, outdated=False).exists():
        return
    with tempfile.TemporaryDirectory(prefix="foreword-sound-") as folder:
        made = narrate(script, who, Path(folder), _about(page), Beat(making))
        timing = made.timing
        cues = [(cue.start, cue.end, cue.text) for cue in timing.cues]
        _keep(
            page, made.file, length=timing.end, voice=voice, script=script.fingerprint, cues=cues,
            chapters=timing.chapters,
        )  # fmt: skip


def _take_in(making: Making) -> None:
    page, beat = _published(making), Beat(making)
    source = Path(making.source.path)
    with tempfile.TemporaryDirectory(prefix="foreword-sound-") as folder:
        kind = f"audio/{source.suffix[1:]}"
        heard = Path(folder) / "heard"
        file, seconds = take_in(source, kind, heard, about=_about(page), done=lambda second: beat(min(second / 6, 95)))
        script = script_of(page.manuscript).fingerprint
        _keep(page, file, length=int(seconds * 1000), voice="", script=script, cues=[], chapters=[])


DOERS: Final[dict[str, Callable[[Making], None]]] = {Making.Kind.READING: _read, Making.Kind.RECORDING: _take_in}


def _published(making: Making) -> ProductPage:
    """As it stands now, not as it stood when it was asked for."""
    page = ProductPage.objects.filter(pk=making.product_id, live=True).select_related("locale", "topic").first()
    if page is None:
        raise Trouble("gone")
    return page


def _about(page: ProductPage) -> dict[str, str]:
    names = settings.FOREWORD_LIBRARY_NAME
    return {"title": page.title, "artist": names.get(page.lang, names["en"]), "language": page.lang[:2]}


def _keep(page: ProductPage, file: Path, **fields: Any) -> None:
    with file.open("rb") as sound:
        name = default_storage.save(f"spoken/{page.pid}{file.suffix}", File(sound))
    kept = {"file": name, "weight": file.stat().st_size, "outdated": False, "made": now(), **fields}
    with transaction.atomic():
        Narration.objects.update_or_create(product=page, defaults=kept)
