"""Files that go with a message of a page, kept before its story begins: pictures take a moment to be made anew."""

import secrets
from collections.abc import Iterable
from functools import partial

from django.core.files.base import File

from foreword.channels import attaching
from foreword.channels.models import Attachment
from foreword.desk.limits import Caller, count_files
from foreword.desk.models import Question
from foreword.desk.refusals import FileRefused
from foreword.people.models import Person


def keep_files(*, question: Question, client_id: str, files: Iterable[File[bytes]]) -> list[Attachment]:
    """What `write_to` and `say` take as `files`. Raises FileRefused, and then the message is not sent either."""
    try:
        return attaching.keep_sent(question.conversation, client_id, files)
    except attaching.FileRefused as refused:
        raise FileRefused(refused.why, refused.name) from None


def keep_first_files(
    *, asker: Person | None, caller: Caller, key: str, files: Iterable[File[bytes]]
) -> list[Attachment]:
    """What `ask` takes as `files`; the same `key` again finds them there. Raises FileRefused: then nothing is asked."""
    files = list(files)
    if not files:
        return []
    sender = asker.pid if asker else caller.browser
    try:
        whole = f"{sender}:{key or secrets.token_hex(12)}"
        return attaching.keep_first(whole, files, count=partial(count_files, asker, caller))
    except attaching.FileRefused as refused:
        raise FileRefused(refused.why, refused.name) from None
