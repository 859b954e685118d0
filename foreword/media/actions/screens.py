"""Putting screens up and taking them down, their rounds, and hearing from them."""

from datetime import date, time
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from foreword.kernel.clock import now
from foreword.kernel.models import AuditEntry
from foreword.media.beats import Beat
from foreword.media.models import Play, ProductPage, Screen, Slot
from foreword.media.models.screen import new_key
from foreword.people.models import Person

LONGEST_ROUND = 60


class CannotShow(Exception):
    """With the reason in words."""


@transaction.atomic
def add_screen(*, by: Person, name: str, place: str) -> Screen:
    """It begins with the round of another screen at that place, where there is one."""
    neighbour = Screen.objects.up().filter(place=place).order_by("-added_at").first()
    screen = Screen.objects.create(name=name, place=place)
    if neighbour:
        for slot in neighbour.slots.all():
            slot.pk, slot.screen = None, screen
            slot.save(force_insert=True)
    _audit(by, "added", screen)
    return screen


@transaction.atomic
def describe_screen(*, by: Person, screen: Screen, name: str, place: str, line_en: str, line_zh: str) -> Screen:
    screen.name, screen.place, screen.line_en, screen.line_zh = name, place, line_en, line_zh
    screen.save(update_fields=["name", "place", "line_en", "line_zh"])
    _audit(by, "described", screen)
    return screen


@transaction.atomic
def renew_key(*, by: Person, screen: Screen) -> Screen:
    """A new address; the old one shows nothing from now on. One that was taken down is up again."""
    screen.key, screen.taken_down_at, screen.seen_at = new_key(), None, None
    screen.save(update_fields=["key", "taken_down_at", "seen_at"])
    _audit(by, "renewed", screen)
    return screen


@transaction.atomic
def take_down(*, by: Person, screen: Screen) -> Screen:
    """Its address shows nothing any more; what it has played stays counted."""
    screen.taken_down_at = screen.taken_down_at or now()
    screen.save(update_fields=["taken_down_at"])
    _audit(by, "taken_down", screen)
    return screen


@transaction.atomic
def put_on(
    *,
    screen: Screen,
    product: UUID,
    begins: time | None = None,
    ends: time | None = None,
    last: date | None = None,
    everywhere: bool = False,
) -> list[Slot]:
    """At the end of the round; `everywhere`: of every screen of that place. Where it plays already its hours change."""
    if not ProductPage.objects.live().filter(translation_key=product).exists():
        raise CannotShow(_("This product cannot be read any more."))
    asked = Screen.objects.up().filter(place=screen.place) if everywhere else Screen.objects.filter(pk=screen.pk)
    return [_put(each, product, begins, ends, last) for each in asked]


def _put(screen: Screen, product: UUID, begins: time | None, ends: time | None, last: date | None) -> Slot:
    slot = screen.slots.filter(product=product).first()
    if slot is None:
        if screen.slots.count() >= LONGEST_ROUND:
            raise CannotShow(_("The round of %(screen)s is full. Take something off first.") % {"screen": screen})
        order = (screen.slots.aggregate(top=Max("order"))["top"] or 0) + 1
        slot = Slot(screen=screen, product=product, order=order)
    slot.begins, slot.ends, slot.last = begins, ends, last
    slot.save()
    return slot


@transaction.atomic
def move_up(*, slot: Slot) -> None:
    """Before the one that is before it."""
    round_of = list(slot.screen.slots.all())
    at = round_of.index(slot)
    if at > 0:
        round_of[at - 1], round_of[at] = round_of[at], round_of[at - 1]
    for order, each in enumerate(round_of):
        each.order = order
    Slot.objects.bulk_update(round_of, ["order"])


def take_off(*, slot: Slot) -> None:
    slot.delete()


def hear_screen(*, screen: Screen, beat: Beat) -> None:
    """That it is alive, and what it has played. Counts only grow: the same again changes nothing."""
    said = {"seen_at": now(), "width": beat.width or None, "height": beat.height or None, "showing": beat.showing}
    Screen.objects.filter(pk=screen.pk).update(**said)
    if not beat.counts:
        return
    known = set(
        ProductPage.objects.filter(translation_key__in={count.product for count in beat.counts}).values_list(
            "translation_key", flat=True
        )
    )
    before = {
        (play.product, play.day, play.hour): play.times
        for play in Play.objects.filter(screen=screen, day__gte=min(count.day for count in beat.counts))
    }
    told = {(count.product, count.day, count.hour): count.times for count in beat.counts if count.product in known}
    more = [
        Play(screen=screen, product=product, day=day, hour=hour, times=times)
        for (product, day, hour), times in told.items()
        if times > before.get((product, day, hour), 0)
    ]
    Play.objects.bulk_create(
        more, update_conflicts=True, unique_fields=["screen", "product", "day", "hour"], update_fields=["times"]
    )


def _audit(by: Person, what: str, screen: Screen) -> None:
    AuditEntry.write(actor=by.pid, action=f"media.screen_{what}", target=f"media.screen:{screen.pid}")
