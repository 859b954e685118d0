"""Files that go with a message of a page, kept before its story begins: pictures take a moment to be made anew."""

from collections.abc import Iterable

from django.core.files.base import File

from foreword.channels import attaching
from foreword.channels.models import Attachment
from foreword.desk.models import Question
from foreword.desk.refusals import FileRefused


def keep_files(*, question: Question, client_id: str, files: Iterable[File[bytes]]) -> list[Attachment]:
    """What `write_to` and `say` take as `files`. Raises FileRefused, and then the message is not sent either."""
    try:
        return attaching.keep_sent(question.conversation, client_id, files)
    except attaching.FileRefused as refused:
        raise FileRefused(refused.why, refused.name) from None
