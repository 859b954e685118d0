"""The media center's own jobs."""

import logging

from django.conf import settings
from django_tasks import task

from foreword.kernel.jobs.schedule import every
from foreword.kernel.writer import write
from foreword.media.actions import (
    call_the_workshop,
    carrying,
    forget_unnamed_files,
    grant_studio,
    keep_to_the_schedule,
    make_next,
    withdraw_what_is_not_public,
)
from foreword.media.actions.alerts import CannotWarn, take_from_campus
from foreword.media.adapters.campus_alerts import NoAnswer, campus_alerts

logger = logging.getLogger(__name__)


@every(hours=1)
@task()
def follow_roles() -> None:
    """Whoever became an editor gets the studio; whoever no longer is one loses it."""
    grant_studio()


@task()
def carry_out(pid: str, turn: int) -> None:
    """One step of one publication. The medium is spoken to while nothing is locked."""
    going = write(lambda: carrying.take_up(pid, turn))
    if going is None:
        return
    result, mark = carrying.perform(going)
    write(lambda: carrying.note_result(going, result, mark))


@every(minutes=1)
@task()
def publish_what_is_due() -> None:
    keep_to_the_schedule()


@every(hours=1)
@task()
def end_what_is_over() -> None:
    """A product whose time is up, or that was withdrawn while it was on its way somewhere."""
    withdraw_what_is_not_public()


@every(minutes=1)
@task()
def ask_the_campus() -> None:
    """What the campus warns of goes to every screen. Without an answer, what is known stays in force."""
    if not settings.FOREWORD_CAP_URL:
        return
    try:
        heard = campus_alerts(settings.FOREWORD_CAP_URL)
    except NoAnswer as reason:
        logger.warning("the campus gave no warnings: %s", reason)
        return
    for alert in heard:
        try:
            take_from_campus(said=alert)
        except CannotWarn as reason:
            logger.warning("a warning of the campus was not taken: %s", reason)


@task()
def work() -> None:
    """One sound or film, then the next in a job of its own."""
    again = make_next()
    if again is not None:
        call_the_workshop(seconds=again)


@every(hours=24)
@task()
def sweep_files() -> None:
    forget_unnamed_files()
