"""Asking the campus for its warnings: one CAP alert, or an Atom feed that leads to several on the same host."""

from collections.abc import Iterator
from typing import Final
from urllib.parse import urljoin, urlsplit

import httpx
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from foreword.media.cap import LONGEST, Alert, CannotRead, read_cap

ATOM: Final = "{http://www.w3.org/2005/Atom}"
SECONDS: Final = 10.0
MOST: Final = 20


class NoAnswer(Exception):
    """The campus could not be asked; what is known stays in force."""


def campus_alerts(url: str) -> list[Alert]:
    """What cannot be read is left out: one bad warning must not hide the others. Raises NoAnswer."""
    with httpx.Client(timeout=SECONDS, follow_redirects=False) as client:
        raw = _fetched(client, url)
        return list(_read(client, raw, _linked(raw, url)))


def _read(client: httpx.Client, raw: bytes, links: list[str] | None) -> Iterator[Alert]:
    if links is None:
        try:
            yield read_cap(raw)
        except CannotRead as reason:
            raise NoAnswer(str(reason)) from None
        return
    for link in links:
        try:
            yield read_cap(_fetched(client, link))
        except (CannotRead, NoAnswer):
            continue


def _linked(raw: bytes, url: str) -> list[str] | None:
    """The entries' links to the same host, newest first; None where it is no feed."""
    try:
        root = fromstring(raw, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return None
    if root.tag != f"{ATOM}feed":
        return None
    found = [link.get("href", "") for entry in root.iter(f"{ATOM}entry") for link in entry.findall(f"{ATOM}link")[:1]]
    whole = [urljoin(url, href) for href in found]
    return [link for link in whole if urlsplit(link)[:2] == urlsplit(url)[:2]][:MOST]


def _fetched(client: httpx.Client, url: str) -> bytes:
    """Never more than a warning can be long."""
    try:
        with client.stream("GET", url) as answer:
            if answer.status_code != 200:
                raise NoAnswer(str(answer.status_code))
            raw = b""
            for part in answer.iter_bytes():
                raw += part
                if len(raw) > LONGEST:
                    raise NoAnswer("too long")
            return raw
    except httpx.HTTPError as error:
        raise NoAnswer(type(error).__name__) from None
