"""Secret links: how somebody who did not sign in comes back to their question.

The token is 32 bytes, made from the question's random id with the server's key, so that a repeated request gets the
same link again; the database holds only its SHA-256. It dies after 180 days, and is never joined to a later sign-in.
"""

import base64
import hashlib
import hmac
from datetime import timedelta
from typing import Final

from django.conf import settings

from foreword.desk.models import AnswerLink, Question
from foreword.kernel.clock import now

LIFETIME: Final = timedelta(days=180)


def keyed_hash(purpose: str, *parts: str) -> bytes:
    words = "\x1f".join([purpose, *parts])
    return hmac.new(settings.SECRET_KEY.encode(), words.encode("utf-8", "replace"), hashlib.sha256).digest()


def token_of(question: Question) -> str:
    """The token of a question that has a living secret link, else ""."""
    token = base64.urlsafe_b64encode(keyed_hash("desk.secret-link", question.pid)).rstrip(b"=").decode()
    return token if opens(question, token) else ""


def give_link(question: Question) -> None:
    """Open the question to the bearer of its token. Not saved here."""
    token = base64.urlsafe_b64encode(keyed_hash("desk.secret-link", question.pid)).rstrip(b"=")
    question.secret = hashlib.sha256(token).hexdigest()
    question.secret_expires_at = now() + LIFETIME


def opens(question: Question, token: str) -> bool:
    """In constant time, and never for a question without a link."""
    if not question.secret or question.secret_expires_at is None or question.secret_expires_at < now():
        return False
    return hmac.compare_digest(hashlib.sha256(token.encode("utf-8", "replace")).hexdigest(), question.secret)


def answer_token(link: AnswerLink) -> str:
    """Of the link in an answer's mail; the same each time that mail is written."""
    return base64.urlsafe_b64encode(keyed_hash("desk.answer-link", link.pid)).rstrip(b"=").decode()


def opens_answer(link: AnswerLink, token: str) -> bool:
    """In constant time; a link that is too old opens to nobody, one that is spent still does."""
    right = hmac.compare_digest(answer_token(link).encode(), token.encode("utf-8", "replace"))
    return right and link.expires_at > now()
