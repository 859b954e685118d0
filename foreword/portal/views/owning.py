"""What its asker may do with a question of their own: change its words, take it back, take it up again, and say how it
went where that was drawn."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from foreword.desk.actions import Refusal
from foreword.desk.actions.rewording import reword as change_words
from foreword.desk.actions.surveying import say_as_reader
from foreword.desk.actions.taking_back import take_back as give_up
from foreword.desk.actions.taking_back import take_up_again
from foreword.desk.refusals_of_care import TakenMeanwhile
from foreword.portal.forms import SurveyForm
from foreword.portal.views.questions import own_question, page_of, refused


@require_POST
def reword(request: HttpRequest, pid: str) -> HttpResponse:
    """Refused words are given back: in their form, or, once a librarian has it, in the box below the thread."""
    asked, text, version = own_question(request, pid), request.POST.get("text", ""), request.POST.get("version", "")
    try:
        change_words(question=asked, text=text, version=int(version) if version.isdecimal() and len(version) < 9 else 0)
    except TakenMeanwhile as refusal:
        return refused(request, pid, refusal, text)
    except Refusal as refusal:
        context = {**page_of(request, pid, after=0), "reworded": {"text": text, "error": refusal.message}}
        return render(request, "portal/question.html", context, status=422)
    return redirect("portal:question", pid)


@require_POST
def take_back(request: HttpRequest, pid: str) -> HttpResponse:
    asked = own_question(request, pid)
    try:
        give_up(question=asked, reason=request.POST.get("reason", ""))
    except Refusal as refusal:
        return refused(request, pid, refusal, "")
    return redirect("portal:question", pid)


@require_POST
def come_back(request: HttpRequest, pid: str) -> HttpResponse:
    asked = own_question(request, pid)
    try:
        take_up_again(question=asked)
    except Refusal as refusal:
        return refused(request, pid, refusal, "")
    return redirect("portal:question", pid)


@require_POST
def survey(request: HttpRequest, pid: str) -> HttpResponse:
    asked, form = own_question(request, pid), SurveyForm(request.POST)
    if not form.is_valid():
        return render(request, "portal/question.html", {**page_of(request, pid, after=0), "survey": form}, status=422)
    try:
        say_as_reader(question=asked, said=form.cleaned_data)
    except Refusal as refusal:
        return refused(request, pid, refusal, "")
    messages.success(request, _("Thank you. It is counted with what others said."))
    return redirect("portal:question", pid)
