"""The community's pages: all threads, one thread, asking, replying, following, endorsing."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from foreword.community import actions, queries
from foreword.community.forms import AskForm, ReplyForm
from foreword.community.models import Reply, Thread
from foreword.people.models import Person, Topic
from foreword.search.actions import note_use
from foreword.search.models import Followed


@require_safe
def threads(request: HttpRequest) -> HttpResponse:
    topic = slugify(request.GET.get("topic", "")[:40])
    number = request.GET.get("page", "1")
    lines, page = queries.threads(_viewer(request), topic=topic, page=int(number) if number.isdecimal() else 1)
    chosen = Topic.objects.filter(pk=topic).first()
    return render(request, "community/threads.html", {"lines": lines, "page": page, "topic": chosen})


@require_safe
def thread(request: HttpRequest, pid: str) -> HttpResponse:
    page = _thread_page(request, pid, ReplyForm())
    if search := request.GET.get("s", "")[:13]:
        note_use(what=Followed.OPENED, kind="community", key=pid, search=search)
    return page


@login_required
def ask(request: HttpRequest) -> HttpResponse:
    form = AskForm(request.POST or None, initial={"title": request.GET.get("q", "")[:200]})
    if request.method != "POST" or not form.is_valid():
        return render(request, "community/ask.html", {"form": form}, status=422 if form.errors else 200)
    try:
        made = actions.ask_in_public(person=_person(request), lang=get_language() or "en", **form.cleaned_data)
    except actions.Refused as refusal:
        form.add_error(None, str(refusal))
        return render(request, "community/ask.html", {"form": form}, status=429)
    return redirect("community:thread", pid=made.pid)


@require_POST
@login_required
def reply(request: HttpRequest, pid: str) -> HttpResponse:
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return _thread_page(request, pid, form, status=422)
    try:
        made = actions.reply_to(thread=_public(pid), person=_person(request), text=form.cleaned_data["text"])
    except actions.Refused as refusal:
        form.add_error("text", str(refusal))
        return _thread_page(request, pid, form, status=429)
    return redirect(f"{_address(pid)}#{made.pid}")


@require_POST
@login_required
def follow(request: HttpRequest, pid: str) -> HttpResponse:
    """Follow it, or (`undo`) no longer."""
    story = actions.unfollow if request.POST.get("undo") else actions.follow
    story(thread=_public(pid), person=_person(request))
    return redirect(_address(pid))


@require_POST
def endorse(request: HttpRequest, pid: str) -> HttpResponse:
    by = _staff(request)
    found = get_object_or_404(Reply.objects.select_related("thread"), pid=pid, thread__hidden_at__isnull=True)
    try:
        actions.endorse(reply=found, by=by, endorsed=request.POST.get("endorsed") != "no")
    except actions.Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{_address(found.thread.pid)}#{found.pid}")


@require_POST
def hide(request: HttpRequest, pid: str) -> HttpResponse:
    actions.hide_thread(by=_staff(request), thread=_public(pid))
    messages.info(request, _("Hidden. Nobody finds it any more."))
    return redirect("community:threads")


def _thread_page(request: HttpRequest, pid: str, form: ReplyForm, status: int = 200) -> HttpResponse:
    try:
        page = queries.thread_page(pid, _viewer(request), get_language() or "en")
    except Thread.DoesNotExist:
        raise Http404 from None
    return render(request, "community/thread.html", {"page": page, "form": form}, status=status)


def _public(pid: str) -> Thread:
    return get_object_or_404(Thread.objects.public(), pid=pid)


def _address(pid: str) -> str:
    return reverse("community:thread", args=[pid])


def _viewer(request: HttpRequest) -> Person | None:
    return request.user if isinstance(request.user, Person) else None


def _person(request: HttpRequest) -> Person:
    return cast("Person", request.user)


def _staff(request: HttpRequest) -> Person:
    """The library's staff; for anybody else these actions do not exist."""
    viewer = _viewer(request)
    if viewer is None or not viewer.is_librarian:
        raise Http404
    return viewer
