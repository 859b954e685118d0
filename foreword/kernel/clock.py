"""The clock: the one place that asks for the time, so that the demo and the tests can move it."""

from datetime import date, datetime, timedelta

from django.utils import timezone


def now() -> datetime:
    return timezone.now()


def today() -> date:
    return timezone.localdate()


def ago(**kwargs: float) -> datetime:
    return now() - timedelta(**kwargs)
