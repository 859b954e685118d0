"""`POST /rt/mark`: `{"ticket", "what": "typing" | "read", "seq"}` in, 204 out. Who is writing, how far one has read.

A room registers what becomes of the marks of its channels. They are limited for each ticket, and what is too much is
dropped without a word: marks are the first to go when there is much to do, messages the last.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from functools import partial
from typing import Final

from foreword.kernel.realtime.asgi import BodyTooLarge, Disconnected, Receive, Send, body, problem
from foreword.kernel.realtime.hub import Hub
from foreword.kernel.realtime.logs import UnknownLog, log_of
from foreword.kernel.realtime.send import Refused, parsed
from foreword.kernel.realtime.tickets import BadTicket, Ticket, read_ticket

Marker = Callable[[str, Ticket, str, int], None]
"""(name in the log, ticket, what, seq). Runs in a thread, outside every transaction."""

MAX_BYTES: Final = 8_000
BURST: Final = 4.0
A_SECOND: Final = 2.0
MOST_SENDERS: Final = 20_000
KINDS: Final = frozenset({"typing", "read"})
LARGEST: Final = 2**31

_markers: dict[str, Marker] = {}


class Allowance:
    """A bucket for each sender: a burst, then so many a second."""

    def __init__(self) -> None:
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, sender: str) -> bool:
        at = time.monotonic()
        left, since = self._left.pop(sender, (BURST, at))
        left = min(BURST, left + (at - since) * A_SECOND)
        self._left[sender] = (left - 1 if left >= 1 else left, at)
        if len(self._left) > MOST_SENDERS:
            self._left.popitem(last=False)
        return left >= 1


allowance = Allowance()


def register_marker(prefix: str, marker: Marker) -> None:
    _markers[prefix] = marker


async def accept_mark(hub: Hub, receive: Receive, send: Send) -> None:
    try:
        data = parsed(await body(receive, MAX_BYTES))
        ticket = read_ticket(str(data.get("ticket", "")))
        await _mark(hub, ticket, data.get("what"), data.get("seq"))
    except Disconnected:
        return
    except Refused as refused:
        await problem(send, refused.status, str(refused))
    except BadTicket as error:
        await problem(send, 403, str(error))
    except BodyTooLarge as error:
        await problem(send, 413, str(error))
    else:
        await send({"type": "http.response.start", "status": 204, "headers": [(b"cache-control", b"no-store")]})
        await send({"type": "http.response.body", "body": b""})


async def _mark(hub: Hub, ticket: Ticket, what: object, seq: object) -> None:
    try:
        log, name = log_of(ticket.channel)
    except UnknownLog:
        raise Refused("There is no such stream.", 404) from None
    marker = _markers.get(log.prefix)
    if marker is None or not ticket.may_send:
        raise Refused("This ticket is for reading only.", 403)
    if what not in KINDS:
        raise Refused("`what` is typing or read.")
    number = seq if isinstance(seq, int) and not isinstance(seq, bool) and 0 <= seq < LARGEST else 0
    if not allowance.take(f"{ticket.channel}/{ticket.holder}"):
        return
    if log.allowed and not await hub.in_pool(partial(log.allowed, name, ticket.holder)):
        raise Refused("You may no longer read this.", 403)
    await hub.in_pool(partial(marker, name, ticket, str(what), number))
