"""The channels' jobs."""

from datetime import timedelta
from typing import Final

from django_tasks import task

from foreword.channels import attaching
from foreword.channels.actions import filing
from foreword.channels.actions.sending import SEND
from foreword.channels.adapters import smtp
from foreword.channels.models import MailState, OutboundMail
from foreword.kernel.clock import now
from foreword.kernel.jobs.queue import add_job
from foreword.kernel.jobs.schedule import every
from foreword.kernel.writer import write

KEEP_MAIL: Final = timedelta(days=30)


@task()
def send_mail(pid: str) -> None:
    """Hand over one mail, at most once without a person's word. "Sending" is stored first: a death in it is seen."""
    mail = OutboundMail.objects.filter(pid=pid).first()
    if mail is None:  # its reader was erased meanwhile, or said no
        return
    if mail.state == MailState.SENDING:
        write(lambda: mail.be(MailState.UNCERTAIN, "The worker died while it was being sent."))
    if mail.state != MailState.WAITING or (mail.next_at and mail.next_at > now()):
        return
    if not write(
        lambda: OutboundMail.objects.filter(pk=mail.pk, state=MailState.WAITING).update(state=MailState.SENDING)
    ):
        return
    fate, words = _handed_over(mail)
    if fate == MailState.WAITING:
        write(lambda: _later(mail, words))
    else:
        write(lambda: mail.be(fate, words))


def _handed_over(mail: OutboundMail) -> tuple[MailState, str]:
    """What has become of the mail, and what the server said of it."""
    try:
        smtp.hand_over(mail)
    except smtp.NotTaken as error:
        return MailState.WAITING, str(error)
    except smtp.Refused as error:
        return MailState.FAILED, str(error)
    except smtp.Unknown as error:
        return MailState.UNCERTAIN, str(error)
    return MailState.SENT, ""


def _later(mail: OutboundMail, error: str) -> None:
    mail.refresh_from_db(fields=["attempt"])  # who no longer wanted it has used up its tries
    if mail.wait(error):
        add_job(SEND, args=[mail.pid], run_at=mail.next_at)


@task()
def file_mail() -> None:
    """All that waits: one run for however many came meanwhile."""
    filing.file_waiting()


@every(minutes=1)
@task()
def look_for_waiting_mail() -> None:
    """Mail whose worker died is free again after a minute."""
    filing.file_waiting()


@every(hours=24)
@task()
def forget_old_mail() -> None:
    """A notice has done its work within a month; its address has no business here longer."""
    OutboundMail.objects.filter(created_at__lt=now() - KEEP_MAIL).exclude(state=MailState.WAITING).delete()


@every(hours=24)
@task()
def forget_orphaned_files() -> None:
    attaching.forget_orphans()
