"""Where the library's own mail server hands mail in, by LMTP or SMTP: 250 is said after the COMMIT, never before.

It is no mail server of its own: it listens for one machine's MTA, on loopback unless told otherwise, takes mail for the
library's address alone and relays nothing.
"""

import asyncio
import logging
import socket
import threading
from typing import Any, Final
from urllib.parse import urlsplit

from aiosmtpd.controller import Controller
from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import settings
from django.db import DatabaseError

from foreword.channels.actions import receive_mail
from foreword.channels.addresses import is_ours, token_in
from foreword.kernel.writer import Overloaded, awrite

logger = logging.getLogger(__name__)

PORTS: Final = {"lmtp": 2400, "smtp": 2525}
LONGEST_LINE: Final = 2**20
"""Programs write lines far beyond the 998 that the standard allows, and a mail is not refused for that."""
IDENT: Final = "Foreword"
TAKEN: Final = "250 2.0.0 stored"
NOT_HERE: Final = "550 5.1.1 There is no such address here"
NOT_NOW: Final = "451 4.3.0 Cannot be stored just now, please try again"


class _Smtp(SMTP):
    line_length_limit = LONGEST_LINE


class _Lmtp(LMTP):
    line_length_limit = LONGEST_LINE


class Sink:
    """aiosmtpd calls these; their names are its own."""

    def __init__(self, via: str) -> None:
        self._via = via

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        token = token_in(address)
        if not is_ours(address) or (token and not token.genuine):
            return NOT_HERE
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        content, sender = bytes(envelope.original_content or b""), (envelope.mail_from or "").strip("<>")
        recipients = list(envelope.rcpt_tos)
        try:
            await awrite(
                lambda: receive_mail(content=content, via=self._via, envelope_from=sender, recipients=recipients)
            )
        except (DatabaseError, Overloaded, OSError) as error:
            logger.warning("a mail was not stored, its server keeps it: %s", type(error).__name__)
            return self._for_each(NOT_NOW, recipients)
        return self._for_each(TAKEN, recipients)

    def _for_each(self, word: str, recipients: list[str]) -> str:
        """LMTP wants an answer for each recipient (RFC 2033)."""
        return "\r\n".join([word] * len(recipients)) if self._via == "lmtp" else word


class _Controller(Controller):
    def factory(self) -> Any:
        return (_Lmtp if self.via == "lmtp" else _Smtp)(self.handler, **self.SMTP_kwargs)

    via = "smtp"


class SinkListener:
    """Listens until it is ended."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address if "://" in address else f"lmtp://{address}")
        self.via = parts.scheme if parts.scheme in PORTS else "lmtp"
        self.host, self.port = parts.hostname or "127.0.0.1", parts.port or PORTS[self.via]
        # Each machine may have its own; of several processes on one machine only one can have the port.
        self.name = f"mail sink {socket.gethostname()[:40]}:{self.port}"
        self.ready = threading.Event()

    def listen(self, ended: threading.Event) -> None:
        controller = _Controller(
            Sink(self.via),
            hostname=self.host,
            port=self.port,
            data_size_limit=settings.FOREWORD_MAIL_LARGEST,
            enable_SMTPUTF8=True,
            ident=IDENT,
            server_hostname=socket.gethostname(),
            loop=asyncio.new_event_loop(),
        )
        controller.via = self.via
        controller.start()
        self.ready.set()
        try:
            ended.wait()
        finally:
            controller.stop()


def sink_listener() -> SinkListener | None:
    return SinkListener(settings.FOREWORD_MAIL_LISTEN) if settings.FOREWORD_MAIL_LISTEN else None
