"""The page of chat: what is promised, and the window for the library's other sites."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods

from foreword.channels.models import ChatService
from foreword.desk.actions.chat_service import BadSite, set_chat_service
from foreword.workbench.permissions import by_the_head, librarian
from foreword.workbench.service_forms import ChatForm


@require_http_methods(["GET", "POST"])
@by_the_head
def chat(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        return _page(request, ChatForm.of(ChatService.current()))
    form = ChatForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        set_chat_service(
            by=librarian(request),
            promise_minutes=form.cleaned_data["promise_minutes"],
            sites=form.cleaned_data["sites"].splitlines(),
        )
    except BadSite as refusal:
        form.add_error("sites", refusal.message)
        return _page(request, form, status=422)
    messages.info(request, _("Kept."))
    return redirect("workbench:chat")


def _page(request: HttpRequest, form: ChatForm, *, status: int = 200) -> HttpResponse:
    scripts = {lang: request.build_absolute_uri(_script(lang)) for lang in ("en", "zh-hans")}
    home = request.build_absolute_uri("/").rstrip("/")
    context = {"form": form, "scripts": scripts, "home": home}
    return render(request, "workbench/chat_service.html", context, status=status)


def _script(lang: str) -> str:
    with override(lang):
        return reverse("portal:widget_script")
