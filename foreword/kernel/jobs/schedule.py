"""Work that comes round: a task and how often.

Each slot of time has a key, and the queue takes a key once: so any number of schedulers may run, and a task still
starts once a slot.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django_tasks.base import Task
from django_tasks.utils import get_module_path

from foreword.kernel.clock import now
from foreword.kernel.jobs.queue import add_job

EPOCH = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Scheduled:
    path: str
    interval: timedelta

    def key(self, at: datetime) -> str:
        return f"{self.path}@{(at - EPOCH) // self.interval}"


_scheduled: dict[str, Scheduled] = {}


def every(**interval: float) -> Callable[[Task], Task]:
    """Decorate a task to run every so often: `@every(hours=1)` above `@task()`."""

    def register(task: Task) -> Task:
        path = get_module_path(task.func)
        _scheduled[path] = Scheduled(path, timedelta(**interval))
        return task

    return register


def scheduled() -> list[Scheduled]:
    return list(_scheduled.values())


def enqueue_due(at: datetime | None = None) -> int:
    """Queue each scheduled task whose current slot has not been queued yet; how many were."""
    moment = at or now()
    return sum(add_job(each.path, key=each.key(moment)) is not None for each in scheduled())
