"""What was searched and what was cited: the evidence that an answer stands on."""

from django.conf import settings
from django.db import models

from foreword.channels.models import Message
from foreword.desk.models.question import Question
from foreword.kernel.clock import now


class SearchRun(models.Model):
    """One literature search: where, with which query and filters, when, what it found. Kept to be run again.

    A row is one run and never changes, but for what is picked of it; running again makes another row (`again_of`).
    What our own found is kept without its titles: whoever looks sees what they may see on that day.
    """

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="searches")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    database = models.CharField(max_length=80, blank=True, help_text="empty for our own")
    query = models.TextField()
    url = models.URLField(max_length=500, blank=True, help_text="where it runs again")
    hits = models.PositiveIntegerField(null=True, blank=True)
    ran_at = models.DateTimeField(default=now)
    own = models.BooleanField(default=False, help_text="run by our own engine over our own collection")
    filters = models.JSONField(default=dict, blank=True, help_text="kinds for our own; words for other databases")
    results = models.JSONField(default=list, blank=True, help_text="public objects found: [kind, key]")
    picked = models.JSONField(
        default=list, blank=True, help_text="those worth reading: [kind, key] of ours, [citation] of others"
    )
    again_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="runs", help_text="the first run"
    )

    def __str__(self) -> str:
        return f"{self.database or 'own'}: {self.query[:60]}"


class Citation(models.Model):
    """A source cited in an answer, or picked for the answer that is being written (`message` still empty)."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="citations")
    message = models.ForeignKey(Message, null=True, blank=True, on_delete=models.CASCADE, related_name="citations")
    kind = models.CharField(max_length=16, help_text="entry, product, record, community or question")
    key = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    url = models.CharField(max_length=300, blank=True)
    number = models.PositiveSmallIntegerField(default=0, help_text="its mark in the answer, [1]; 0: has none")
    cited_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "message", "kind", "key"], name="citation_once"),
            models.UniqueConstraint(
                fields=["question", "kind", "key"],
                condition=models.Q(message__isnull=True),
                name="citation_picked_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title
