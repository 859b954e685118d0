"""A colleague's word that a text may go out. It is given for exactly that text: change it, and the word is void."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from foreword.kernel.clock import now
from foreword.media.models.product import ProductPage


class Review(models.Model):
    class Part(models.TextChoices):
        EXPERT = "expert", _("Subject expert")
        SECOND = "second", _("Second reviewer")

    product = models.ForeignKey(ProductPage, on_delete=models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    part = models.CharField(max_length=8, choices=Part.choices)
    fingerprint = models.CharField(max_length=64)
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["product", "reviewer", "fingerprint"], name="one_word_for_one_text")
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()}: {self.reviewer or '-'}"
