"""What was taken out of a draft for privacy: where and what sort, so that the editor can check it.

The removed words stand here only until the entry is published or thrown away; then the row goes.
"""

from django.db import models

from foreword.knowledge.models.entry import EntryText


class Removal(models.Model):
    text = models.ForeignKey(EntryText, on_delete=models.CASCADE, related_name="removals")
    field = models.CharField(max_length=10, choices=[("question", "question"), ("answer", "answer")])
    sort = models.CharField(max_length=12, help_text="name, id, phone, mail, link, address")
    removed = models.CharField(max_length=200)
    replaced_by = models.CharField(max_length=40)

    def __str__(self) -> str:
        return f"{self.sort} in {self.field}"
