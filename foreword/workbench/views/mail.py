"""Mail at the desk: its source, its files, sending one again, and what was kept aside."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from foreword.channels.actions import file_all_the_same, send_again
from foreword.channels.models import Attachment, InboundMail, MailStep, OutboundMail, RawMail
from foreword.desk.files import file_of, source_of
from foreword.desk.models import Question
from foreword.desk.queries import open_question
from foreword.desk.queries.mails import mail_aside
from foreword.kernel.models import AuditEntry
from foreword.kernel.writer import write
from foreword.workbench.permissions import at_the_desk, librarian


@require_safe
@at_the_desk
def attached(request: HttpRequest, pid: str, file: str) -> HttpResponse:
    try:
        # at_the_desk speaks of HttpResponse; a file is its streaming sister
        return cast("HttpResponse", file_of(request, _question(request, pid), file, librarian(request)))
    except Attachment.DoesNotExist:
        raise Http404 from None


@require_safe
@at_the_desk
def source(request: HttpRequest, pid: str, mail: str) -> HttpResponse:
    """The bytes of a mail in this question's thread. Opening the question logs who looked (P17)."""
    question = _question(request, pid)
    head = {"pid": mail, "letterheads__message__conversation": question.conversation_id}
    return _source(get_object_or_404(InboundMail, **head))


@require_POST
@at_the_desk
def again(request: HttpRequest, pid: str, mail: str) -> HttpResponse:
    question = _question(request, pid)
    row = get_object_or_404(OutboundMail, pid=mail, conversation=question.conversation_id)
    if send_again(mail=row):
        messages.success(request, _("The mail is on its way once more."))
    else:
        messages.error(request, _("The mail is on its way already."))
    return redirect("workbench:question", pid)


@require_safe
@at_the_desk
def aside(request: HttpRequest) -> HttpResponse:
    return render(request, "workbench/mail_aside.html", {"mails": mail_aside()})


@require_safe
@at_the_desk
def aside_source(request: HttpRequest, mail: str) -> HttpResponse:
    row = _aside(mail)

    def note() -> None:
        AuditEntry.write(
            actor=librarian(request).pid,
            action="mail.opened",
            target=f"channels.inboundmail:{row.pid}",
            purpose="reference work",
        )

    write(note)
    return _source(row)


@require_POST
@at_the_desk
def take(request: HttpRequest, mail: str) -> HttpResponse:
    """A person has seen that it is a question after all."""
    file_all_the_same(mail=_aside(mail))
    messages.success(request, _("It is made a question, in a moment."))
    return redirect("workbench:mail_aside")


def _aside(pid: str) -> InboundMail:
    return get_object_or_404(InboundMail, pid=pid, step__in=[MailStep.ASIDE, MailStep.FAILED])


def _source(mail: InboundMail) -> HttpResponse:
    try:
        return source_of(mail)
    except RawMail.DoesNotExist:
        raise Http404 from None


def _question(request: HttpRequest, pid: str) -> Question:
    try:
        return open_question(pid, librarian(request))
    except Question.DoesNotExist:
        raise Http404 from None
