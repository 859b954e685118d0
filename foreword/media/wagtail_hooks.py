"""The studio in the product's colours, and what it must ask before a product goes out."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from foreword.media.models import ProductPage
from foreword.media.models.levels import shortcomings
from foreword.media.views import studio


def studio_colours() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("media/studio.css"))


def studio_urls() -> list[URLPattern]:
    return [path("products/<int:page>/sign/", studio.sign_text, name="media_sign")]


def head_buttons(page: Any, user: Any, view_name: str, next_url: str | None = None) -> list[Button]:  # noqa: ARG001 - Wagtail's face
    """In the menu at the head of a product's editor."""
    if not isinstance(page, ProductPage):
        return []
    return [
        Button(_("Read and sign"), reverse("media_sign", args=[page.pk]), icon_name="check", priority=30),
        Button(_("In every medium"), reverse("media:every-medium", args=[page.pid]), icon_name="media", priority=31),
    ]


def hold_back(request: HttpRequest, page: Any) -> HttpResponse | None:
    """The draft has been saved by now: nothing is lost. Its editor reads what is missing."""
    lacking = shortcomings(page) if isinstance(page, ProductPage) else []
    for words in lacking:
        messages.error(request, words)
    return redirect("wagtailadmin_pages:edit", page.pk) if lacking else None


hooks.register("insert_global_admin_css", studio_colours)
hooks.register("register_admin_urls", studio_urls)
hooks.register("register_page_header_buttons", head_buttons)
hooks.register("before_publish_page", hold_back)
