"""The change log: what the index has to read again. Numbered in the order of commits, so a follower misses nothing."""

from typing import Self

from django.db import models

from foreword.kernel.clock import now
from foreword.kernel.ids import new_public_id


class IndexChangeQuerySet(models.QuerySet["IndexChange"]):
    def since(self, number: int) -> Self:
        """The change of that number, by which a follower knows its own database again, and all after it."""
        return self.filter(number__gte=number).order_by("number")


class IndexChange(models.Model):
    number = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    mark = models.CharField(
        max_length=13, default=new_public_id, help_text="tells this change from one of another database"
    )
    changed_at = models.DateTimeField(default=now)

    objects = IndexChangeQuerySet.as_manager()

    def __str__(self) -> str:
        return f"#{self.number} {self.kind} {self.key}"
