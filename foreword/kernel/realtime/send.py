"""`POST /rt/send`, the accept path of live messages: `{"ticket", "client_id", "text"}` in, `{"seq", …}` after COMMIT.

A room registers what stores a message for its channels. It must be idempotent on `client_id`: a client that got no
answer sends the same again and gets the same answer, and nothing is stored twice.
"""

import json
import logging
from collections.abc import Callable
from typing import Any, Final

from django.db import Error as DatabaseTrouble

from foreword.kernel import writer
from foreword.kernel.realtime.asgi import BodyTooLarge, Disconnected, Receive, Scope, Send, answer, body, problem, query
from foreword.kernel.realtime.tickets import BadTicket, Ticket, read_ticket

logger = logging.getLogger(__name__)

Acceptor = Callable[[str, Ticket, str, str], dict[str, Any]]
"""(name in the log, ticket, client id, text) → what the client is told, at least its `seq`. Runs in a transaction."""

MAX_BYTES: Final = 256_000
MAX_CLIENT_ID: Final = 64
RETRY = {"retry-after": "2"}

_acceptors: dict[str, Acceptor] = {}


class Refused(Exception):
    """The message cannot be taken; the words are for its sender."""

    def __init__(self, title: str, status: int = 422) -> None:
        super().__init__(title)
        self.status = status


def register_acceptor(prefix: str, acceptor: Acceptor) -> None:
    _acceptors[prefix] = acceptor


async def accept(scope: Scope, receive: Receive, send: Send) -> None:
    try:
        result = await _accept(scope, receive)
    except Disconnected:
        return
    except Exception as error:  # noqa: BLE001 - whatever it was, the sender is told that nothing was stored
        status, title = _told(error)
        await problem(send, status, title, RETRY if status in {503, 507} else None)
    else:
        await answer(send, 200, result)


def _told(error: Exception) -> tuple[int, str]:
    match error:
        case Refused():
            return error.status, str(error)
        case BadTicket():
            return 403, str(error)
        case BodyTooLarge():
            return 413, str(error)
        case writer.Overloaded():
            return 503, "Too much at once. Send it again in a moment."
    logger.error("a message was not stored", exc_info=error)
    if isinstance(error, DatabaseTrouble):
        return (507, "The disk is full.") if "full" in str(error) else (503, "The database is busy. Send it again.")
    return 500, "Something is wrong here, and this was not stored."


async def _accept(scope: Scope, receive: Receive) -> dict[str, Any]:
    data = parsed(await body(receive, MAX_BYTES))
    ticket = read_ticket(str(data.get("ticket") or query(scope).get("ticket", "")))
    client_id, text = data.get("client_id"), data.get("text")
    if not isinstance(client_id, str) or not 0 < len(client_id) <= MAX_CLIENT_ID:
        raise Refused("`client_id` is your own name for this message, 1 to 64 characters.")
    if not isinstance(text, str) or not text.strip():
        raise Refused("There is nothing to send.")
    prefix, _, name = ticket.channel.partition(":")
    if not ticket.may_send or prefix not in _acceptors:
        raise Refused("This ticket is for reading only.", 403)
    return await writer.awrite(lambda: _acceptors[prefix](name, ticket, client_id, _storable(text)))


def _storable(text: str) -> str:
    """Without what no database takes: NUL, and halves of surrogate pairs, which JSON allows."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def parsed(raw: bytes) -> dict[str, Any]:
    try:
        data = json.loads(raw)
    except ValueError as error:  # UnicodeDecodeError is one
        raise Refused("This is not JSON in UTF-8.", 400) from error
    if not isinstance(data, dict):
        raise Refused("One JSON object is expected.", 400)
    return data
