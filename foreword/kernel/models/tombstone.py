"""Who was erased, without a word about them: a keyed hash, kept so that a restored backup is erased again at start."""

from django.db import models

from foreword.kernel.clock import now


class Tombstone(models.Model):
    subject = models.CharField(max_length=64, unique=True, help_text="HMAC of the person's pid")
    erased_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return self.subject[:12]
