"""The kernel's own jobs."""

from datetime import timedelta

from django_tasks import task

from foreword.kernel import outbox
from foreword.kernel.clock import now
from foreword.kernel.jobs.schedule import every
from foreword.kernel.models import Job, OutboxEvent

KEEP = timedelta(days=30)


@task()
def deliver_event(event_id: int, receiver: str) -> None:
    outbox.deliver(event_id, receiver)


@every(hours=24)
@task()
def forget_finished_work() -> None:
    """Finished jobs and delivered events older than 30 days go; dead jobs stay until a person has looked."""
    Job.objects.filter(done_at__lt=now() - KEEP).delete()
    OutboxEvent.objects.filter(created_at__lt=now() - KEEP).delete()
