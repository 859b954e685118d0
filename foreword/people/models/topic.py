"""The library's own topics: what readers ask about, in their words, each with its class of 中图法 (CLC)."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Topic(models.Model):
    key = models.SlugField(max_length=40, primary_key=True)
    name_en = models.CharField(max_length=80)
    name_zh = models.CharField(max_length=40)
    clc = models.CharField(_("CLC class"), max_length=12, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """In the language of the page."""
        return self.name_zh if (get_language() or "").startswith("zh") else self.name_en
