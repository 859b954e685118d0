"""The desk's list of guides: what stands in each, and what in it can no longer be read."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from foreword.media.models import ProductIndexPage
from foreword.people.models import Person
from foreword.workbench.guides import guides_to_keep


@require_safe
def guide_list(request: HttpRequest) -> HttpResponse:
    if not (isinstance(request.user, Person) and request.user.is_editor):
        raise Http404
    trees = ProductIndexPage.objects.select_related("locale").order_by("path")
    return render(request, "workbench/guides.html", {"kept": guides_to_keep(), "trees": trees})
