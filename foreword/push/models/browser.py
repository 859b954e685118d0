"""A browser that its reader let us speak to. The address is the push service's name for it, and a secret."""

from django.conf import settings
from django.db import models

from foreword.kernel.clock import now


class Browser(models.Model):
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="browsers")
    endpoint = models.CharField(max_length=1000, unique=True)
    p256dh = models.CharField(max_length=100, help_text="its public key")
    auth = models.CharField(max_length=30, help_text="its secret, shared with us")
    made_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return f"browser of {self.person_id}"
