"""The workshop: one making after another, whoever asked first. Never two at once, so that readers keep a processor."""

import logging
from collections.abc import Callable
from typing import Any, Final

from django.db import transaction

from foreword.kernel.clock import now
from foreword.media.actions.films import make_film
from foreword.media.actions.sounds import read, take_recording_in
from foreword.media.models import Making
from foreword.media.models.making import SILENT
from foreword.media.sound.trouble import Trouble

logger = logging.getLogger(__name__)


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


DOERS: Final[dict[str, Callable[[Making], None]]] = {
    Making.Kind.READING: read,
    Making.Kind.RECORDING: take_recording_in,
    Making.Kind.FILM: make_film,
}
