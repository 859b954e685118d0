"""A reply template; with a stage or a tag it is a macro, which does those, too, when its reply is sent."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from foreword.desk.models.question import Stage
from foreword.kernel.clock import now
from foreword.kernel.ids import PublicIdField


class ReplyTemplate(models.Model):
    pid = PublicIdField()
    name = models.CharField(_("Name"), max_length=80, unique=True)
    text_en = models.TextField(_("Text in English"), max_length=4000)
    text_zh = models.TextField(_("Text in Chinese"), max_length=4000)
    stage = models.CharField(_("Then move to"), max_length=10, choices=Stage.choices, blank=True)
    tag = models.CharField(_("Then tag as"), max_length=40, blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    changed_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return self.name

    @property
    def is_macro(self) -> bool:
        return bool(self.stage or self.tag)

    def text_for(self, lang: str) -> str:
        """In the language of the question, which is the reader's."""
        return self.text_zh if lang.startswith("zh") else self.text_en
