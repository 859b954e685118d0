"""Accounts at media that are not the library's own: the administrator's page. A key that was entered is never shown."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foreword.channels.actions import MayNotKeep, drop_account, keep_account, try_account
from foreword.channels.models import ChannelAccount
from foreword.channels.outward.registry import adapter_of, adapters
from foreword.people.models import Person, Role
from foreword.workbench.account_form import AccountForm
from foreword.workbench.permissions import librarian

P = ParamSpec("P")


def by_an_administrator(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not (isinstance(request.user, Person) and request.user.role == Role.ADMINISTRATOR):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@by_an_administrator
def accounts(request: HttpRequest) -> HttpResponse:
    rows = ChannelAccount.objects.order_by("name", "pk")
    return render(request, "workbench/accounts.html", {"accounts": rows, "kinds": adapters()})


@require_http_methods(["GET", "HEAD", "POST"])
@by_an_administrator
def new_account(request: HttpRequest, kind: str) -> HttpResponse:
    return _kept(request, ChannelAccount(kind=kind))


@require_http_methods(["GET", "HEAD", "POST"])
@by_an_administrator
def account(request: HttpRequest, pid: str) -> HttpResponse:
    return _kept(request, get_object_or_404(ChannelAccount, pid=pid))


@require_POST
@by_an_administrator
def try_it(request: HttpRequest, pid: str) -> HttpResponse:
    tried = try_account(by=librarian(request), account=get_object_or_404(ChannelAccount, pid=pid))
    if tried.trouble:
        messages.error(request, f"{tried.trouble_words} {tried.said}".strip())
    else:
        messages.info(request, _("It works. %(said)s") % {"said": tried.said})
    return redirect("workbench:account", pid)


@require_POST
@by_an_administrator
def drop(request: HttpRequest, pid: str) -> HttpResponse:
    try:
        drop_account(by=librarian(request), account=get_object_or_404(ChannelAccount, pid=pid))
    except MayNotKeep as refusal:
        messages.error(request, str(refusal))
        return redirect("workbench:account", pid)
    messages.info(request, _("Taken out."))
    return redirect("workbench:accounts")


def _kept(request: HttpRequest, row: ChannelAccount) -> HttpResponse:
    adapter = adapter_of(row.kind)
    if adapter is None:
        raise Http404
    form = AccountForm(adapter, row, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _keep(request, row, form):
        messages.info(request, _("Kept."))
        return redirect("workbench:account", row.pid)
    context = {"account": row, "adapter": adapter, "form": form}
    return render(request, "workbench/account.html", context, status=422 if form.errors else 200)


def _keep(request: HttpRequest, row: ChannelAccount, form: AccountForm) -> bool:
    name, enabled = form.cleaned_data["name"], form.cleaned_data["enabled"]
    try:
        keep_account(
            by=librarian(request), account=row, name=name, config=form.config, secrets=form.secrets, enabled=enabled
        )
    except MayNotKeep as refusal:
        form.add_error("name", str(refusal))
        return False
    return True
