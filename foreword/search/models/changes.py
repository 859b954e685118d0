"""The change log: what the index has to read again. Numbered in the order of commits, so a follower misses nothing."""

from datetime import timedelta
from typing import Final, Self

from django.db import connections, models

from foreword.kernel.clock import now
from foreword.kernel.ids import new_public_id

KEPT_FOR_OTHERS: Final = timedelta(days=7)


class IndexChangeQuerySet(models.QuerySet["IndexChange"]):
    def since(self, number: int) -> Self:
        """The change of that number, by which a follower knows its own database again, and all after it."""
        return self.filter(number__gte=number).order_by("number")

    def needless(self, below: int) -> Self:
        """Changes that a generation has taken in; the one at its position stays, to know this database by.

        Where nodes have indexes of their own, another may not have come so far yet; one that stays away for longer
        than this builds its index anew.
        """
        older = self.filter(number__lt=below)
        if connections[self.db].vendor == "sqlite":
            return older
        return older.filter(changed_at__lt=now() - KEPT_FOR_OTHERS)


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
