"""The desk's pages of screens."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foreword.media.actions import screens as actions
from foreword.media.codes import inline_code
from foreword.media.models import Screen, Slot
from foreword.media.queries import screen_view, screens
from foreword.media.screen_forms import NewScreenForm, ScreenForm, SlotForm
from foreword.media.views.access import editor


@require_http_methods(["GET", "HEAD", "POST"])
def screen_list(request: HttpRequest) -> HttpResponse:
    by = editor(request)
    form = NewScreenForm(request.POST or None)
    if form.is_valid():
        screen = actions.add_screen(by=by, **form.cleaned_data)
        return redirect("screens:screen", screen.pid)
    status = 422 if form.is_bound else 200
    return render(request, "media/screens.html", {"screens": screens(), "form": form}, status=status)


@require_safe
def screen(request: HttpRequest, pid: str) -> HttpResponse:
    return _page(request, _screen(request, pid))


@require_POST
def describe(request: HttpRequest, pid: str) -> HttpResponse:
    by, found = editor(request), _screen(request, pid)
    form = ScreenForm(request.POST, instance=found)
    if not form.is_valid():
        return _page(request, _screen(request, pid), about=form)
    actions.describe_screen(by=by, screen=_screen(request, pid), **form.cleaned_data)
    return _done(request, pid, _("Kept."))


@require_POST
def put_on(request: HttpRequest, pid: str) -> HttpResponse:
    found = _screen(request, pid)
    form = SlotForm(request.POST)
    if form.is_valid():
        try:
            actions.put_on(screen=found, **form.cleaned_data)
        except actions.CannotShow as refusal:
            form.add_error("product", str(refusal))
        else:
            return _done(request, pid, _("It plays from the next minute."))
    return _page(request, found, slot=form)


@require_POST
def move_up(request: HttpRequest, pid: str, slot: int) -> HttpResponse:
    actions.move_up(slot=_slot(request, pid, slot))
    return redirect("screens:screen", pid)


@require_POST
def take_off(request: HttpRequest, pid: str, slot: int) -> HttpResponse:
    """Twice, by a nervous finger: the second finds nothing to do."""
    found = Slot.objects.filter(screen=_screen(request, pid), pk=slot).first()
    if found:
        actions.take_off(slot=found)
    return _done(request, pid, _("Taken off."))


@require_POST
def renew(request: HttpRequest, pid: str) -> HttpResponse:
    return _deed(request, pid, actions.renew_key, _("It has a new address. The old one shows nothing any more."))


@require_POST
def take_down(request: HttpRequest, pid: str) -> HttpResponse:
    return _deed(request, pid, actions.take_down, _("Taken down. Its address shows nothing any more."))


def _deed(request: HttpRequest, pid: str, story: Callable[..., Screen], words: str) -> HttpResponse:
    story(by=editor(request), screen=_screen(request, pid))
    return _done(request, pid, words)


def _done(request: HttpRequest, pid: str, words: str) -> HttpResponse:
    messages.info(request, words)
    return redirect("screens:screen", pid)


def _screen(request: HttpRequest, pid: str) -> Screen:
    editor(request)
    return get_object_or_404(Screen, pid=pid)


def _slot(request: HttpRequest, pid: str, pk: int) -> Slot:
    slot = Slot.objects.filter(screen=_screen(request, pid), pk=pk).select_related("screen").first()
    if slot is None:
        raise Http404
    return slot


def _page(
    request: HttpRequest, found: Screen, *, about: ScreenForm | None = None, slot: SlotForm | None = None
) -> HttpResponse:
    """With the form that was refused in its place."""
    context: dict[str, Any] = {
        "view": screen_view(found),
        "screen": found,
        "code": inline_code(found.url),
        "about": about or ScreenForm(instance=found),
        "form": slot or SlotForm(),
    }
    return render(request, "media/screen.html", context, status=422 if about or slot else 200)
