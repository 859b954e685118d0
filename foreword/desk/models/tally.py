"""How many questions came from one sender in one span of time: so that a machine cannot flood the desk.

`sender` is a keyed hash with the day in it: it says who only to somebody who already knows, and only that day.
"""

from django.db import models


class AskTally(models.Model):
    sender = models.CharField(max_length=64)
    span = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sender", "span"], name="tally_once")]
        verbose_name_plural = "ask tallies"

    def __str__(self) -> str:
        return f"{self.count} since {self.span:%H:%M}"
