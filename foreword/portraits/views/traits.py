"""One trait: correct, not true, hide, show, forget; and what only the reader can say."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from foreword.people.models import Person
from foreword.portraits import actions
from foreword.portraits.queries import trait_of
from foreword.portraits.views.owner import changed, owned

ACTS: dict[str, tuple[Callable[..., None], Promise]] = {
    "deny": (actions.deny, gettext_lazy("Noted: not true. It will not be inferred again.")),
    "hide": (actions.hide, gettext_lazy("Hidden. It is used for nothing.")),
    "show": (actions.show, gettext_lazy("In use again.")),
    "forget": (actions.forget, gettext_lazy("Forgotten.")),
}


@require_POST
@owned
def trait(request: HttpRequest, person: Person, pid: str, act: str) -> HttpResponse:
    own = trait_of(person, pid)
    if own is None:
        raise Http404
    facet = own.facet
    if act == "correct":
        try:
            actions.correct(trait=own, value=request.POST.get("value", ""))
        except actions.NotAllowed:
            return changed(request, person, _("That cannot be a value here. Nothing was changed."), anchor=facet)
        return changed(request, person, _("Corrected. Your word stands."), anchor=facet)
    if act not in ACTS:
        raise Http404
    story, said = ACTS[act]
    story(trait=own)
    return changed(request, person, str(said), anchor=facet)


@require_POST
@owned
def style(request: HttpRequest, person: Person) -> HttpResponse:
    try:
        actions.declare(person=person, key=request.POST.get("key", ""), value=request.POST.get("value", ""))
    except actions.NotAllowed:
        return changed(request, person, _("That cannot be a value here. Nothing was changed."), anchor="personality")
    return changed(request, person, _("Noted."), anchor="personality")
