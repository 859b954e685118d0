"""Sub-tasks, tags, merging and splitting, as a librarian asks for them."""

import re
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from foreword.channels.models import Message
from foreword.desk.actions import Refusal, merging, tagging, tasking
from foreword.desk.models import Question, Task, Tie
from foreword.desk.queries import open_question
from foreword.people.models import Person
from foreword.workbench.permissions import at_the_desk, librarian
from foreword.workbench.views.deeds import address, do, opened, refuse

_PID: Final = re.compile(r"(?:.*/questions/)?([0-9a-z]{13})(?:[/?#].*)?", re.DOTALL)


@require_POST
@at_the_desk
def add_task(request: HttpRequest, pid: str) -> HttpResponse:
    """With `ask`, a colleague is asked: a note, too, and a place in their queue."""
    by, text = librarian(request), request.POST.get("text", "")
    colleague = Person.objects.at_the_desk().filter(pid=request.POST.get("assignee", "")).first()
    if not request.POST.get("ask"):
        return do(request, pid, lambda q: tasking.add_task(question=q, by=by, text=text, assignee=colleague))
    if colleague is None:
        return refuse(request, pid, _("Choose whom to ask."))
    done = _("%(name)s finds it in their queue.") % {"name": colleague.name}
    return do(
        request, pid, lambda q: tasking.ask_colleague(question=q, by=by, text=text, colleague=colleague), done=done
    )


@require_POST
@at_the_desk
def change_task(request: HttpRequest, pid: str, task: str) -> HttpResponse:
    by, given = librarian(request), request.POST
    found = get_object_or_404(Task.objects.select_related("question"), pid=task, question=opened(request, pid))
    if given.get("state") == "open":
        return do(request, pid, lambda _question: tasking.reopen_task(task=found, by=by))
    done, reply = given.get("state") != "dropped", given.get("reply", "")
    return do(request, pid, lambda _question: tasking.close_task(task=found, by=by, done=done, reply=reply))


@require_POST
@at_the_desk
def tag(request: HttpRequest, pid: str) -> HttpResponse:
    by, text = librarian(request), request.POST.get("tag", "")
    story = tagging.untag if request.POST.get("undo") else tagging.tag
    return do(request, pid, lambda question: story(question=question, by=by, text=text))


@require_POST
@at_the_desk
def merge(request: HttpRequest, pid: str) -> HttpResponse:
    """Into the question whose address or number was given."""
    by = librarian(request)
    found = _PID.fullmatch(request.POST.get("into", "").strip()[:400])
    try:
        into = open_question(found[1] if found else "", by)
    except Question.DoesNotExist:
        return refuse(request, pid, _("There is no such question. Copy its address from the browser."))
    try:
        tie = merging.merge(question=opened(request, pid), into=into, by=by)
    except Refusal as refusal:
        return refuse(request, pid, refusal.message)
    words = {
        "merged": _("Both go on together here. You can take them apart again."),
        "linked": _("Two different readers asked, so the questions are only linked. Each gets an answer of their own."),
    }
    messages.success(request, words[tie.kind])
    return redirect(address(request, into.pid if tie.kind == "merged" else pid))


@require_POST
@at_the_desk
def untie(request: HttpRequest, pid: str, tie: int) -> HttpResponse:
    question, by = opened(request, pid), librarian(request)
    rows = Tie.objects.select_related("question__conversation", "question__asker", "other__conversation")
    found = get_object_or_404(rows, pk=tie)
    if question.pk not in {found.question_id, found.other_id}:
        return refuse(request, pid, _("There is no such question. Copy its address from the browser."))
    return do(request, pid, lambda _question: merging.undo(tie=found, by=by), done=_("They stand apart again."))


@require_POST
@at_the_desk
def split(request: HttpRequest, pid: str, message: str) -> HttpResponse:
    question, by = opened(request, pid), librarian(request)
    said = get_object_or_404(Message, pid=message, conversation=question.conversation_id)
    try:
        part = merging.split(message=said, by=by)
    except Refusal as refusal:
        return refuse(request, pid, refusal.message)
    messages.success(request, _("This is a question of its own now. It stays in the other thread, too."))
    return redirect(address(request, part.pid))
