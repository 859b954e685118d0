"""The two logs of a conversation: the reader's, without what is internal, and the desk's, with everything.

A hidden note keeps its number in the reader's log, with nothing in it: so the reader's page sees no gap to worry about.
"""

from typing import Any

from foreword.channels.models import Message

READER = "conversation"
STAFF = "staffconversation"

Entry = tuple[int, dict[str, Any]]


def reader_channel(conversation: str) -> str:
    return f"{READER}:{conversation}"


def staff_channel(conversation: str) -> str:
    return f"{STAFF}:{conversation}"


def read_for_reader(name: str, after: int) -> list[Entry]:
    return [(m.seq, {"seq": m.seq} if m.internal else _content(m)) for m in _messages(name, after)]


def read_for_staff(name: str, after: int) -> list[Entry]:
    return [(message.seq, _content(message)) for message in _messages(name, after)]


def _messages(name: str, after: int) -> list[Message]:
    pid = name.rpartition(":")[2]
    return list(Message.objects.filter(conversation__pid=pid).after(after).select_related("person")[:500])


def _content(message: Message) -> dict[str, Any]:
    return {
        "seq": message.seq,
        "id": message.pid,
        "author": message.author,
        "kind": message.kind,
        "medium": message.medium,
        "internal": message.internal,
        "text": message.text,
        "html": message.html,
        "lang": message.lang,
        "sent_at": message.sent_at.isoformat(),
    }
