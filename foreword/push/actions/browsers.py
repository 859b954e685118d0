"""Browsers come and go, and are told of an answer: its title and its address, nothing else."""

import json
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localtime

from foreword.channels.adapters import browsers
from foreword.kernel.clock import now
from foreword.kernel.jobs.queue import add_job
from foreword.people.models import Person
from foreword.people.queries import consented
from foreword.push.budget import loud_for
from foreword.push.models import Browser, Delivery, Medium, Reach
from foreword.push.queries import present
from foreword.push.reaching import wishes_of
from foreword.search.viewers import Viewer

TELL: Final = "foreword.push.tasks.tell"
PAUSES: Final = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 20))
"""Before each further try of a browser that could not be reached."""
MOST_BROWSERS: Final = 5
TITLE: Final = 160


class BadBrowser(ValueError):
    """Not an address that we speak to, or not the keys of a browser."""


@transaction.atomic
def let_browser(*, person: Person, endpoint: str, p256dh: str, auth: str) -> Browser:
    """This browser may be told. Whoever used it before is no longer told there; of many, the oldest goes."""
    known = len(endpoint) <= 1000 and browsers.is_speakable(endpoint)
    if not known or not browsers.is_key(p256dh, 65) or not browsers.is_key(auth, 16):
        raise BadBrowser(endpoint[:100])
    keys = {"person": person, "p256dh": p256dh, "auth": auth}
    browser, _made = Browser.objects.update_or_create(endpoint=endpoint, defaults=keys)
    Reach.objects.get_or_create(person=person)
    oldest = Browser.objects.filter(person=person).order_by("-made_at", "-pk").values_list("pk", flat=True)
    Browser.objects.filter(pk__in=list(oldest[MOST_BROWSERS:])).delete()
    return browser


def forget_browser(*, person: Person, endpoint: str = "") -> int:
    """One of theirs, or all."""
    rows = Browser.objects.filter(person=person)
    count, _models = (rows.filter(endpoint=endpoint) if endpoint else rows).delete()
    return count


def tell_browsers(*, delivery: Delivery, told: Sequence[int] = (), tries: int = 0) -> int:
    """How many have been told; `told` are those (ids) of earlier tries. Who could not be reached is tried again.

    What is gone, taken back or no longer allowed by now is not told of, and nothing in quiet hours. An answer that no
    browser was told of stands on the page again.
    """
    keep = int(loud_for(localtime(now()), wishes_of(delivery.person).quiet).total_seconds())
    words = _words(delivery) if keep else b""
    known, busy = set(told), False
    for browser in Browser.objects.filter(person=delivery.person).exclude(pk__in=known) if words else []:
        try:
            _tell(browser, words, delivery.pid, keep)
            known.add(browser.pk)
        except browsers.Gone:
            browser.delete()
        except browsers.Unreachable:
            busy = True
    if busy and tries < len(PAUSES):
        add_job(TELL, args=[delivery.pid, sorted(known), tries + 1], run_at=now() + PAUSES[tries])
    elif not known:
        Delivery.objects.filter(pk=delivery.pk, medium=Medium.BROWSER).update(medium=Medium.PAGE, sent_at=None)
    return len(known)


def _tell(browser: Browser, words: bytes, topic: str, keep: int) -> None:
    browsers.hand_over(
        endpoint=browser.endpoint, p256dh=browser.p256dh, auth=browser.auth, words=words, topic=topic, keep=keep
    )


def _words(delivery: Delivery) -> bytes:
    person = delivery.person
    allowed = consented(person)
    standing = Delivery.objects.filter(pk=delivery.pk, medium=Medium.BROWSER, outcome="").standing().exists()
    if not standing or not allowed or person.plain or not allowed.issuperset(delivery.dimensions):
        return b""
    if Reach.of(person).stopped_at or not person.is_active:
        return b""
    found = present([(delivery.kind, delivery.key)], Viewer.of(person), person.language)
    shown = found.get((delivery.kind, delivery.key))
    if shown is None:
        return b""
    names = settings.FOREWORD_LIBRARY_NAME
    library = names.get(person.language, names["en"])
    said = {"title": shown.title[:TITLE], "url": f"{shown.url}?d={delivery.pid}", "lang": shown.lang}
    return json.dumps({**said, "tag": delivery.pid, "library": library}, ensure_ascii=False).encode()
