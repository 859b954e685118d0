"""A guide: a page of the library that leads through products and entries, by course, by discipline, by scenario."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, Site

from foreword.kernel.ids import new_public_id
from foreword.media.fields import BlocksField
from foreword.media.guide_blocks import GuideBlocks


class GuidePage(Page):
    """In two languages it is two pages with one `translation_key`. `sections` name things; the portal looks them up."""

    pid = models.CharField(max_length=13, unique=True, editable=False, default=new_public_id)
    kind = models.CharField(
        _("by what"),
        max_length=12,
        default="scenario",
        choices=[("course", _("By course")), ("discipline", _("By discipline")), ("scenario", _("By situation"))],
    )
    summary = models.CharField(_("summary"), max_length=300)
    sections = BlocksField(GuideBlocks(), verbose_name=_("sections"), default=list)

    parent_page_types: ClassVar[list[str]] = ["media.ProductIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    preview_modes: ClassVar[list[Any]] = []
    content_panels: ClassVar = [*Page.content_panels, FieldPanel("summary"), FieldPanel("kind"), FieldPanel("sections")]

    @property
    def lang(self) -> str:
        return str(self.locale.language_code)

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:  # noqa: ARG002 - Wagtail's face
        """Where readers find it, in its own language."""
        site = next(iter(Site.get_site_root_paths()), None)
        with translation.override(self.lang):
            url = reverse("portal:guide", args=[self.pid])
        return (site.site_id, settings.FOREWORD_PUBLIC_URL, url) if site else None

    def serve(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        return redirect(self.get_url(request))
