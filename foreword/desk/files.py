"""What was sent, handed out: as a download under its own name, as a picture made anew here, or as sound to listen to;
never as something that a browser runs."""

from functools import partial
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header

from foreword.channels.models import Attachment, InboundMail
from foreword.desk.models import Question
from foreword.desk.queries.threads import sees_notes
from foreword.kernel.ranges import in_parts
from foreword.people.models import Person

SAFE: Final = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store, private",
}


def file_of(request: HttpRequest, question: Question, pid: str, viewer: Person | None) -> HttpResponseBase:
    """A file of this question, which the viewer has opened, or the part of it that a player asks for. Raises
    Attachment.DoesNotExist, also for one that was refused, and for a note's to whoever sees no notes."""
    rows = Attachment.objects.exclude(file="").select_related("message")
    if not sees_notes(question, viewer):
        rows = rows.filter(message__internal=False)
    row = rows.get(pid=pid, message__conversation=question.conversation_id)
    in_page = row.may_be_shown(row.message) or row.may_be_played(row.message)
    headers = {
        **SAFE,
        "Content-Type": row.mime if in_page else "application/octet-stream",
        "Content-Disposition": str(content_disposition_header(not in_page, row.name)),
    }
    try:
        return in_parts(request, partial(row.file.open, "rb"), row.size, tag=f'"{row.sha256}"', headers=headers)
    except FileNotFoundError:
        raise Attachment.DoesNotExist from None


def source_of(mail: InboundMail) -> HttpResponse:
    """The mail as it came, for the desk. Raises RawMail.DoesNotExist once its bytes are past their term."""
    response = HttpResponse(bytes(mail.raw.content), content_type="application/octet-stream", headers=SAFE)
    response["Content-Disposition"] = f'attachment; filename="mail-{mail.pid}.eml"'
    return response
