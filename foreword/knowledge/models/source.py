"""Where an entry came from: the questions whose answers it holds."""

from django.db import models

from foreword.knowledge.models.entry import Entry


class EntrySource(models.Model):
    """`question` is the pid of a desk question: knowledge lies below the desk and does not know its tables."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="sources")
    question = models.CharField(max_length=16, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "question"], name="entry_source_once")]

    def __str__(self) -> str:
        return f"{self.entry_id} from {self.question}"
