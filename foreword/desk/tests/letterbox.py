"""The desk's letterbox in tests: mail comes in and is filed at once."""

from pathlib import Path

from django.core.files.storage import storages

from foreword.channels.actions import receive_mail
from foreword.channels.tests.samples import LIBRARY
from foreword.desk.models import Question
from foreword.kernel.jobs.run import run_until_idle

READER = "lin@campus.example"
FILES = Path(storages["attachments"].location)


def comes(content, *recipients, envelope_from=READER):
    """A mail comes in and is filed."""
    row = receive_mail(content=content, via="lmtp", envelope_from=envelope_from, recipients=recipients or [LIBRARY])
    run_until_idle()
    row.refresh_from_db()
    return row


def threads():
    """What was said in each question, the oldest first."""
    said = [question.conversation.messages.exclude(kind="state") for question in Question.objects.order_by("pk")]
    return [[message.text for message in thread.order_by("seq")] for thread in said]


def files():
    return [path for path in FILES.rglob("*") if path.is_file()]
