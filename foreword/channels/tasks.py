"""The channels' jobs."""

from datetime import timedelta

from django_tasks import task

from foreword.channels.adapters import mail as adapter
from foreword.channels.models import MailState, OutboundMail
from foreword.kernel.clock import now
from foreword.kernel.jobs.schedule import every

KEEP_MAIL = timedelta(days=30)


@task()
def send_mail(pid: str) -> None:
    """Hand over one mail, at most once without a person's word. "Sending" is stored first: a death in it is seen."""
    mail = OutboundMail.objects.get(pid=pid)
    if mail.state == MailState.SENDING:
        mail.be(MailState.UNCERTAIN, "The worker died while it was being sent.")
    if mail.state != MailState.WAITING:
        return
    mail.be(MailState.SENDING)
    try:
        adapter.hand_over(mail)
    except adapter.NotTaken as error:
        mail.be(MailState.WAITING, str(error))
        raise
    except adapter.Refused as error:
        mail.be(MailState.FAILED, str(error))
    except adapter.Unknown as error:
        mail.be(MailState.UNCERTAIN, str(error))
    else:
        mail.be(MailState.SENT)


@every(hours=24)
@task()
def forget_old_mail() -> None:
    """A notice has done its work within a month; its address has no business here longer."""
    OutboundMail.objects.filter(created_at__lt=now() - KEEP_MAIL).exclude(state=MailState.WAITING).delete()
