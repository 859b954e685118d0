"""From one place to another: a draft in the studio made of work, a question at the desk made of a post."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from foreword.community.models import Thread
from foreword.media.actions import begin_product
from foreword.people.models import Person
from foreword.workbench import board
from foreword.workbench.material import NoMaterial, material
from foreword.workbench.permissions import at_the_desk


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


@require_POST
@at_the_desk
def take_post(request: HttpRequest, pid: str) -> HttpResponse:  # noqa: ARG001 - a view's face
    thread = Thread.objects.public().filter(pid=pid).first()
    question = board.bring_to_desk(thread) if thread else None
    if question is None:
        raise Http404
    return redirect("workbench:question", question.pid)
