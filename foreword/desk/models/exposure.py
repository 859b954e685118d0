"""What the asker had already been shown when they asked: the suggestions while typing, the answers pushed before."""

from django.db import models

from foreword.desk.models.question import Question


class Exposure(models.Model):
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="exposures")
    how = models.CharField(max_length=10, choices=[("suggested", "suggested"), ("pushed", "pushed"), ("page", "page")])
    kind = models.CharField(max_length=16)
    key = models.CharField(max_length=40)
    title = models.CharField(max_length=300, blank=True)
    delivery = models.CharField(max_length=16, blank=True, help_text="pid of the push delivery, where it was one")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "how", "kind", "key"], name="exposure_once")]

    def __str__(self) -> str:
        return f"{self.how} {self.kind}:{self.key}"
