"""The studio's own pages beside Wagtail's: reading a text and signing it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin.auth import require_admin_access

from foreword.media.actions import MayNotSign, sign
from foreword.media.models import ProductPage
from foreword.media.models.levels import shortcomings
from foreword.people.models import Person


@require_admin_access  # type: ignore[untyped-decorator]
@require_http_methods(["GET", "POST"])
def sign_text(request: HttpRequest, page: int) -> HttpResponse:
    """The newest text, the one that the editor shows: read it here, then sign it."""
    product = get_object_or_404(ProductPage, pk=page).get_latest_revision_as_object()
    if request.method == "POST" and isinstance(request.user, Person):
        try:
            review = sign(page=product, reviewer=request.user)
            messages.success(request, _("Signed as: %(part)s.") % {"part": review.get_part_display()})
        except MayNotSign as refusal:
            messages.error(request, str(refusal))
        return redirect("wagtailadmin_pages:edit", page)
    signed = product.signatures.select_related("reviewer")
    context = {"page": product, "manuscript": product.manuscript, "signed": signed, "lacking": shortcomings(product)}
    return render(request, "media/sign.html", context)
