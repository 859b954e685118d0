"""The room's jobs."""

from django_tasks import task

from foreword.portraits import actions


@task()
def place(pid: str) -> None:
    actions.place_signal(pid=pid)


@task()
def place_waiting() -> None:
    actions.place_waiting()
