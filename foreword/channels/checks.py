"""What `foreword doctor` asks of mail: is it taken, can the mailbox be read, does anything wait for a person."""

import socket
from datetime import timedelta
from importlib import import_module
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import get_connection

from foreword.channels.models import InboundMail, MailboxCursor, MailState, MailStep, OutboundMail
from foreword.kernel.clock import now
from foreword.kernel.doctor.findings import Finding, check, mend, note, well

LATE: Final = timedelta(minutes=10)


@check("mail out")
def mail_out() -> Finding:
    """Logs in and sends nothing."""
    if not settings.EMAIL_HOST:
        return well("none is sent")
    connection = get_connection(fail_silently=False)
    try:
        connection.open()
    except OSError as error:
        return mend(f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT} does not take mail: {error}")
    finally:
        connection.close()
    stuck = OutboundMail.objects.filter(state__in=[MailState.UNCERTAIN, MailState.FAILED]).count()
    return note(f"{stuck} uncertain or refused, shown in their threads") if stuck else well("the server answers")


@check("mailbox")
def mailbox() -> Finding:
    if not settings.FOREWORD_IMAP_HOST:
        return well("none is read")
    if settings.FOREWORD_IMAP_TLS not in {"tls", "starttls", "none"}:
        return mend(f"FOREWORD_IMAP_TLS is {settings.FOREWORD_IMAP_TLS!r}: write tls, starttls or none")
    imap = import_module("foreword.channels.adapters.imap")
    box = imap.Mailbox.of_settings()
    try:
        with imap.connected(box) as client:
            client.select_folder(box.folder, readonly=True)
            idle = client.has_capability("IDLE")
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what there is to mend
        return mend(f"{box.name} cannot be read: {type(error).__name__}: {error}")
    cursor = MailboxCursor.objects.filter(mailbox=box.name).first()
    if cursor is None or cursor.error:
        return note(f"can be read, but is not yet: {cursor.error if cursor else 'is a server running?'}")
    return well(f"read up to number {cursor.uid}") if idle else note("without IDLE: mail is seen every 20 s")


@check("mail sink")
def sink() -> Finding:
    if not settings.FOREWORD_MAIL_LISTEN:
        return well("none listens")
    where = urlsplit(settings.FOREWORD_MAIL_LISTEN)
    if where.scheme not in {"lmtp", "smtp"} or not where.hostname:
        return mend(f"FOREWORD_MAIL_LISTEN is {settings.FOREWORD_MAIL_LISTEN!r}: write lmtp://127.0.0.1:2400")
    port = where.port or {"lmtp": 2400, "smtp": 2525}[where.scheme]
    try:
        socket.create_connection((where.hostname, port), timeout=3).close()
    except OSError:
        return note(f"nothing listens at {where.hostname}:{port} now: is a server running?")
    return well(f"listens at {where.hostname}:{port}")


@check("mail that waits")
def waiting() -> Finding:
    failed = InboundMail.objects.filter(step=MailStep.FAILED).count()
    if failed:
        return mend(f"{failed} could not be filed. See the desk's page of mail kept aside")
    late = InboundMail.objects.waiting().filter(received_at__lt=now() - LATE).count()
    return mend(f"{late} waiting for more than ten minutes: is a worker running?") if late else well("none")
