"""Handing a mail to the library's mail server, and telling apart what is known from what is not."""

from django.core.mail import EmailMessage, get_connection

from foreword.channels.models import OutboundMail


class NotTaken(Exception):
    """The mail surely did not leave; trying again is safe."""


class Refused(Exception):
    """The server said no for good: this address, or this mail."""


class Unknown(Exception):
    """The line broke while the mail was being handed over: it may have left, or not."""


def hand_over(mail: OutboundMail) -> None:
    connection = get_connection()
    try:
        connection.open()
    except OSError as error:
        raise NotTaken(type(error).__name__) from error
    letter = EmailMessage(
        mail.subject,
        mail.text,
        to=[mail.to],
        headers={"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated", "Content-Language": mail.lang},
        connection=connection,
    )
    try:
        letter.send()
    except Exception as error:
        raise _verdict(error) from error
    finally:
        connection.close()


def _verdict(error: Exception) -> Exception:
    """An SMTP reply code is the server's own word (4xx later, 5xx never); without one nobody knows."""
    code = getattr(error, "smtp_code", None)
    if code is None and not hasattr(error, "recipients"):
        return Unknown(type(error).__name__)
    if code is not None and 400 <= code < 500:
        return NotTaken(str(code))
    return Refused(str(code or "recipient refused"))
