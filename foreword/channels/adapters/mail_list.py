"""A mailing list's address: the library's own mail server takes the whole product, once.

The Message-ID is the publication's, so that a list server which sees the same mail twice can know it.
"""

from collections.abc import Mapping
from typing import ClassVar

from django.conf import settings
from django.core.mail import get_connection
from django.utils.translation import gettext_lazy as _

from foreword.channels.adapters import smtp
from foreword.channels.addresses import message_id
from foreword.channels.models import OutboundMail
from foreword.channels.outward.interface import (
    Access,
    Act,
    Adapter,
    Caps,
    Done,
    Outgoing,
    Permanent,
    Result,
    Retry,
    Setting,
    Trouble,
    Unknown,
    Words,
)


class MailList(Adapter):
    kind = "mail_list"
    name = _("Mailing list")
    caps = Caps(takes="mail", most=100, unit=_("kB of HTML"))
    settings: ClassVar[tuple[Setting, ...]] = (
        Setting("to", _("Address of the list"), _("It has to take mail from the library’s address."), shape="mail"),
    )
    by_hand: ClassVar[Mapping[Act, Words]] = {
        Act.CORRECT: _("A mail cannot be changed. Send the product to the list anew, if it matters."),
        Act.WITHDRAW: _("A mail cannot be called back. Write to the list, if it matters."),
    }

    def publish(self, access: Access, outgoing: Outgoing) -> Result:
        mail = OutboundMail(message_id=message_id(outgoing.key, outgoing.key.split("-")[0]), to=access.config["to"])
        mail.subject, mail.text, mail.html = outgoing.title, outgoing.text, outgoing.html
        mail.lang, mail.automatic = outgoing.lang, False
        try:
            smtp.hand_over(mail)
        except smtp.NotTaken as error:
            return Retry(Trouble.UNREACHABLE, str(error))
        except smtp.Refused as error:
            return Permanent(Trouble.REFUSED, str(error))
        except smtp.Unknown as error:
            return Unknown(Trouble.SILENT, str(error))
        return Done(remote_id=mail.message_id)

    def check(self, access: Access) -> Result:
        """Logs in at the library's mail server, and sends nothing."""
        connection = get_connection(fail_silently=False)
        try:
            connection.open()
        except OSError as error:
            return Permanent(Trouble.UNREACHABLE, type(error).__name__)
        connection.close()
        return Done(said=f"{settings.DEFAULT_FROM_EMAIL} → {access.config['to']}")
