"""A product of the media center: a composed answer to a whole situation. A Wagtail page from the start.

A product in two languages is two pages with one `translation_key`; `pid` belongs to each page.
"""

from typing import ClassVar

from django.db import models
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable, Page

from foreword.kernel.ids import new_public_id
from foreword.kernel.sanitise import render_markdown
from foreword.people.models import Topic


class ProductIndexPage(Page):
    """The root of one language's products."""

    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["media.ProductPage"]


class ProductPage(Page):
    pid = models.CharField(max_length=13, unique=True, editable=False, default=new_public_id)
    kind = models.CharField(
        _("kind"),
        max_length=12,
        default="guide",
        choices=[
            ("guide", _("Guide")),
            ("checklist", _("Checklist")),
            ("explainer", _("Explainer")),
            ("comparison", _("Comparison")),
            ("briefing", _("Briefing")),
        ],
    )
    level = models.CharField(
        _("level"),
        max_length=12,
        default="primary",
        choices=[
            ("primary", _("Primary")),
            ("secondary", _("Secondary")),
            ("knowledge", _("Knowledge")),
            ("intelligence", _("Intelligence")),
        ],
    )
    topic = models.ForeignKey(Topic, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    clc = models.CharField(_("CLC class"), max_length=12, blank=True)
    audience = models.JSONField(_("audience"), default=list, blank=True)
    seasons = models.JSONField(_("seasons"), default=list, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes to read"), default=3)
    summary = models.CharField(_("summary"), max_length=300)
    body = models.TextField(_("body"), help_text="Markdown")

    parent_page_types: ClassVar[list[str]] = ["media.ProductIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("kind"),
        FieldPanel("level"),
        FieldPanel("topic"),
        FieldPanel("clc"),
        FieldPanel("audience"),
        FieldPanel("seasons"),
        FieldPanel("minutes"),
        FieldPanel("body"),
        InlinePanel("sources", label=_("Entries it is made from")),
    ]

    @property
    def html(self) -> SafeString:
        return render_markdown(self.body)

    @property
    def lang(self) -> str:
        return str(self.locale.language_code)


class ProductSource(Orderable):
    """An entry that the product is made from, by pid."""

    product = ParentalKey(ProductPage, on_delete=models.CASCADE, related_name="sources")
    entry = models.CharField(max_length=16, db_index=True)
