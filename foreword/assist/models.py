"""Learned models. They stand in the database, so that every machine says the same, and a backup has them."""

from django.db import models

from foreword.kernel.clock import now


class LearnedModel(models.Model):
    """A model of what questions are about. At most one is current; the others keep their figures, not their weights."""

    version = models.CharField(max_length=24, unique=True)
    current = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=now)
    own = models.PositiveIntegerField(default=0, help_text="questions of this library that it learned from")
    learned_until = models.DateTimeField(null=True, blank=True, help_text="newest decision that it knows")
    figures = models.JSONField(default=dict, help_text="by head, on examples that were left out")
    weights = models.BinaryField(default=bytes)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["current"], condition=models.Q(current=True), name="one_current_model")
        ]

    def __str__(self) -> str:
        return self.version
