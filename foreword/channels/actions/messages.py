"""A conversation is opened; a message is accepted and numbered."""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import connection, transaction

from foreword.channels.attaching import same_files
from foreword.channels.events import MessageAccepted
from foreword.channels.models import Attachment, Author, Conversation, Medium, Message
from foreword.kernel import wakeups
from foreword.kernel.clock import now
from foreword.kernel.outbox import publish
from foreword.kernel.writer import write
from foreword.people.models import Person


class ClientIdTaken(Exception):
    """This client id already names another message, so what came under it now was not stored."""


def open_conversation() -> Conversation:
    return Conversation.objects.create()


def accept_message(
    *,
    conversation: Conversation,
    author: Author | str,
    text: str,
    client_id: str,
    person: Person | None = None,
    medium: Medium | str = Medium.WEB,
    kind: str = "text",
    internal: bool = False,
    lang: str = "",
    files: Sequence[Attachment] = (),
    sent_at: datetime | None = None,
    then: Callable[[Message], None] | None = None,
) -> Message:
    """Store and number one message; returns after the COMMIT. The same `client_id` again gives the stored message.

    Only where it is the same message: other words under its `client_id` raise ClientIdTaken, for whoever was told
    that they are stored would lose them. `sent_at` is when it was said, where that was before. `files` (of
    `keep_sent`) land with the words or not at all. `then` runs in the same transaction, once, for what is new.
    """

    message = Message(
        conversation=conversation,
        client_id=client_id,
        author=author,
        person=person,
        medium=medium,
        kind=kind,
        internal=internal,
        text=text,
        lang=lang,
        sent_at=sent_at or now(),
    )
    return write(lambda: _store(message, files, then))


def _store(message: Message, files: Sequence[Attachment], then: Callable[[Message], None] | None) -> Message:
    conversation = message.conversation
    # The row lock comes before the look for a replay: of two at once, the second finds what the first stored.
    if connection.features.has_select_for_update:
        Conversation.objects.select_for_update().values_list("pk").get(pk=conversation.pk)
    seq = _next_seq(conversation, unless=message.client_id)
    if seq is None:
        return _stored_before(message, files)
    conversation.last_seq = message.seq = seq
    message.save(force_insert=True)
    for row in files:
        row.message = message
    Attachment.objects.bulk_create(files)
    _announce(message)
    if then:
        then(message)
    return message


def _stored_before(message: Message, files: Sequence[Attachment]) -> Message:
    known = Message.objects.get(conversation=message.conversation, client_id=message.client_id)
    same = (known.author, known.internal, known.text) == (message.author, message.internal, message.text)
    if not same or (files and not same_files(known.attachments.all(), files)):
        raise ClientIdTaken
    return known


def _next_seq(conversation: Conversation, *, unless: str) -> int | None:
    """The next number, held until the end of the transaction; None where this client id has one already."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE channels_conversation SET last_seq = last_seq + 1 WHERE id = %s AND NOT EXISTS "
            "(SELECT 1 FROM channels_message WHERE conversation_id = %s AND client_id = %s) RETURNING last_seq",
            [conversation.pk, conversation.pk, unless],
        )
        row = cursor.fetchone()
    return int(row[0]) if row else None


def _announce(message: Message) -> None:
    conversation, seq = message.conversation.pid, message.seq
    publish(
        MessageAccepted(
            conversation=conversation,
            message=message.pid,
            seq=seq,
            author=message.author,
            internal=message.internal,
        )
    )

    def wake() -> None:
        wakeups.notify(f"conversation:{conversation}", seq)
        wakeups.notify(f"staffconversation:{conversation}", seq)

    transaction.on_commit(wake, robust=True)
