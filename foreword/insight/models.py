"""How many readers of a group have something in common, as it may be told: drawn once a month, about nobody."""

from django.db import models


class By(models.TextChoices):
    """What readers are grouped by: what their portraits may hold of the account."""

    ALL = "all"
    KIND = "kind"
    DEPARTMENT = "department"
    COHORT = "cohort"
    DISCIPLINE = "discipline"


class Measure(models.TextChoices):
    READERS = "readers"
    TOPIC = "topic"
    NEED = "need"
    LEVEL = "level"
    FORM = "form"


class GroupFigure(models.Model):
    """Only what `suppression` lets through is ever written, rounded; so the table may be looked at by anybody."""

    month = models.DateField(help_text="the first of the month in which it was drawn")
    by = models.CharField(max_length=12, choices=By.choices)
    group = models.CharField(max_length=80, blank=True)
    measure = models.CharField(max_length=8, choices=Measure.choices)
    value = models.CharField(max_length=60, blank=True)
    readers = models.PositiveIntegerField(help_text="about so many; 0 for all readers: too few to say anything")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["month", "by", "group", "measure", "value"], name="group_figure_once")
        ]

    def __str__(self) -> str:
        return f"{self.by} {self.group} {self.measure} {self.value}"
