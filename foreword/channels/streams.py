"""The two logs of a conversation: the reader's, without what is internal, and the desk's, with everything.

A hidden note keeps its number in the reader's log, with nothing in it: so the reader's page sees no gap to worry about.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from foreword.channels.models import Conversation, Message

READER = "conversation"
STAFF = "staffconversation"

Entry = tuple[int, dict[str, Any]]


def reader_channel(conversation: str) -> str:
    return f"{READER}:{conversation}"


def staff_channel(conversation: str) -> str:
    return f"{STAFF}:{conversation}"


def read_for_reader(pid: str, after: int) -> list[Entry]:
    return [(m.seq, {"seq": m.seq} if m.internal else _content(m)) for m in _messages(pid, after)]


def read_for_staff(pid: str, after: int) -> list[Entry]:
    return [(message.seq, _content(message)) for message in _messages(pid, after)]


def last_numbers(names: Iterable[str]) -> Mapping[str, int]:
    return dict(Conversation.objects.filter(pid__in=list(names)).values_list("pid", "last_seq"))


def _messages(pid: str, after: int) -> list[Message]:
    return list(Message.objects.filter(conversation__pid=pid).after(after)[:500])


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
