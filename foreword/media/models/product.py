"""A product of the media center: a composed answer to a whole situation. A Wagtail page from the start.

A product in two languages is two pages with one `translation_key`; `pid` belongs to each page.
"""

import hashlib
import json
from datetime import datetime, time
from typing import TYPE_CHECKING, Any, ClassVar, Final

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site

from foreword.kernel.clock import today
from foreword.kernel.ids import new_public_id
from foreword.media.blocks import ProductBlocks
from foreword.media.composing import pieces_of
from foreword.media.fields import BlocksField
from foreword.media.manuscript import Manuscript
from foreword.media.models.levels import demand
from foreword.media.panels import CONTENT_PANELS, PROMOTE_PANELS, ProductForm
from foreword.media.renditions import NAMES, render
from foreword.people.models import Topic

if TYPE_CHECKING:
    from foreword.media.models.review import Review


PREVIEW: Final = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src * data:; frame-ancestors 'self'"


class ProductIndexPage(Page):
    """The root of one language's products."""

    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["media.ProductPage", "media.GuidePage"]


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
    topic = models.ForeignKey(
        Topic, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("topic")
    )
    clc = models.CharField(_("CLC class"), max_length=12, blank=True)
    subjects = models.JSONField(_("subjects"), default=list, blank=True)
    audience = models.JSONField(_("audience"), default=list, blank=True)
    seasons = models.JSONField(_("seasons"), default=list, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes to read"), default=3)
    summary = models.CharField(_("summary"), max_length=300)
    content = BlocksField(ProductBlocks(), verbose_name=_("content"), default=list)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    review_by = models.DateField(_("look at again by"), null=True, blank=True, db_index=True)
    method = models.TextField(_("method"), blank=True, max_length=4000)
    searched_on = models.DateField(_("date of search"), null=True, blank=True)
    looked_at = models.DateTimeField(null=True, editable=False)

    parent_page_types: ClassVar[list[str]] = ["media.ProductIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar = CONTENT_PANELS
    promote_panels: ClassVar = PROMOTE_PANELS
    base_form_class: ClassVar = ProductForm

    @property
    def lang(self) -> str:
        return str(self.locale.language_code)

    @property
    def is_valid_today(self) -> bool:
        return (self.valid_from is None or self.valid_from <= today()) and (
            self.valid_until is None or today() <= self.valid_until
        )

    @property
    def embargo(self) -> datetime | None:
        """Nothing of it goes out anywhere before it may be read on the library's own page."""
        day = make_aware(datetime.combine(self.valid_from, time.min)) if self.valid_from else None
        return max((moment for moment in (day, None if self.live else self.go_live_at) if moment), default=None)

    @property
    def fingerprint(self) -> str:
        """Of what a reviewer signs: the words, what they stand on, and how it was found."""
        named = sorted(f"{source.kind}:{source.key}" for source in self.sources.all())
        # Block by block: a block that nobody has looked at yet is otherwise written down as it came in.
        content = [(child.block_type, _without_ids(child.block.get_prep_value(child.value))) for child in self.content]
        said = [self.title, self.summary, self.level, self.method, str(self.searched_on), named, content]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()

    @property
    def signatures(self) -> "models.QuerySet[Review]":
        """Under exactly this text."""
        return self.reviews.filter(fingerprint=self.fingerprint)

    @property
    def manuscript(self) -> Manuscript:
        names = settings.FOREWORD_LIBRARY_NAME
        with translation.override(self.lang):
            return Manuscript(
                pid=self.pid,
                key=str(self.translation_key),
                lang=self.lang,
                title=self.title,
                summary=self.summary,
                kind=str(self.get_kind_display()),
                topic=self.topic.name if self.topic else "",
                url=f"{settings.FOREWORD_PUBLIC_URL}{reverse('portal:product', args=[self.pid])}",
                library=names.get(self.lang, names["en"]),
                minutes=self.minutes,
                pieces=pieces_of(self.content),
                published=self.first_published_at,
                updated=self.last_published_at,
                valid_until=self.valid_until.isoformat() if self.valid_until else "",
            )

    def save(self, clean: bool = True, *args: Any, **kwargs: Any) -> None:  # noqa: FBT001, FBT002 - Wagtail's face
        """Raises NotReady where it would go out with less than its level demands."""
        if clean and self.live:
            demand(self)
        super().save(clean, *args, **kwargs)

    def get_workflow(self) -> None:
        """None of Wagtail's: what a text needs before it goes out depends on its level."""

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

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """In the studio's frame, with the style that mail and articles carry on their tags."""
        response = super().serve_preview(request, mode_name)
        response["Content-Security-Policy"] = PREVIEW
        return response

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        context = {**super().get_preview_context(request, mode_name), "manuscript": self.manuscript}
        if mode_name in NAMES:
            context |= {"rendition": render(mode_name, self.manuscript), "name": NAMES[mode_name]}
        return context

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:  # noqa: ARG002 - Wagtail's face
        return "media/preview_medium.html" if mode_name in NAMES else "media/preview.html"

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        return [("", _("Page")), *NAMES.items()]


def _without_ids(value: Any) -> Any:
    """The editor gives each block a random id, which says nothing."""
    if isinstance(value, dict):
        return {key: _without_ids(each) for key, each in value.items() if key != "id"}
    return [_without_ids(each) for each in value] if isinstance(value, list) else value
