"""What was sent, handed out: as a download under its own name, or as a picture made anew here; never as something that
a browser runs."""

from typing import Final

from django.http import FileResponse, HttpResponse

from foreword.channels.models import Attachment, InboundMail
from foreword.desk.models import Question
from foreword.desk.queries.threads import sees_notes
from foreword.people.models import Person

SAFE: Final = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store, private",
}


def file_of(question: Question, pid: str, viewer: Person | None) -> FileResponse:
    """A file of this question, which the viewer has opened. Raises Attachment.DoesNotExist, also for one that was
    refused, and for a note's to whoever sees no notes."""
    rows = Attachment.objects.exclude(file="").select_related("message")
    if not sees_notes(question, viewer):
        rows = rows.filter(message__internal=False)
    row = rows.get(pid=pid, message__conversation=question.conversation_id)
    try:
        content = row.file.open("rb")
    except FileNotFoundError:
        raise Attachment.DoesNotExist from None
    shown = row.may_be_shown(row.message)
    kind = row.mime if shown else "application/octet-stream"
    return FileResponse(content, as_attachment=not shown, filename=row.name, content_type=kind, headers=SAFE)


def source_of(mail: InboundMail) -> HttpResponse:
    """The mail as it came, for the desk. Raises RawMail.DoesNotExist once its bytes are past their term."""
    response = HttpResponse(bytes(mail.raw.content), content_type="application/octet-stream", headers=SAFE)
    response["Content-Disposition"] = f'attachment; filename="mail-{mail.pid}.eml"'
    return response
