"""Yes and no: one dimension, one facet, everything, and the lists that everybody sees."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from foreword.people.actions import NobodysAccount, TooYoung, UnknownDimension
from foreword.people.models import FACET_OF, Dimension, Person
from foreword.portraits import actions
from foreword.portraits.views.owner import changed, owned


@require_POST
@owned
def switch(request: HttpRequest, person: Person) -> HttpResponse:
    dimension, on = request.POST.get("dimension", ""), request.POST.get("say") == "yes"
    try:
        actions.switch(person=person, dimension=dimension, on=on)
    except TooYoung:
        return changed(request, person, _("No portrait is kept of anybody under 14."))
    except NobodysAccount:
        return changed(request, person, _("Many people use this account, so no portrait is kept of it."))
    except UnknownDimension:
        return changed(request, person, _("There is no such switch."))
    said = _("Switched on.") if on else _("Switched off. What was kept of it is gone.")
    return changed(request, person, said, anchor=FACET_OF[Dimension(dimension)].value)


@require_POST
@owned
def facet_off(request: HttpRequest, person: Person, facet: str) -> HttpResponse:
    try:
        actions.switch_facet_off(person=person, facet=facet)
    except actions.NotAllowed:
        return changed(request, person, _("There is no such switch."))
    return changed(request, person, _("Switched off. What was kept of it is gone."), anchor=facet)


@require_POST
@owned
def facet_on(request: HttpRequest, person: Person, facet: str) -> HttpResponse:
    actions.switch_facet_on(person=person, facet=facet)
    return changed(request, person, _("It may be drawn again, from what you say yes to."), anchor=facet)


@require_POST
@owned
def rest(request: HttpRequest, person: Person) -> HttpResponse:
    wanted = request.POST.get("say") == "yes"
    actions.let_rest(person=person, rest=wanted)
    said = _("Your portrait rests. Nothing is added and nothing is used.") if wanted else _("Your portrait goes on.")
    return changed(request, person, said)


@require_POST
@owned
def all_off(request: HttpRequest, person: Person) -> HttpResponse:
    actions.switch_all_off(person=person)
    return changed(request, person, _("Everything is switched off, and what was kept is gone."))


@require_POST
@owned
def plain(request: HttpRequest, person: Person) -> HttpResponse:
    wanted = request.POST.get("say") == "yes"
    actions.show_plain(person=person, plain=wanted)
    said = _("You now see what everybody sees.") if wanted else _("You now see your own answers.")
    return changed(request, person, said)
