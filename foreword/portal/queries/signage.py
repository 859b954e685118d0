"""What a screen needs to play by itself until it can ask again: its round, the house's name, today's hours."""

from typing import Any, Final

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from foreword.desk.hours.spans import write_day
from foreword.desk.queries.hours import service_hours
from foreword.kernel.clock import today
from foreword.media.models import Alert, Screen
from foreword.media.queries import Turn, turns
from foreword.media.renditions.sign import seconds_in_view

HOUSE_SECONDS: Final = 12


def playlist_of(screen: Screen) -> dict[str, Any]:
    """The same for the same state of things, so that an unchanged one need not be sent again.

    Days and hours in it are the library's, in `zone`; the ticker is good for its `day` alone.
    """
    return {
        "zone": settings.TIME_ZONE,
        "house": [_house(lang) for lang, _name in settings.LANGUAGES],
        "items": [_item(turn, screen) for turn in turns(screen)],
        "emergency": [item for alert in Alert.objects.standing().order_by("-sent") for item in _emergency(alert)],
        "ticker": {"day": today().isoformat(), "lines": _ticker(screen)},
    }


def _item(turn: Turn, screen: Screen) -> dict[str, Any]:
    sign = turn.sign
    with override(sign.lang):
        scan = _("Scan to read all of it")
    return {
        "product": sign.product,
        "lang": sign.lang,
        "title": sign.title,
        "text": sign.text,
        "image": sign.image,
        "alt": sign.alt,
        "qr": reverse("signage-code", args=[screen.key, sign.pid]),
        "scan": scan,
        "seconds": sign.seconds,
        "from": turn.begins,
        "until": turn.ends,
        "last": turn.last,
    }


def _emergency(alert: Alert) -> list[dict[str, Any]]:
    """In each of its languages, in place of everything else, until it `ends` (milliseconds): also without a line."""
    ends = int(alert.expires.timestamp() * 1000)
    return [
        {
            "lang": info["lang"],
            "title": info["headline"],
            "text": info["description"],
            "todo": info["instruction"],
            "severity": alert.severity.lower(),
            "seconds": seconds_in_view(" ".join(info.values())),
            "ends": ends,
        }
        for info in alert.infos
        if info["headline"]
    ]


def _house(lang: str) -> dict[str, Any]:
    """Shown where there is nothing else to show."""
    name = settings.FOREWORD_LIBRARY_NAME
    return {"lang": lang, "title": name.get(lang, name["en"]), "text": "", "seconds": HOUSE_SECONDS}


def _ticker(screen: Screen) -> list[dict[str, str]]:
    """A line for each language: when the desk is open today, and what the library has to say."""
    lines = []
    for lang, _name in settings.LANGUAGES:
        with override(lang):
            parts = [part for part in (hours_today(), screen.line(lang)) if part]
        if parts:
            lines.append({"lang": lang, "text": " · ".join(parts)})
    return lines


def hours_today() -> str:
    """Empty where nobody has said when the desk is open."""
    hours = service_hours()
    if hours is None:
        return ""
    spans = hours.spans_on(today())
    return (
        _("The desk is open today %(times)s") % {"times": write_day(spans)} if spans else _("The desk is closed today")
    )


def lamp_lines(screen: Screen) -> list[str]:
    """For a display of lamps: what the round says at this hour; a warning alone; the house's name where nothing is."""
    if urgent := [item for alert in Alert.objects.standing() for item in _emergency(alert)]:
        return [" ".join([item["title"], item["todo"]]).strip() for item in urgent]
    lines = [turn.sign.led for turn in turns(screen) if turn.holds(localtime())]
    return lines or [str(house["title"]) for house in map(_house, dict(settings.LANGUAGES))]
