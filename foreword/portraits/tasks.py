"""The room's jobs."""

from django_tasks import task

from foreword.portraits.actions import place_signal


@task()
def place(pid: str) -> None:
    place_signal(pid=pid)
