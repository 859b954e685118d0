"""What has become of the things that products stand on, since somebody last looked."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from foreword.kernel.clock import now


class SourceNews(models.Model):
    """The last that was heard of a source. `kind` and `key` as in `ProductSource`; `title` as it was then."""

    class State(models.TextChoices):
        CHANGED = "changed", _("Changed")
        GONE = "gone", _("Gone")

    kind = models.CharField(max_length=10)
    key = models.CharField(max_length=200)
    title = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=8, choices=State.choices)
    noticed_at = models.DateTimeField(default=now, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="last_news_of_a_source")]

    def __str__(self) -> str:
        return f"{self.kind} {self.title or self.key}: {self.get_state_display()}"
