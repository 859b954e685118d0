"""Adding work, taking it, and giving it back: the queue as a table.

Every change is a conditional UPDATE, so two workers can never both believe that they hold a job.
"""

import random
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from foreword.kernel import wakeups
from foreword.kernel.clock import now
from foreword.kernel.models import Job

LEASE = timedelta(seconds=45)
WAKE = "kernel.jobs"


def add_job(
    task: str,
    *,
    args: list[Any] | None = None,
    kwargs: dict[str, Any] | None = None,
    key: str | None = None,
    run_at: datetime | None = None,
    priority: int = 0,
) -> Job | None:
    """Queue a task by its dotted path, in the caller's transaction. With a `key` that is already there: None."""
    fields = {"task": task, "args": args or [], "kwargs": kwargs or {}, "priority": priority, "run_at": run_at or now()}
    with transaction.atomic():
        if key is None:
            job, fresh = Job.objects.create(**fields), True
        else:
            job, fresh = Job.objects.get_or_create(key=key, defaults=fields)
        if fresh:
            transaction.on_commit(lambda: wakeups.notify(WAKE), robust=True)
    return job if fresh else None


def take_job(worker: str) -> Job | None:
    """Lease the next ready job to `worker`, or None. A job that has used up its attempts is declared dead instead."""
    at = now()
    for job in Job.objects.ready(at).order_by("-priority", "run_at", "pk")[:4]:
        same = Job.objects.filter(pk=job.pk, attempt=job.attempt, lease_until=job.lease_until, done_at=None)
        if job.attempt >= job.max_attempts:
            same.update(dead_at=at, lease_until=None, error=job.error or "The worker died each time.")
        elif same.update(lease_until=at + LEASE, attempt=F("attempt") + 1, worker=worker):
            job.attempt += 1
            job.worker = worker
            return job
    return None


def keep_leases(*workers: str) -> None:
    """Say that these workers are alive: their running jobs stay their own for another lease."""
    running = Job.objects.filter(worker__in=workers, lease_until__isnull=False, done_at=None)
    running.update(lease_until=now() + LEASE)


def finish_job(job: Job, result: Any = None) -> None:
    Job.objects.filter(pk=job.pk, attempt=job.attempt).update(done_at=now(), lease_until=None, error="", result=result)


def fail_job(job: Job, error: str) -> None:
    """Try again later, each time about three times later (1 s, 3 s, 9 s, ... with jitter), or bury it."""
    mine = Job.objects.filter(pk=job.pk, attempt=job.attempt)
    if job.attempt >= job.max_attempts:
        mine.update(dead_at=now(), lease_until=None, error=error)
        return
    delay = min(3 ** (job.attempt - 1), 3600) * random.uniform(0.8, 1.2)  # noqa: S311 - jitter, not a secret
    mine.update(lease_until=None, run_at=now() + timedelta(seconds=delay), error=error)


def revive_job(job: Job) -> None:
    """A person has mended the cause: start again from the first attempt."""
    Job.objects.filter(pk=job.pk).update(dead_at=None, attempt=0, run_at=now(), lease_until=None)
    wakeups.notify(WAKE)
