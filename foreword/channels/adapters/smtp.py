"""Handing a mail to the library's mail server, and telling apart what is known from what is not."""

from typing import Any, Final

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection

from foreword.channels.addresses import return_address
from foreword.channels.models import OutboundMail


class NotTaken(Exception):
    """The mail surely did not leave; trying again is safe."""


class Refused(Exception):
    """The server said no for good: this address, or this mail."""


class Unknown(Exception):
    """The line broke while the mail was being handed over: it may have left, or not."""


MOST_WORDS: Final = 300


def hand_over(mail: OutboundMail) -> None:
    """Returns once the server has taken the mail."""
    connection = get_connection()
    try:
        connection.open()
    except OSError as error:  # smtplib's errors are OSErrors, too
        raise NotTaken(_words(error)) from error
    handing = _watched(connection)
    try:
        letter_of(mail, connection).send()
    except Exception as error:
        raise _verdict(error, began=handing.began) from error
    finally:
        connection.close()


def letter_of(mail: OutboundMail, connection: Any = None) -> EmailMultiAlternatives:
    letter = EmailMultiAlternatives(
        mail.subject,
        mail.text,
        from_email=return_address(mail.pid),
        to=[mail.to],
        headers=_headers(mail),
        connection=connection,
    )
    if mail.html:
        letter.attach_alternative(mail.html, "text/html")
    return letter


def _headers(mail: OutboundMail) -> dict[str, str]:
    """The envelope sender takes reports; the From is the library's. What no person wrote says so (RFC 3834)."""
    headers = {
        "From": settings.DEFAULT_FROM_EMAIL,
        "Message-ID": mail.message_id,
        "Content-Language": mail.lang,
        "Reply-To": mail.reply_to,
        "In-Reply-To": mail.in_reply_to,
        "References": mail.references,
    }
    if mail.automatic:
        headers["Auto-Submitted"] = "auto-replied" if mail.in_reply_to else "auto-generated"
        headers["X-Auto-Response-Suppress"] = "All"
    if mail.unsubscribe:
        headers["List-Unsubscribe"] = f"<{mail.unsubscribe}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        headers["Precedence"] = "bulk"
    return {name: value for name, value in headers.items() if value}


class _Handing:
    """Whether the words of the mail themselves began to be handed over: before that, nothing can have left."""

    began = False


def _watched(connection: Any) -> _Handing:
    handing = _Handing()
    client = getattr(connection, "connection", None)
    hand = getattr(client, "data", None)
    if client is None or hand is None:  # not SMTP: a file, or the tests' list
        handing.began = True
        return handing

    def data(content: Any) -> Any:
        handing.began = True
        return hand(content)

    client.data = data
    return handing


def _verdict(error: Exception, *, began: bool) -> Exception:
    """An SMTP reply code is the server's own word (4xx later, 5xx never); without one nobody knows, once it began."""
    codes = [code for code, _words in getattr(error, "recipients", {}).values()] or [getattr(error, "smtp_code", None)]
    if None in codes:
        return Unknown(_words(error)) if began else NotTaken(_words(error))
    return NotTaken(_words(error)) if all(400 <= code < 500 for code in codes) else Refused(_words(error))


def _words(error: Exception) -> str:
    """What the server said, or what happened; never the mail itself."""
    said = getattr(error, "smtp_error", b"") or next(iter(getattr(error, "recipients", {}).values()), (0, b""))[1]
    code = getattr(error, "smtp_code", "") or next(iter(getattr(error, "recipients", {}).values()), ("",))[0]
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return " ".join([str(code), *text.split()]).strip()[:MOST_WORDS] or type(error).__name__
