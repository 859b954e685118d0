"""A question and what its asker may do with it. A link that is wrong, foreign or too old finds the same calm page."""

import secrets

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from foreword.channels.models import Attachment, Author
from foreword.community.queries import followed
from foreword.desk.actions import Refusal, evaluate, write_to
from foreword.desk.actions.attaching import keep_files
from foreword.desk.actions.chatting import leave_contact
from foreword.desk.files import file_of
from foreword.desk.links import opens
from foreword.desk.models import Question
from foreword.desk.queries import is_asker, open_question
from foreword.kernel.microphone import may_record
from foreword.people.models import Person
from foreword.portal.forms import SurveyForm
from foreword.portal.queries.questions import all_my_questions, askers_page
from foreword.portal.views.asking import FRESH
from foreword.portal.views.viewer import language, remember_token, tokens_of, viewer_of, wants_fragment


@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    mine = all_my_questions(viewer_of(request), tokens_of(request))
    return render(request, "portal/questions.html", {"questions": mine, "followed": followed(viewer_of(request))})


@may_record
@require_safe
def question(request: HttpRequest, pid: str) -> HttpResponse:
    if token := request.GET.get("token"):
        return _take_token(request, pid, token)
    context = page_of(request, pid, after=0)
    context["fresh"] = request.session.get(FRESH) == pid
    if context["fresh"]:
        del request.session[FRESH]
        context["secret_url"] = _secret_url(request, pid)
    return render(request, "portal/question.html", context)


@require_safe
def thread(request: HttpRequest, pid: str) -> HttpResponse:
    """What is new since the message that the page ends with; the page asks for it when the stream says so."""
    after = request.GET.get("after", "0")
    context = page_of(request, pid, after=int(after) if after.isdecimal() and len(after) < 10 else 0)
    return render(request, "portal/thread_news.html", context)


@require_safe
def attached(request: HttpRequest, pid: str, file: str) -> HttpResponseBase:
    try:
        viewer = viewer_of(request)
        return file_of(request, open_question(pid, viewer, tokens_of(request).get(pid, "")), file, viewer)
    except (Question.DoesNotExist, Attachment.DoesNotExist):
        raise Http404 from None


@may_record
@require_POST
def message(request: HttpRequest, pid: str) -> HttpResponse:
    asked = own_question(request, pid)
    client_id = request.POST.get("client_id", "")[:64] or f"form-{secrets.token_hex(8)}"
    try:
        write_to(
            question=asked,
            author=Author.READER,
            person=viewer_of(request),
            text=request.POST.get("text", ""),
            client_id=client_id,
            files=keep_files(question=asked, client_id=client_id, files=request.FILES.getlist("files")),
        )
    except Refusal as refusal:
        return refused(request, pid, refusal, request.POST.get("text", ""))
    return _shown_again(request, pid)


@require_POST
def contact(request: HttpRequest, pid: str) -> HttpResponse:
    """An address for the answer, where a chat became a question."""
    asked = own_question(request, pid)
    try:
        leave_contact(question=asked, contact=request.POST.get("contact", "")[:254])
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("The answer comes to %(address)s.") % {"address": asked.contact})
    return redirect("portal:question", pid)


@require_POST
def evaluation(request: HttpRequest, pid: str) -> HttpResponse:
    asked = own_question(request, pid)
    satisfied = request.POST.get("satisfied") == "yes"
    try:
        evaluate(question=asked, satisfied=satisfied, comment=request.POST.get("comment", ""))
    except Refusal as refusal:
        return refused(request, pid, refusal, "")
    if satisfied:
        messages.success(request, _("Thank you. The librarian sees that this helped."))
    else:
        messages.success(request, _("It is with the librarian again. Add what is still missing, if you like."))
    return redirect("portal:question", pid)


def _take_token(request: HttpRequest, pid: str, token: str) -> HttpResponse:
    """The secret leaves the address at once, so that no history, log or Referer holds it."""
    known = Question.objects.filter(pid=pid).first()
    if known is None or not opens(known, token):
        raise Http404
    remember_token(request, pid, token)
    return redirect("portal:question", pid)


def page_of(request: HttpRequest, pid: str, *, after: int) -> dict[str, object]:
    token = tokens_of(request).get(pid, "")
    try:
        asked = askers_page(pid, viewer_of(request), token, lang=language(), after=after)
    except Question.DoesNotExist:
        raise Http404 from None
    survey = SurveyForm() if asked.survey else None
    return {"asked": asked, "page": asked.page, "client_id": secrets.token_hex(12), "survey": survey}


def own_question(request: HttpRequest, pid: str) -> Question:
    return askers_own(pid, viewer_of(request), tokens_of(request).get(pid, ""))


def askers_own(pid: str, viewer: Person | None, token: str) -> Question:
    """A librarian who may read it does not write in its asker's name."""
    try:
        asked = open_question(pid, viewer, token)
    except Question.DoesNotExist:
        raise Http404 from None
    if not is_asker(asked, viewer, token):
        raise Http404
    return asked


def refused(request: HttpRequest, pid: str, refusal: Refusal, text: str) -> HttpResponse:
    """Nothing is lost: the page comes back with what was written and why it was not taken."""
    context = {**page_of(request, pid, after=0), "error": refusal.message, "draft": text, "refused_file": refusal.file}
    if wants_fragment(request):
        return render(request, "portal/thread_news.html", context, status=422)
    return render(request, "portal/question.html", context, status=422)


def _shown_again(request: HttpRequest, pid: str) -> HttpResponse:
    if not wants_fragment(request):
        return redirect("portal:question", pid)
    after = request.POST.get("after", "0")
    context = page_of(request, pid, after=int(after) if after.isdecimal() and len(after) < 10 else 0)
    return render(request, "portal/thread_news.html", context)


def _secret_url(request: HttpRequest, pid: str) -> str:
    token = tokens_of(request).get(pid, "")
    return request.build_absolute_uri(f"{request.path}?token={token}") if token else ""
