"""What was taken out of a draft for privacy: where and what sort, so that the editor can check it.

The removed words stand here only until the entry is published or thrown away, and never longer than 90 days.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from foreword.kernel.clock import now
from foreword.knowledge.models.entry import EntryText


class Sort(models.TextChoices):
    """What sort of thing a removed word was."""

    NAME = "name", _("name")
    ID = "id", _("number")
    PHONE = "phone", _("phone")
    MAIL = "mail", _("mail address")
    ACCOUNT = "account", _("account")
    ADDRESS = "address", _("address")
    LINK = "link", _("link")
    SECRET = "secret", _("password")


class Removal(models.Model):
    text = models.ForeignKey(EntryText, on_delete=models.CASCADE, related_name="removals")
    field = models.CharField(
        max_length=10, choices=[("question", _("question")), ("answer", _("answer")), ("wording", _("reader’s words"))]
    )
    sort = models.CharField(max_length=12, choices=Sort.choices)
    removed = models.CharField(max_length=200)
    replaced_by = models.CharField(max_length=40)
    noted_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return f"{self.sort} in {self.field}"
