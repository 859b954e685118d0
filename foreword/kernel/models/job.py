"""A job: work that must happen at least once, whoever is killed meanwhile.

A worker takes a job by a conditional UPDATE that gives it a lease. A job whose lease ran out is free again (its worker
died); one that failed waits longer each time; one that failed `max_attempts` times is dead and shown to a person.
"""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from foreword.kernel.clock import now
from foreword.kernel.ids import PublicIdField


class JobQuerySet(models.QuerySet["Job"]):
    def ready(self, at: datetime) -> Self:
        """Neither done nor dead nor leased by anyone alive, and due."""
        return self.free(at).filter(run_at__lte=at)

    def free(self, at: datetime) -> Self:
        return self.pending().filter(Q(lease_until__isnull=True) | Q(lease_until__lt=at))

    def pending(self) -> Self:
        return self.filter(done_at__isnull=True, dead_at__isnull=True)

    def dead(self) -> Self:
        return self.filter(dead_at__isnull=False)


class Job(models.Model):
    pid = PublicIdField()
    task = models.CharField(max_length=200)
    args = models.JSONField(default=list)
    kwargs = models.JSONField(default=dict)
    key = models.CharField(max_length=200, null=True, blank=True, unique=True)
    priority = models.SmallIntegerField(default=0)
    created_at = models.DateTimeField(default=now)
    run_at = models.DateTimeField(default=now)
    attempt = models.PositiveSmallIntegerField(default=0)
    max_attempts = models.PositiveSmallIntegerField(default=8)
    lease_until = models.DateTimeField(null=True, blank=True)
    worker = models.CharField(max_length=40, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    dead_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)
    result = models.JSONField(null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["-priority", "run_at"],
                name="job_ready",
                condition=Q(done_at__isnull=True, dead_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.task} ({self.pid})"
