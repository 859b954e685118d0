"""CAP 1.2, the Common Alerting Protocol: warnings as campuses and weather services write them, read and written.

What comes in is foreign: no document type, no entities, a limit before the parser. Times carry their offset.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from xml.etree import ElementTree as ET

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring
from django.utils.translation import gettext as _

NAMESPACE: Final = "urn:oasis:names:tc:emergency:cap:1.2"
LONGEST: Final = 256_000
"""Bytes."""
WORDS: Final = {"headline": 160, "description": 1000, "instruction": 1000}
KNOWN: Final = {"status": ("Actual", "Exercise", "System", "Test", "Draft"), "msgType": ("Alert", "Update", "Cancel")}
SEVERITIES: Final = ("Extreme", "Severe", "Moderate", "Minor", "Unknown")
_NO_IDENTIFIER: Final = re.compile(r"[\s,<&]")


class CannotRead(ValueError):
    """With the reason in words."""


@dataclass(frozen=True, slots=True)
class Info:
    """What is said in one language of ours."""

    lang: str
    headline: str
    description: str
    instruction: str


@dataclass(frozen=True, slots=True)
class Alert:
    """One message. `references` are the identifiers of the sender's earlier ones that it changes or calls off."""

    identifier: str
    sender: str
    sent: datetime
    status: str
    kind: str
    references: tuple[str, ...]
    category: str
    event: str
    urgency: str
    severity: str
    certainty: str
    effective: datetime | None
    expires: datetime | None
    area: str
    infos: tuple[Info, ...]


def read_cap(raw: bytes) -> Alert:
    """Raises CannotRead for what is no public alert, update or cancellation."""
    alert = _root(raw)
    infos = alert.findall("info")
    first = infos[0] if infos else ET.Element("info")
    kind = _one_of(alert, "msgType")
    if _text(alert, "scope") != "Public":
        raise CannotRead(_("It is not for the public."))
    said = tuple(_info(each) for each in infos)
    if kind != "Cancel" and not any(info.headline for info in said):
        raise CannotRead(_("It has no headline."))
    return Alert(
        identifier=_identifier(alert, "identifier"),
        sender=_identifier(alert, "sender"),
        sent=_required_time(alert, "sent"),
        status=_one_of(alert, "status"),
        kind=kind,
        references=tuple(_references(_text(alert, "references"))),
        category=_text(first, "category", 20),
        event=_text(first, "event", 120),
        urgency=_text(first, "urgency", 20),
        severity=_text(first, "severity", 20) if _text(first, "severity") in SEVERITIES else "Unknown",
        certainty=_text(first, "certainty", 20),
        effective=_time(_text(first, "effective")),
        expires=_time(_text(first, "expires")),
        area=_text(first, "area/areaDesc", 200),
        infos=said,
    )


def write_cap(warning: Alert) -> bytes:
    alert = ET.Element("alert", xmlns=NAMESPACE)
    for name, said in (
        ("identifier", warning.identifier),
        ("sender", warning.sender),
        ("sent", _written(warning.sent)),
        ("status", warning.status),
        ("msgType", warning.kind),
        ("scope", "Public"),
        ("references", " ".join(warning.references)),
    ):
        _put(alert, name, said)
    for info in warning.infos:
        _write_info(ET.SubElement(alert, "info"), info, warning)
    return bytes(ET.tostring(alert, encoding="utf-8", xml_declaration=True))


def _write_info(element: ET.Element, info: Info, warning: Alert) -> None:
    for name, said in (
        ("language", "zh-CN" if info.lang.startswith("zh") else "en"),
        ("category", warning.category or "Other"),
        ("event", warning.event or info.headline),
        ("urgency", warning.urgency or "Unknown"),
        ("severity", warning.severity or "Unknown"),
        ("certainty", warning.certainty or "Unknown"),
        ("effective", _written(warning.effective)),
        ("expires", _written(warning.expires)),
        ("headline", info.headline),
        ("description", info.description),
        ("instruction", info.instruction),
    ):
        _put(element, name, said)
    if warning.area:
        _put(ET.SubElement(element, "area"), "areaDesc", warning.area)


def _put(parent: ET.Element, name: str, said: str) -> None:
    if said:
        ET.SubElement(parent, name).text = said


def _root(raw: bytes) -> ET.Element:
    if len(raw) > LONGEST:
        raise CannotRead(_("It is too long for a warning."))
    try:
        root: ET.Element = fromstring(raw, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise CannotRead(_("This is not XML that can be read safely.")) from None
    for element in root.iter():
        element.tag = str(element.tag).rpartition("}")[2]
    if root.tag != "alert":
        raise CannotRead(_("This is not a CAP alert."))
    return root


def _text(element: ET.Element, path: str, longest: int = 2000) -> str:
    return " ".join((element.findtext(path) or "").split())[:longest]


def _one_of(alert: ET.Element, name: str) -> str:
    said = _text(alert, name)
    if said not in KNOWN[name]:
        raise CannotRead(_("It does not say what it is: %(name)s is missing or unknown.") % {"name": name})
    return said


def _identifier(alert: ET.Element, name: str) -> str:
    said = (alert.findtext(name) or "").strip()
    if not said or len(said) > 200 or _NO_IDENTIFIER.search(said):
        raise CannotRead(_("It does not say what it is: %(name)s is missing or unknown.") % {"name": name})
    return said


def _required_time(alert: ET.Element, name: str) -> datetime:
    moment = _time(_text(alert, name))
    if moment is None:
        raise CannotRead(_("It does not say what it is: %(name)s is missing or unknown.") % {"name": name})
    return moment


def _time(said: str) -> datetime | None:
    """None for none. One that cannot be read, or has no offset, makes the warning unreadable: it might never end."""
    if not said:
        return None
    try:
        moment = datetime.fromisoformat(said)
        moment.timestamp()
    except (ValueError, OverflowError):
        moment = None
    if moment is None or moment.tzinfo is None:
        raise CannotRead(_("This time cannot be read: %(time)s") % {"time": said[:40]})
    return moment


def _written(moment: datetime | None) -> str:
    return moment.isoformat(timespec="seconds") if moment else ""


def _references(said: str) -> Iterable[str]:
    """Written as sender,identifier,sent; whose they are is judged by the sender of this message."""
    for each in said.split():
        parts = each.split(",")
        if len(parts) == 3:
            yield parts[1]


def _info(element: ET.Element) -> Info:
    chinese = (_text(element, "language") or "en").lower().startswith("zh")
    words = {name: _text(element, name, longest) for name, longest in WORDS.items()}
    headline = words["headline"] or _text(element, "event", 120)
    return Info("zh-hans" if chinese else "en", headline, words["description"], words["instruction"])
