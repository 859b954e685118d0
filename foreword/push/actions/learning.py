"""The nightly rebuild: from the log as it may be looked at now to an engine that serves."""

import logging
from pathlib import Path
from typing import Final

import numpy as np
from django.conf import settings
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from foreword.kernel.clock import now
from foreword.push import served
from foreword.push.engine.catalogue import Catalogue
from foreword.push.engine.engine import Engine
from foreword.push.engine.replay import is_worse
from foreword.push.library import Library, day_of, readers_now
from foreword.push.shelf import shelf
from foreword.push.vectors import vectors_of

log: Final = logging.getLogger(__name__)


def forget_refused() -> bool:
    """Forget all that is learned, where somebody that it was learned from does not allow it now; whether so.

    The file holds what each of them used, row by row, and their account keys; so it goes whole.
    """
    refused = not served.learned_from() <= set(readers_now())
    if refused:
        served.forget()
        log.info("Somebody that push learned from does not allow it now: nothing learned serves until the next night.")
    return refused


def learn() -> str:
    """Rebuild the engine; what came of it: "few" (nothing learned serves), "kept" (the old ranker stays), "installed",
    "refused" (somebody said no meanwhile: nothing learned serves).

    The old ranker stays where the new one is surely worse, with sources of today's log. It never stays where somebody
    it learned from no longer allows it: then nothing learned serves until a night that succeeds.
    """
    forget_refused()
    at = now()
    library = Library.read(shelf(), at)
    if len(np.unique(library.log.users)) < served.ENOUGH:
        served.forget()
        return "few"
    with threadpool_limits(1):
        vectors = vectors_of(library.titles, Path(settings.FOREWORD_HOME) / "push" / "vectors.sqlite3")
        catalogue = Catalogue.of(library.titles, vectors)
        serving = served.served_engine() if served.learned_from() <= set(library.readers) else None
        old = serving.learned if serving is not None and is_worse(library.log, catalogue, serving.learned) else None
        served.install(Engine.of(library.log, catalogue, day_of(at), old), library.readers)
    if old is not None:
        log.warning("What push learned tonight is worse than what serves: the ranker stays.")
    # A no that came while it learned found only the old file.
    if forget_refused():
        return "refused"
    return "installed" if old is None else "kept"
