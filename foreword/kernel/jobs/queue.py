"""Adding work, taking it, and giving it back: the queue as a table.

Every change is a conditional UPDATE, so two workers can never both believe that they hold a job.
"""

import random
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Min

from foreword.kernel import wakeups
from foreword.kernel.clock import now
from foreword.kernel.models import Job

LEASE = timedelta(seconds=45)
GATHERS = "gathers:"
"""The key of a job that runs once for all who ask for it before it begins."""
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


def add_gathering_job(task: str, *, args: list[Any], seconds: float, priority: int = 0) -> None:
    """Queue a task for `seconds` from now, once for all that ask for it until it begins.

    Who asks has committed what the task is to look at, and the key is free again before the task looks: so whatever was
    asked for is seen by the run that is queued, or by the next.
    """
    key = f"{GATHERS}{task}:{':'.join(map(str, args))}"
    add_job(task, args=args, key=key, run_at=now() + timedelta(seconds=seconds), priority=priority)


def gather_no_more() -> int:
    """Make due what still gathers; how many jobs that were."""
    return Job.objects.pending().filter(key__startswith=GATHERS, run_at__gt=now()).update(run_at=now())


def seconds_to_next(at_most: float) -> float:
    """Until the next free job is due."""
    at = now()
    due = (
        Job.objects.free(at).filter(run_at__lt=at + timedelta(seconds=at_most)).aggregate(Min("run_at"))["run_at__min"]
    )
    return max((due - at).total_seconds(), 0.0) if due else at_most


def take_job(worker: str) -> Job | None:
    """Lease the next ready job to `worker`, or None. A job that has used up its attempts is declared dead instead."""
    at = now()
    for job in Job.objects.ready(at).order_by("-priority", "run_at", "pk")[:4]:
        same = Job.objects.filter(pk=job.pk, attempt=job.attempt, lease_until=job.lease_until, done_at=None)
        if job.attempt >= job.max_attempts:
            same.update(dead_at=at, lease_until=None, error=job.error or "The worker died each time.")
        elif same.update(lease_until=at + LEASE, attempt=F("attempt") + 1, worker=worker, key=_kept_key(job)):
            job.attempt += 1
            job.worker = worker
            return job
    return None


def _kept_key(job: Job) -> str | None:
    """A job that begins gathers no more: who asks from now on asks for another run."""
    return None if job.key and job.key.startswith(GATHERS) else job.key


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
