"""How we may reach you: one page, one's own only."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from foreword.channels.adapters import browsers
from foreword.people.models import Person
from foreword.people.queries import consented
from foreword.portraits.views.owner import owned
from foreword.push import actions
from foreword.push.forms import ReachForm
from foreword.push.models import Browser, Reach
from foreword.push.reaching import wishes_of


@require_safe
@owned
def reach(request: HttpRequest, person: Person) -> HttpResponse:
    return _page(request, person, ReachForm(instance=Reach.of(person)))


@require_POST
@owned
def choose(request: HttpRequest, person: Person) -> HttpResponse:
    form = ReachForm(request.POST)
    if not form.is_valid():
        return _page(request, person, form, status=422)
    given = form.cleaned_data
    actions.choose_reach(person=person, mail=given["mail"], quiet=form.quiet, a_week=given["a_week"])
    return _done(request, _("Kept."))


@require_POST
@owned
def feed(request: HttpRequest, person: Person) -> HttpResponse:
    if request.POST.get("say") == "close":
        actions.close_feed(person=person)
        return _done(request, _("Your feed is closed. Its address leads nowhere now."))
    actions.open_feed(person=person)
    return _done(request, _("Your feed has a new address."))


@require_POST
@owned
def browser(request: HttpRequest, person: Person) -> HttpResponse:
    """Sent by the page's script, with what the browser gave it; "forget" works without one."""
    said = request.POST
    if said.get("say") == "forget":
        actions.forget_browser(person=person, endpoint=said.get("endpoint", ""))
        return _done(request, _("This browser is not told any more."))
    keys = {name: said.get(name, "") for name in ("endpoint", "p256dh", "auth")}
    try:
        actions.let_browser(person=person, **keys)
    except actions.BadBrowser:
        return HttpResponse(status=422)
    return HttpResponse(status=204)


@require_POST
@owned
def stop(request: HttpRequest, person: Person) -> HttpResponse:
    if request.POST.get("say") == "on":
        actions.go_on(person=person)
        return _done(request, _("What you chose below holds again."))
    actions.stop_all(person=person)
    return _done(request, _("Nothing is sent to you any more."))


@require_POST
@owned
def leave_trial(request: HttpRequest, person: Person) -> HttpResponse:
    actions.leave_trial(person=person)
    return _done(request, _("It is sent to you from now on."))


def _done(request: HttpRequest, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("push:reach")


def _page(request: HttpRequest, person: Person, form: ReachForm, status: int = 200) -> HttpResponse:
    chosen = Reach.of(person)
    context = {
        "form": form,
        "reach": chosen,
        "feeds": [settings.FOREWORD_PUBLIC_URL + reverse(name, args=[chosen.feed_key]) for name in FEEDS]
        if chosen.feed_key
        else [],
        "knows_something": bool(consented(person)) and not person.plain,
        "portrayed": person.may_be_portrayed,
        "held": wishes_of(person).held,
        "email": person.email,
        "browsers": Browser.objects.filter(person=person).count(),
        "key": browsers.public_key() if person.may_be_portrayed else "",
    }
    return render(request, "push/reach.html", context, status=status)


FEEDS = ("push-feed", "push-feed-json")
