"""The library's own mail addresses, and the tokens that tell which thread a mail belongs to.

`ask+c<conversation>.<token>@host` is where a reader's reply goes; `<c.<conversation>.<key>.<token>@host>` is the
Message-ID of what we send. The token is an HMAC of the conversation's random id, so nobody can guess one; it survives
servers that lower the case of addresses. `ask+b<mail>.<token>@host` is where reports on one mail of ours go.
"""

import base64
import hmac
import re
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.utils.crypto import salted_hmac

_ADDRESS: Final = re.compile(r"[^@]*\+([cb])([0-9a-z]{13})\.([a-z2-7]{16})@.+", re.IGNORECASE)
_ID: Final = re.compile(r"<c\.([0-9a-z]{13})\.[^@<>]*\.([a-z2-7]{16})@[^<>]+>", re.IGNORECASE)
CONVERSATION: Final = "c"
REPORT: Final = "b"


@dataclass(frozen=True, slots=True)
class Token:
    """What an address says it stands for. `genuine` when the token is ours."""

    kind: str
    pid: str
    genuine: bool


def receives_mail() -> bool:
    return bool(settings.FOREWORD_IMAP_HOST or settings.FOREWORD_MAIL_LISTEN)


def reply_address(conversation: str) -> str:
    """Where a reply to this conversation goes; "" where no mail comes in, so that nobody writes into the void."""
    return _with(CONVERSATION, conversation) if receives_mail() else ""


def return_address(mail: str) -> str:
    """The envelope sender of one mail of ours: its reports come back to an address that names it."""
    if receives_mail() and settings.FOREWORD_MAIL_PLUS:
        return _with(REPORT, mail)
    return settings.FOREWORD_MAIL_ADDRESS


def message_id(key: str, conversation: str) -> str:
    """The same for the same key, for ever."""
    host = settings.FOREWORD_MAIL_ADDRESS.rpartition("@")[2] or "localhost"
    return f"<c.{conversation}.{key}.{_token(CONVERSATION, conversation)}@{host}>"


def token_in(address: str) -> Token | None:
    found = _ADDRESS.fullmatch(address.strip())
    return _checked(found[1].lower(), found[2].lower(), found[3]) if found else None


def conversation_in(mail_id: str) -> str:
    """The conversation that a Message-ID of ours names, "" for a forged or foreign one."""
    found = _ID.fullmatch(mail_id.strip())
    token = _checked(CONVERSATION, found[1].lower(), found[2]) if found else None
    return token.pid if token and token.genuine else ""


def is_ours(address: str) -> bool:
    """One of the library's own, with or without a token."""
    local, _, host = address.lower().rpartition("@")
    return f"{local.partition('+')[0]}@{host}" in {settings.FOREWORD_MAIL_ADDRESS, *settings.FOREWORD_MAIL_ALIASES}


def _with(kind: str, pid: str) -> str:
    if not settings.FOREWORD_MAIL_PLUS:
        return settings.FOREWORD_MAIL_ADDRESS
    local, _, host = settings.FOREWORD_MAIL_ADDRESS.rpartition("@")
    return f"{local}+{kind}{pid}.{_token(kind, pid)}@{host}"


def _checked(kind: str, pid: str, token: str) -> Token:
    return Token(kind, pid, hmac.compare_digest(_token(kind, pid), token.lower()))


def _token(kind: str, pid: str) -> str:
    seal = salted_hmac("foreword.channels.address", f"{kind}{pid}", algorithm="sha256").digest()
    return base64.b32encode(seal[:10]).decode().lower()
