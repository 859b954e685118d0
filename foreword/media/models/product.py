"""A product of the media center: a composed answer to a whole situation. A Wagtail page from the start.

A product in two languages is two pages with one `translation_key`; `pid` belongs to each page.
"""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable, Page, Site

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

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:  # noqa: ARG002 - Wagtail's face
        """Where readers find it: the portal's page, in the product's own language."""
        site = next(iter(Site.get_site_root_paths()), None)
        with translation.override(self.lang):
            return (
                (site.site_id, settings.FOREWORD_PUBLIC_URL, reverse("portal:product", args=[self.pid]))
                if site
                else None
            )

    def serve(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        return redirect(self.get_url(request))

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:  # noqa: ARG002 - Wagtail's face
        return "media/preview.html"


class ProductSource(Orderable):
    """An entry that the product is made from, by pid."""

    product = ParentalKey(ProductPage, on_delete=models.CASCADE, related_name="sources")
    entry = models.CharField(max_length=16, db_index=True)
