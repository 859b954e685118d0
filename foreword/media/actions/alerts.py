"""Warnings: issued at the desk, or taken in from the campus; changed and called off as CAP says.

A message is heard once, and in any order: a cancellation that comes before its alert still cancels it. Nobody changes
what another sender has said.
"""

from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from foreword.kernel.clock import ago, now
from foreword.kernel.models import AuditEntry
from foreword.media.cap import Alert as CapAlert
from foreword.media.cap import Info
from foreword.media.models import Alert
from foreword.people.models import Person

UNLESS_SAID: Final = timedelta(hours=24)
"""How long a warning stands that does not say when it ends."""
LONGEST: Final = timedelta(days=30)


class CannotWarn(Exception):
    """With the reason in words."""


@transaction.atomic
def hear_alert(*, said: CapAlert, origin: Alert.Origin) -> Alert | None:
    """None where it was heard before. What it calls off ends now, and so does it, if that was said earlier."""
    if Alert.objects.select_for_update().filter(sender=said.sender, identifier=said.identifier).exists():
        return None
    others = Alert.objects.filter(sender=said.sender, heard_at__gte=ago(days=2 * LONGEST.days))
    if said.kind != "Alert":
        others.filter(identifier__in=said.references, ended_at=None).update(ended_at=now())
    changes = others.exclude(kind="Alert").values_list("references", flat=True)
    before = any(said.identifier in references for references in changes)
    fields = {name: value for name, value in asdict(said).items() if name not in {"infos", "references", "expires"}}
    return Alert.objects.create(
        **fields,
        origin=origin,
        expires=said.expires or said.sent + UNLESS_SAID,
        infos=[asdict(info) for info in said.infos],
        references=list(said.references),
        ended_at=now() if before else None,
    )


def take_from_campus(*, said: CapAlert, by: Person | None = None) -> Alert | None:
    """`by` has pasted it; None: it was fetched. Nobody may speak in the library's own name this way."""
    if said.sender == sender():
        raise CannotWarn(_("This is one of the library’s own warnings."))
    alert = hear_alert(said=said, origin=Alert.Origin.CAMPUS)
    if alert and by:
        _audit(by, "taken_in", alert)
    return alert


@transaction.atomic
def warn(
    *,
    by: Person,
    key: str,
    event: str,
    severity: str,
    expires: datetime,
    infos: tuple[Info, ...],
    instead_of: Alert | None = None,
) -> Alert:
    """On every screen from the next minute. `key` is new for each warning, so that a second click is the same one."""
    if not now() < expires <= now() + LONGEST:
        raise CannotWarn(_("Say when it ends: within thirty days from now."))
    said = CapAlert(
        identifier=key,
        sender=sender(),
        sent=now(),
        status="Actual",
        kind="Update" if instead_of else "Alert",
        references=(instead_of.identifier,) if instead_of else (),
        category="Safety",
        event=event,
        urgency="Immediate",
        severity=severity,
        certainty="Observed",
        effective=None,
        expires=expires,
        area=settings.FOREWORD_LIBRARY_NAME["en"],
        infos=infos,
    )
    alert = hear_alert(said=said, origin=Alert.Origin.DESK)
    if alert is None:
        return Alert.objects.get(sender=said.sender, identifier=key)
    _audit(by, "issued", alert)
    return alert


@transaction.atomic
def call_off(*, by: Person, alert: Alert, key: str) -> None:
    """It is gone from every screen within a minute. One of ours is cancelled for whoever listens to our feed, too."""
    if alert.ended_at:
        return
    if alert.origin == Alert.Origin.DESK:
        said = replace(alert.as_cap, identifier=key, kind="Cancel", sent=now(), references=(alert.identifier,))
        hear_alert(said=said, origin=Alert.Origin.DESK)
    Alert.objects.filter(pk=alert.pk).update(ended_at=now())
    _audit(by, "called_off", alert)


def sender() -> str:
    return str(settings.FOREWORD_MAIL_ADDRESS)


def _audit(by: Person, what: str, alert: Alert) -> None:
    AuditEntry.write(actor=by.pid, action=f"media.alert_{what}", target=f"media.alert:{alert.pk}")
