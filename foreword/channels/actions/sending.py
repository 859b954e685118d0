"""A mail is written into the outbox in the transaction of what it tells of; one is sent again; one comes back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.db import transaction

from foreword.channels.addresses import conversation_in, message_id, reply_address, token_in
from foreword.channels.letters.letter import Report
from foreword.channels.models import (
    Conversation,
    Letterhead,
    MailReference,
    MailState,
    Message,
    OutboundMail,
    digest_of,
)
from foreword.channels.models.mail import PAUSES
from foreword.kernel.clock import ago
from foreword.kernel.jobs.queue import add_job

SEND: Final = "foreword.channels.tasks.send_mail"
MOST_AUTOMATIC: Final = 5
"""Automatic mails in one conversation in an hour: the backstop of every other guard against loops."""
MOST_REFERENCES: Final = 20
AT_ONCE: Final = 500
"""Names in one statement of the database."""


@dataclass(frozen=True, slots=True)
class Body:
    """What a mail says. With `html` it goes out as both."""

    subject: str
    text: str
    html: str = ""


def send_mail(
    *,
    to: str,
    body: Body,
    lang: str,
    key: str,
    conversation: Conversation,
    carries: Message | None = None,
    automatic: bool = False,
    unsubscribe: str = "",
    limited: bool = False,
) -> OutboundMail | None:
    """A mail of a conversation; the same `key` is the same mail.

    It answers the last that came, and a reply to it comes back here. `automatic` says that no person wrote it. None
    where it is `limited`, and too many automatic ones have gone out within the hour.
    """
    if limited and _too_many(conversation):
        return None
    last = Letterhead.objects.filter(message__conversation=conversation, own_id__gt="").order_by("-pk").first()
    return _write(
        OutboundMail(
            message_id=message_id(key, conversation.pid),
            carries=carries,
            conversation=conversation,
            to=to,
            subject=_line(body.subject),
            text=body.text,
            html=body.html,
            lang=lang,
            automatic=automatic,
            reply_to=reply_address(conversation.pid),
            in_reply_to=last.own_id if last else "",
            references=" ".join(_chain(last)) if last else "",
            unsubscribe=unsubscribe,
        )
    )


def send_notice(*, to: str, body: Body, lang: str, key: str, about: str, unsubscribe: str = "") -> OutboundMail:
    """A mail of no conversation: `about` is the public id of what it tells of. The same `key` is the same mail."""
    mail = OutboundMail(message_id=message_id(key, about), to=to, subject=_line(body.subject), lang=lang)
    mail.text, mail.html, mail.unsubscribe = body.text, body.html, unsubscribe
    return _write(mail)


def withdraw_notices(*, notices: Mapping[str, str]) -> set[str]:
    """Take notices (their keys, by what each is about) out of the outbox; what those were about that did not leave.

    One that is being handed over at this moment may arrive, but if it is not taken now it is not tried again.
    """
    about = {message_id(key, pid): pid for pid, key in notices.items()}
    ids = list(about)
    gone: set[str] = set()
    with transaction.atomic():
        for start in range(0, len(ids), AT_ONCE):
            rows = OutboundMail.objects.filter(message_id__in=ids[start : start + AT_ONCE])
            rows.filter(state=MailState.SENDING).update(attempt=len(PAUSES))
            waiting = rows.filter(state=MailState.WAITING)
            named = list(waiting.select_for_update().values_list("message_id", flat=True))
            waiting.filter(message_id__in=named).delete()
            gone.update(about[name] for name in named)
    return gone


def send_again(*, mail: OutboundMail) -> bool:
    """By a person's hand, who has seen that it is uncertain, refused or came back. False while it is on its way."""
    with transaction.atomic():
        states = [MailState.UNCERTAIN, MailState.FAILED, MailState.BOUNCED]
        again = OutboundMail.objects.filter(pk=mail.pk, state__in=states)
        if not again.update(state=MailState.WAITING, attempt=0, error="", next_at=None):
            return False
        add_job(SEND, args=[mail.pid])
        return True


def note_return(*, report: Report, recipients: list[str]) -> OutboundMail | None:
    """Mark the mail of ours that a report is about; None where it is about none. A delay changes nothing."""
    mail = _reported(report, recipients)
    if mail is not None and report.failed and mail.state != MailState.BOUNCED:
        mail.be(MailState.BOUNCED, " ".join(filter(None, [report.status, report.words]))[:400])
    return mail


def _write(mail: OutboundMail) -> OutboundMail:
    with transaction.atomic():
        known = OutboundMail.objects.filter(message_id=mail.message_id).first()
        if known:
            return known
        mail.save(force_insert=True)
        if mail.conversation:
            digest = digest_of(mail.message_id)
            MailReference.objects.get_or_create(conversation=mail.conversation, digest=digest)
        add_job(SEND, args=[mail.pid])
    return mail


def _too_many(conversation: Conversation) -> bool:
    recent = OutboundMail.objects.filter(conversation=conversation, automatic=True, created_at__gt=ago(hours=1))
    return recent.count() >= MOST_AUTOMATIC


def _chain(last: Letterhead) -> list[str]:
    """RFC 5322, 3.6.4: the references of the mail that is answered, then itself; of many the first and the latest."""
    chain = [*dict.fromkeys([*last.references.split(), last.own_id])]
    return chain if len(chain) <= MOST_REFERENCES else [chain[0], *chain[1 - MOST_REFERENCES :]]


def _reported(report: Report, recipients: list[str]) -> OutboundMail | None:
    for address in recipients:
        token = token_in(address)
        if token and token.genuine and token.kind == "b":
            return OutboundMail.objects.filter(pid=token.pid).first()
    named = [each for each in report.about if conversation_in(each)]
    return OutboundMail.objects.filter(message_id__in=named or report.about).order_by("-pk").first()


def _line(text: str) -> str:
    """A subject is one line: anything else would be a header of somebody else's making."""
    return " ".join(text.split())[:200]
