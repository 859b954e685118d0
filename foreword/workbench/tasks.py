"""The room's own jobs."""

from django_tasks import task

from foreword.kernel.jobs.schedule import every
from foreword.workbench import board


@every(hours=1)
@task()
def bring_waiting_posts() -> None:
    board.bring_waiting()
