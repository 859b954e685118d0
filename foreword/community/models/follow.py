"""Who wants to be told when a public question is answered. Told once; the row then says so."""

from typing import Self

from django.conf import settings
from django.db import models

from foreword.community.models.thread import Thread
from foreword.kernel.clock import now


class FollowQuerySet(models.QuerySet["Follow"]):
    def untold(self) -> Self:
        return self.filter(told_at__isnull=True)


class Follow(models.Model):
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="follows")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="follows")
    followed_at = models.DateTimeField(default=now)
    told_at = models.DateTimeField(null=True, blank=True)

    objects = FollowQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "person"], name="follow_once")]

    def __str__(self) -> str:
        return f"{self.person_id} follows {self.thread_id}"
