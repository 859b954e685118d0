"""What `foreword doctor` asks of the programme: does what is due go out, and can the accounts' keys be opened."""

from datetime import timedelta
from typing import Final

from foreword.channels.models import ChannelAccount
from foreword.kernel.clock import now
from foreword.kernel.doctor.findings import Finding, check, mend, note, well
from foreword.media.models import Publication, State

LATE: Final = timedelta(minutes=10)


@check("programme")
def programme() -> Finding:
    locked = [account.name for account in ChannelAccount.objects.exclude(sealed="") if not account.access.secrets]
    if locked:
        return mend(f"keys that another SECRET_KEY has sealed; enter them anew at /desk/accounts/: {', '.join(locked)}")
    late = Publication.objects.filter(state=State.PLANNED, attempts=0, due_at__lt=now() - LATE).count()
    if late:
        return mend(f"{late} are late by more than ten minutes: is a worker running?")
    hands = Publication.objects.needing_a_hand().count()
    return note(f"{hands} need a hand, shown at /desk/programme/") if hands else well("nothing waits")
