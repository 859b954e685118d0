"""What became of the mails that went out, in words; and the mail that was kept aside."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foreword.channels.models import InboundMail, MailState, MailStep, OutboundMail

AGAIN: Final = frozenset([MailState.UNCERTAIN, MailState.FAILED, MailState.BOUNCED])
REASONS: Final = {
    "automatic": gettext_lazy("Sent by a program"),
    "own": gettext_lazy("From our own address"),
    "flood": gettext_lazy("Too many from this sender in ten minutes"),
    "report": gettext_lazy("A report on a mail that is not ours"),
    "": gettext_lazy("Could not be filed"),
}
STATES: Final = {
    MailState.WAITING: gettext_lazy("Mail to %(to)s: on its way to the mail server"),
    MailState.SENDING: gettext_lazy("Mail to %(to)s: being handed over"),
    MailState.SENT: gettext_lazy("Mail to %(to)s: handed to the mail server"),
    MailState.UNCERTAIN: gettext_lazy("Mail to %(to)s: nobody knows whether it left. It is not sent again by itself."),
    MailState.FAILED: gettext_lazy("Mail to %(to)s: refused (%(why)s)"),
    MailState.BOUNCED: gettext_lazy("Mail to %(to)s: came back (%(why)s)"),
}
PAGE: Final = 100


@dataclass(frozen=True, slots=True)
class MailLine:
    """One mail that carried a message."""

    pid: str
    state: str
    words: str
    at: datetime | None
    again: bool
    """A person may send it once more."""


@dataclass(frozen=True, slots=True)
class AsideLine:
    pid: str
    sender: str
    subject: str
    why: str
    at: datetime


def mail_line(mail: OutboundMail) -> MailLine:
    return MailLine(mail.pid, mail.state, _words(mail), mail.sent_at, mail.state in AGAIN)


def mail_aside() -> tuple[AsideLine, ...]:
    """What came and is in no thread, the newest first: nothing is thrown away unseen."""
    rows = InboundMail.objects.filter(step__in=[MailStep.ASIDE, MailStep.FAILED]).order_by("-received_at")[:PAGE]
    return tuple(
        AsideLine(row.pid, row.sender, row.subject, str(REASONS.get(row.reason, row.reason)), row.received_at)
        for row in rows
    )


def _words(mail: OutboundMail) -> str:
    said = {"to": mail.to, "why": mail.error or _("no reason was given")}
    if mail.state == MailState.WAITING and mail.next_at:
        said["at"] = date_format(localtime(mail.next_at), "TIME_FORMAT")
        return _("Mail to %(to)s: not taken yet (%(why)s), next try at %(at)s") % said
    return str(STATES[MailState(mail.state)]) % said
