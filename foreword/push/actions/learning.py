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
from foreword.push.engine.learned import Learned
from foreword.push.engine.log import Log
from foreword.push.engine.replay import is_due, is_worse
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

    The old ranker stays, with sources of today's log, for a week, and after it as long as the new one is surely worse
    on the week that neither has seen. It never stays where somebody it learned from no longer allows it: then nothing
    learned serves until a night that succeeds.
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
        old = serving.learned if serving is not None and _stays(serving.learned, library.log, catalogue) else None
        served.install(Engine.of(library.log, catalogue, day_of(at), old), library.readers)
    # A no that came while it learned found only the old file.
    if forget_refused():
        return "refused"
    return "installed" if old is None else "kept"


def _stays(serving: Learned, uses: Log, catalogue: Catalogue) -> bool:
    if not is_due(uses, serving):
        return True
    worse = is_worse(uses, catalogue, serving)
    if worse:
        log.warning("What push learned this week is worse than what serves: the ranker stays.")
    return worse
