"""What a reader sent, handed out: always as a download under its own name, never as something a browser runs."""

from typing import Final

from django.http import FileResponse, HttpResponse

from foreword.channels.models import Attachment, InboundMail
from foreword.desk.models import Question

SAFE: Final = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store, private",
}


def file_of(question: Question, pid: str) -> FileResponse:
    """A file of this question. Raises Attachment.DoesNotExist, also for one that was refused."""
    row = Attachment.objects.exclude(file="").get(pid=pid, message__conversation=question.conversation_id)
    try:
        content = row.file.open("rb")
    except FileNotFoundError:
        raise Attachment.DoesNotExist from None
    return FileResponse(
        content, as_attachment=True, filename=row.name, content_type="application/octet-stream", headers=SAFE
    )


def source_of(mail: InboundMail) -> HttpResponse:
    """The mail as it came, for the desk. Raises RawMail.DoesNotExist once its bytes are past their term."""
    response = HttpResponse(bytes(mail.raw.content), content_type="application/octet-stream", headers=SAFE)
    response["Content-Disposition"] = f'attachment; filename="mail-{mail.pid}.eml"'
    return response
