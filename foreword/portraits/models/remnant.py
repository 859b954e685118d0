"""What forgotten signals left: for each counter and each dimension one decayed weight, and nothing of their content.

Counters and their half-lives are in `portraits.marks`. A portrait is a function of its signals, its remnants, the
account and the calendar; so it can be made anew after the signals have gone, with the same result.
"""

from django.conf import settings
from django.db import models

from foreword.kernel.clock import now
from foreword.people.models import Dimension


class Remnant(models.Model):
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="remnants")
    counter = models.CharField(max_length=80)
    dimension = models.CharField(max_length=16, choices=Dimension.choices)
    score = models.FloatField(default=0, help_text="decayed to `at`")
    count = models.PositiveIntegerField(default=0, help_text="signals that went into it")
    first_at = models.DateTimeField(default=now)
    at = models.DateTimeField(default=now)
    until = models.DateTimeField(null=True, blank=True, help_text="after which it says nothing any more")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "counter", "dimension"], name="remnant_once"),
        ]

    def __str__(self) -> str:
        return f"{self.counter} {self.score:.2f}"
