"""From work to product: one click, and a draft with its material is open in the studio."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from foreword.media.actions import begin_product
from foreword.people.models import Person
from foreword.workbench.material import NoMaterial, material


@require_POST
def make_product(request: HttpRequest, kind: str, pid: str) -> HttpResponse:
    by = request.user
    if not (isinstance(by, Person) and by.is_editor):
        raise Http404
    try:
        page = begin_product(material=material(kind, pid, by, get_language() or "en"), by=by)
    except NoMaterial:
        raise Http404 from None
    messages.info(request, _("A draft, with what it is made from. Nobody sees it until it is published."))
    return redirect("wagtailadmin_pages:edit", page.pk)
