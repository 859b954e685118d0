"""Asking for sound, sending in a recording, and taking either back. The work itself is done by `workshop`."""

from typing import Any, Final

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from foreword.channels.sniffing import tells_place
from foreword.kernel.jobs.queue import add_gathering_job
from foreword.media.models import Making, Narration, ProductPage
from foreword.media.recordings import HEAD, sniff_recording
from foreword.media.renditions.script import script_of
from foreword.media.sound.mastering import DEMUXERS
from foreword.media.sound.trouble import Trouble

WORKSHOP: Final = "foreword.media.tasks.work"
LARGEST: Final = 60_000_000
"""Bytes of a recording; the server takes 64 MB as one request."""


class RecordingRefused(ValueError):
    """In words for whoever sent it."""


@transaction.atomic
def ask_for_reading(*, page: ProductPage, after: float = 0) -> Making:
    """Of the published text, `after` so many seconds. Asked twice, it is one piece of work. Raises Trouble for what is
    not published."""
    if not page.live:
        raise Trouble("gone")
    making, _made = Making.objects.open().get_or_create(
        product=page, kind=Making.Kind.READING, defaults={"state": Making.State.WAITING}
    )
    call_the_workshop(seconds=after)
    return making


@transaction.atomic
def send_recording(*, page: ProductPage, file: File[Any]) -> Making:
    """A person's voice takes the place of the machine's once it has been taken in. Raises RecordingRefused."""
    if not page.live:
        raise RecordingRefused(str(Trouble("gone")))
    _check(file)
    for kind in (Making.Kind.READING, Making.Kind.RECORDING):
        for making in Making.objects.open().filter(product=page, kind=kind):
            stop_making(making=making)
    name = f"{page.pid}.{_kind(file).partition('/')[2]}"
    making = Making(product=page, kind=Making.Kind.RECORDING)
    making.source.save(name, file, save=False)
    making.save()
    call_the_workshop()
    return making


def stop_making(*, making: Making) -> None:
    """Whoever is at it notices within a second or two."""
    failed = {"state": Making.State.FAILED, "trouble": "cancelled"}
    Making.objects.open().filter(pk=making.pk).update(**failed)


@transaction.atomic
def remove_narration(*, page: ProductPage) -> None:
    """Its file goes with the next sweep: somebody may be listening."""
    Narration.objects.filter(product=page).delete()


@transaction.atomic
def follow_text(*, product: str) -> None:
    """The text may have changed: a machine reads it again, a person is not heard saying what no longer stands."""
    for narration in Narration.objects.filter(product__translation_key=product).select_related("product"):
        page = narration.product
        outdated = script_of(page.manuscript).fingerprint != narration.script
        if outdated != narration.outdated:
            Narration.objects.filter(pk=narration.pk).update(outdated=outdated)
        if outdated and narration.by_machine and page.live:
            ask_for_reading(page=page)


def call_the_workshop(*, seconds: float = 0) -> None:
    """Below everything else that waits."""
    add_gathering_job(WORKSHOP, args=[], seconds=seconds, priority=-10)


def _kind(file: File[Any]) -> str:
    file.seek(0)
    kind = sniff_recording(file.read(HEAD))
    file.seek(0)
    return kind


def _check(file: File[Any]) -> None:
    if (file.size or 0) > LARGEST:
        raise RecordingRefused(_("This recording has more than %(most)s MB.") % {"most": LARGEST // 1_000_000})
    if _kind(file) not in DEMUXERS:
        raise RecordingRefused(_("This is not a recording that can be read here. Send MP3, M4A, Ogg or WAV."))
    if tells_place(file.chunks()):
        raise RecordingRefused(_("This recording tells where it was made. Save a copy without the place."))
    file.seek(0)
