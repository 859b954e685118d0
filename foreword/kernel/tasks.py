"""The kernel's own jobs."""

from datetime import timedelta

from django.db import connection
from django_tasks import task

from foreword.kernel import outbox, retention
from foreword.kernel.clock import now
from foreword.kernel.jobs.schedule import every
from foreword.kernel.models import Job, OutboxEvent

KEEP = timedelta(days=30)


@task()
def deliver_event(event_id: int, receiver: str) -> None:
    outbox.deliver(event_id, receiver)


@every(days=7)
@task()
def refresh_query_statistics() -> None:
    """So that the database keeps choosing the right index as tables grow."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA optimize")


@every(hours=24)
@task()
def forget_finished_work() -> None:
    """Finished jobs and delivered events older than 30 days go; dead jobs stay until a person has looked."""
    Job.objects.filter(done_at__lt=now() - KEEP).delete()
    OutboxEvent.objects.filter(created_at__lt=now() - KEEP).delete()


@every(hours=24)
@task()
def forget_what_is_old() -> None:
    retention.sweep()


@task()
def clear_traces() -> None:
    """After an erasure on SQLite: deleted cells are overwritten in place (`secure_delete`); the log still has them."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            if (row := cursor.fetchone()) and row[0]:
                raise RuntimeError("A reader still needs the log: trying again.")
