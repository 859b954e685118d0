"""The media center's own jobs."""

from django_tasks import task

from foreword.kernel.jobs.schedule import every
from foreword.kernel.writer import write
from foreword.media.actions import carrying, grant_studio, withdraw_what_is_not_public


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


@every(hours=1)
@task()
def end_what_is_over() -> None:
    """A product whose time is up, or that was withdrawn while it was on its way somewhere."""
    withdraw_what_is_not_public()
