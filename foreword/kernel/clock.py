"""The clock: the one place that asks for the time, so that a replay and the tests can move it."""

from datetime import date, datetime, timedelta

from django.utils import timezone

_ahead = timedelta(0)


def now() -> datetime:
    return timezone.now() + _ahead


def today() -> date:
    return timezone.localdate(now())


def ago(**kwargs: float) -> datetime:
    return now() - timedelta(**kwargs)


def set_to(moment: datetime | None) -> None:
    """Let it be `moment` now for this process, and time go on from there; None: as it is. For replays, nothing else."""
    global _ahead  # noqa: PLW0603 - one process, one clock
    _ahead = moment - timezone.now() if moment else timedelta(0)
