"""Reading the library's mailbox: all that is new by UID, each stored before it is marked; then wait in IDLE.

Never by a flag or a date: the cursor (UIDVALIDITY, UID) moves in the transaction that stores the mail, so that whatever
is killed, here or there, a mail is taken again rather than lost; and one that comes twice is known by itself.
"""

import logging
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from imapclient import SEEN, IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientError

from foreword.channels.actions import receive_mail
from foreword.channels.models import MailboxCursor
from foreword.kernel.clock import now
from foreword.kernel.writer import write

logger = logging.getLogger(__name__)

TIMEOUT: Final = SocketTimeout(connect=15, read=60)
IDLE_SECONDS: Final = 25 * 60
"""Servers hang up after half an hour (RFC 2177)."""
LOOK_SECONDS: Final = 1.0
POLL_SECONDS: Final = 20.0
"""Where the server has no IDLE."""
CUT_TO: Final = 1_000_000
"""So much is taken of a mail that is larger than the limit; the rest stays in the mailbox."""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """As the settings name it. `tls`: tls, starttls or none."""

    host: str
    port: int
    user: str
    password: str
    tls: str
    folder: str
    done: str

    @classmethod
    def of_settings(cls) -> "Mailbox | None":
        if not settings.FOREWORD_IMAP_HOST:
            return None
        names = ("HOST", "PORT", "USER", "PASSWORD", "TLS", "FOLDER", "DONE")
        return cls(*(getattr(settings, f"FOREWORD_IMAP_{name}") for name in names))

    @property
    def name(self) -> str:
        return f"{self.user}@{self.host}/{self.folder}"[:200]


class MailboxListener:
    """Runs until it is ended or the line breaks; then it is started again."""

    def __init__(self, mailbox: Mailbox) -> None:
        self.mailbox = mailbox
        self.name = f"mailbox {mailbox.name}"[:120]

    def listen(self, ended: threading.Event) -> None:
        try:
            with connected(self.mailbox) as client:
                cursor = _selected(client, self.mailbox)
                while not ended.is_set():
                    _take_new(client, self.mailbox, cursor, ended)
                    _note(cursor, "")
                    _wait_for_news(client, ended)
        except Exception as error:
            _note_trouble(self.mailbox, error)
            raise


def mailbox_listener() -> MailboxListener | None:
    mailbox = Mailbox.of_settings()
    return MailboxListener(mailbox) if mailbox else None


@contextmanager
def connected(mailbox: Mailbox) -> Iterator[IMAPClient]:
    """A client that is logged in. TLS is checked against the system's authorities."""
    context = ssl.create_default_context() if mailbox.tls != "none" else None
    client = IMAPClient(mailbox.host, mailbox.port, ssl=mailbox.tls == "tls", ssl_context=context, timeout=TIMEOUT)
    try:
        if mailbox.tls == "starttls":
            client.starttls(context)
        client.login(mailbox.user, mailbox.password)
        yield client
    finally:
        with suppress(Exception):
            client.logout()
        with suppress(Exception):
            client.shutdown()


def _selected(client: IMAPClient, mailbox: Mailbox) -> MailboxCursor:
    """Open the folder. With another UIDVALIDITY all numbers are new: everything is read again, and known for itself."""
    validity = int(client.select_folder(mailbox.folder)[b"UIDVALIDITY"])
    if mailbox.done and not client.folder_exists(mailbox.done):
        client.create_folder(mailbox.done)

    def found() -> MailboxCursor:
        cursor, _ = MailboxCursor.objects.get_or_create(mailbox=mailbox.name)
        if cursor.uid_validity != validity:
            cursor.uid_validity, cursor.uid = validity, 0
            cursor.save()
        return cursor

    return write(found)


def _take_new(client: IMAPClient, mailbox: Mailbox, cursor: MailboxCursor, ended: threading.Event) -> None:
    """No limit of number or age: after ten days without us, all ten days."""
    # "n:*" always names the last message, too, so that the answer is filtered.
    uids = sorted(uid for uid in client.search(["UID", f"{cursor.uid + 1}:*"]) if uid > cursor.uid)
    for uid in uids:
        if ended.is_set():
            return
        _take(client, cursor, uid)
        _mark(client, mailbox, uid)


def _take(client: IMAPClient, cursor: MailboxCursor, uid: int) -> None:
    sizes = client.fetch([uid], ["RFC822.SIZE"]).get(uid, {})
    size = sizes.get(b"RFC822.SIZE", 0)
    whole = size <= settings.FOREWORD_MAIL_LARGEST
    section = "BODY.PEEK[]" if whole else f"BODY.PEEK[]<0.{CUT_TO}>"
    fetched = client.fetch([uid], [section]).get(uid, {})
    content = next((value for key, value in fetched.items() if key.startswith(b"BODY[]")), None)

    def advance() -> None:
        cursor.uid = uid
        cursor.save(update_fields=["uid"])

    if content is None:  # deleted between search and fetch
        write(advance)
        return
    write(lambda: receive_mail(content=content, via="imap", cut=not whole, then=advance))


def _mark(client: IMAPClient, mailbox: Mailbox, uid: int) -> None:
    """For people who look into the mailbox; nothing of ours depends on it."""
    with suppress(IMAPClientError):
        client.add_flags([uid], [SEEN], silent=True)
        if mailbox.done:
            if client.has_capability("MOVE"):
                client.move([uid], mailbox.done)
            else:
                client.copy([uid], mailbox.done)
                client.delete_messages([uid], silent=True)
                client.expunge()


def _wait_for_news(client: IMAPClient, ended: threading.Event) -> None:
    if not client.has_capability("IDLE"):
        ended.wait(POLL_SECONDS)
        client.noop()
        return
    client.idle()
    end = time.monotonic() + IDLE_SECONDS
    news: list[object] = []
    while not ended.is_set() and time.monotonic() < end and not news:
        began = time.monotonic()
        news = client.idle_check(timeout=LOOK_SECONDS)
        if not news and time.monotonic() - began < LOOK_SECONDS / 2:
            raise ConnectionError("the mail server hung up")  # an end of file is read as "no news", at once
    client.idle_done()


def _note(cursor: MailboxCursor, error: str) -> None:
    def noted() -> None:
        cursor.seen_at, cursor.error = now(), error
        cursor.save(update_fields=["seen_at", "error"])

    write(noted)


def _note_trouble(mailbox: Mailbox, error: Exception) -> None:
    words = f"{type(error).__name__}: {error}"[:200]
    with suppress(Exception):
        write(lambda: MailboxCursor.objects.update_or_create(mailbox=mailbox.name, defaults={"error": words}))
