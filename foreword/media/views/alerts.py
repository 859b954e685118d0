"""The desk's page of warnings: what stands on every screen now, a new one, calling off, the campus's."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from foreword.kernel.ids import new_public_id
from foreword.media.actions.alerts import CannotWarn, call_off, take_from_campus, warn
from foreword.media.alert_forms import PasteForm, WarningForm
from foreword.media.models import Alert
from foreword.media.views.access import editor

PAST = 20


@require_http_methods(["GET", "HEAD", "POST"])
def warnings(request: HttpRequest) -> HttpResponse:
    by = editor(request)
    if request.method != "POST":
        return _page(request)
    form = WarningForm(request.POST)
    if not form.is_valid():
        return _page(request, form=form)
    given = form.cleaned_data
    try:
        warn(
            by=by,
            key=given["key"],
            event=given["event"],
            severity=given["severity"],
            expires=given["expires"],
            infos=form.infos,
            instead_of=Alert.objects.standing().filter(pk=given["instead_of"], origin=Alert.Origin.DESK).first(),
        )
    except CannotWarn as refusal:
        form.add_error("expires", str(refusal))
        return _page(request, form=form)
    return _done(request, _("It is on every screen within a minute."))


@require_POST
def paste(request: HttpRequest) -> HttpResponse:
    by, form = editor(request), PasteForm(request.POST)
    if form.is_valid():
        try:
            alert = take_from_campus(said=form.cleaned_data["xml"], by=by)
        except CannotWarn as refusal:
            form.add_error("xml", str(refusal))
        else:
            return _done(request, _said_of(alert))
    return _page(request, pasted=form)


@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    call_off(by=editor(request), alert=get_object_or_404(Alert, pk=pk), key=new_public_id())
    return _done(request, _("Called off. It is gone from every screen within a minute."))


def _said_of(alert: Alert | None) -> str:
    if alert is None:
        return _("This warning was known already.")
    if alert.kind == "Cancel":
        return _("Noted: the campus has called it off.")
    if Alert.objects.standing().filter(pk=alert.pk).exists():
        return _("It is on every screen within a minute.")
    return _("Noted, and not shown: it is a trial, it is over, or it was called off.")


def _done(request: HttpRequest, words: str) -> HttpResponse:
    messages.info(request, words)
    return redirect("screens:warnings")


def _page(request: HttpRequest, *, form: WarningForm | None = None, pasted: PasteForm | None = None) -> HttpResponse:
    standing = Alert.objects.standing().order_by("-sent")
    change = request.GET.get("change", "")
    changing = standing.filter(pk=int(change), origin=Alert.Origin.DESK).first() if change.isdecimal() else None
    context = {
        "standing": standing,
        "past": Alert.objects.exclude(pk__in=standing.values("pk")).exclude(kind="Cancel").order_by("-sent")[:PAST],
        "form": form or (WarningForm.changing(changing) if changing else WarningForm.new()),
        "changing": changing or (form is not None and bool(form["instead_of"].value())),
        "pasted": pasted or PasteForm(),
    }
    return render(request, "media/warnings.html", context, status=422 if form or pasted else 200)
