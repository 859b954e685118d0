"""A catalogue record: what a MARC record says of a title, reduced to what retrieval and citing need."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from foreword.kernel.clock import now
from foreword.kernel.ids import PublicIdField


class Record(models.Model):
    pid = PublicIdField()
    source = models.CharField(max_length=60, default="catalogue", help_text="which catalogue or file it came from")
    control_number = models.CharField(
        max_length=80, help_text="field 001, or a hash of the record where that is missing"
    )
    title = models.CharField(_("title"), max_length=500)
    subtitle = models.CharField(max_length=500, blank=True)
    authors = models.JSONField(_("authors"), default=list, blank=True)
    edition = models.CharField(max_length=120, blank=True)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    place = models.CharField(max_length=120, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    lang = models.CharField(max_length=3, blank=True, help_text="MARC language code")
    isbns = models.JSONField(default=list, blank=True)
    issn = models.CharField(max_length=9, blank=True)
    clc = models.CharField(_("CLC class"), max_length=20, blank=True)
    call_number = models.CharField(_("call number"), max_length=60, blank=True)
    subjects = models.JSONField(default=list, blank=True)
    summary = models.TextField(blank=True)
    alternate = models.JSONField(default=list, blank=True, help_text="title and names in other scripts (880, 6XX)")
    raw = models.JSONField(default=dict, blank=True, help_text="the record as MARC-in-JSON")
    updated_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "control_number"], name="record_once")]

    def __str__(self) -> str:
        return self.title

    @property
    def iso_lang(self) -> str:
        """The language as pages know it: en, zh-hans, else the two-letter guess."""
        return {"eng": "en", "chi": "zh-hans", "fre": "fr", "ger": "de", "jpn": "ja"}.get(self.lang, self.lang)

    @property
    def full_title(self) -> str:
        """Title and subtitle, joined as the language of the record joins them."""
        colon = "：" if self.lang == "chi" else ": "
        return colon.join(part for part in (self.title, self.subtitle) if part)

    @property
    def imprint(self) -> str:
        """Place: publisher, year; what is missing is left out."""
        where = ": ".join(part for part in (self.place, self.publisher) if part)
        return ", ".join(part for part in (where, str(self.year or "")) if part)
