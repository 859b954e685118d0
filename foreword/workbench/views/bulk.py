"""The same deed on the questions that were marked: first said how many, then done."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from foreword.desk.actions import bulk as actions
from foreword.desk.models import Question, Stage
from foreword.workbench.permissions import at_the_desk, librarian


@require_POST
@at_the_desk
def bulk(request: HttpRequest) -> HttpResponse:
    given, by = request.POST, librarian(request)
    deed = given.get("deed", "")
    value = given.get({"tag": "tag", "stage": "stage"}.get(deed, ""), "").replace("\0", "")
    pids = [pid for pid in given.getlist("q") if "\0" not in pid][: actions.MOST]
    questions = list(Question.objects.visible_to(by).filter(pid__in=pids).select_related("conversation"))
    if deed not in actions.DEEDS or not questions:
        messages.error(request, _("Mark some questions, and choose what to do with them."))
        return redirect(_desk(request))
    if not given.get("confirmed"):
        context = {"questions": questions, "deed": deed, "value": value, "words": _words(deed, value, len(questions))}
        return render(request, "workbench/bulk.html", {**context, "kept": request.META.get("QUERY_STRING", "")})
    outcome = actions.do_many(questions=questions, by=by, deed=deed, value=value)
    for question, why in outcome.refused:
        messages.error(request, f"{question.headline}: {why}")
    if outcome.done:
        done = ngettext("Done for %(n)d question.", "Done for %(n)d questions.", outcome.done)
        messages.success(request, done % {"n": outcome.done})
    return redirect(_desk(request))


def _words(deed: str, value: str, count: int) -> str:
    words = {
        "claim": ngettext("Take %(n)d question?", "Take %(n)d questions?", count),
        "release": ngettext("Give %(n)d question back?", "Give %(n)d questions back?", count),
        "tag": ngettext("Tag %(n)d question “%(value)s”?", "Tag %(n)d questions “%(value)s”?", count),
        "stage": ngettext("Move %(n)d question to “%(value)s”?", "Move %(n)d questions to “%(value)s”?", count),
    }
    label = dict(Stage.choices).get(value, value) if deed == "stage" else value
    return words[deed] % {"n": count, "value": label}


def _desk(request: HttpRequest) -> str:
    kept = request.META.get("QUERY_STRING", "")
    return reverse("workbench:desk") + (f"?{kept}" if kept else "")
