"""The desk as the one whom the library's mail is for."""

from foreword.channels.filing import Arrival
from foreword.channels.models import Message, OutboundMail
from foreword.desk.actions import mailing


class MailDesk:
    def take(self, arrival: Arrival) -> list[Message]:
        return mailing.take(arrival)

    def acknowledge(self, arrival: Arrival, messages: list[Message]) -> None:
        mailing.acknowledge(arrival, messages)

    def hear_return(self, mail: OutboundMail, *, failed: bool, recipient: str) -> None:
        mailing.tell_return(mail=mail, failed=failed, recipient=recipient)
