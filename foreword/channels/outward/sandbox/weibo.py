"""Weibo's interface for posting: 140 signs, an address of the bound domain, no #topic#, no post twice in a row."""

import math
import re
from collections.abc import Mapping
from datetime import timedelta
from typing import ClassVar, Final
from unicodedata import east_asian_width

from foreword.channels.outward.sandbox.vendor import Asked, Reply, Vendor, said
from foreword.kernel.clock import now

TOKEN: Final = "sandbox-token"  # noqa: S105 - a key to nothing
MOST: Final = 140
LINK: Final = re.compile(r"https?://([^/\s]+)\S*")
TOPIC: Final = re.compile(r"#[^#]+#")
PICTURE_MOST: Final = 5_000_000


class WeiboVendor(Vendor):
    """`bound` is the application's domain; empty: any. A token lives until `expires`."""

    name = "weibo"
    hint = f"token {TOKEN}"
    routes: ClassVar[Mapping[tuple[str, str], str]] = {
        ("POST", "/2/statuses/share.json"): "share",
        ("POST", "/oauth2/get_token_info"): "token",
    }

    def __init__(self) -> None:
        super().__init__()
        self.bound, self.expires, self.a_day = "", now() + timedelta(days=30), 150

    def token(self, asked: Asked) -> Reply:
        if asked.form.get("access_token") != TOKEN:
            return wrong(21332, "invalid_access_token", 403)
        return said({"uid": "1001", "expire_in": int((self.expires - now()).total_seconds())})

    def share(self, asked: Asked) -> Reply:
        sent = {name: content.decode("utf-8", "replace") for name, (_kind, content) in asked.parts.items()}
        sent = sent if "status" in sent else asked.form
        refusal = self._refusal(sent.get("access_token", ""), sent.get("status", ""), asked.parts.get("pic"))
        if refusal:
            return refusal
        shown = self.show("", sent["status"])
        return said({"idstr": shown.id, "text": shown.text, "user": {"idstr": "1001"}})

    def _refusal(self, token: str, status: str, picture: tuple[str, bytes] | None) -> Reply | None:
        hosts = [found[1] for found in LINK.finditer(status)]
        newest = next(reversed(self.shown.values()), None)
        refusals = [
            (token != TOKEN, 21332, "invalid_access_token", 403),
            (now() > self.expires, 21327, "expired_token", 403),
            (not status, 20008, "content is null", 400),
            (signs(status) > MOST, 20012, "text too long, please input text less than 140 characters", 400),
            (bool(TOPIC.search(LINK.sub("", status))), 20021, "content is illegal", 400),
            (not hosts or (self.bound and self.bound not in hosts), 10017, "appkey not bind domain", 403),
            (bool(picture) and len((picture or ("", b""))[1]) >= PICTURE_MOST, 20006, "image size too large", 400),
            (newest is not None and newest.text == status, 20019, "repeat content", 400),
        ]
        for amiss, code, words, http in refusals:
            if amiss:
                return wrong(code, words, http)
        if self.too_many("share", self.a_day, timedelta(days=1)):
            return wrong(10023, "user requests out of rate limit", 403)
        return None


def signs(text: str) -> int:
    """A Chinese sign is one, two Latin letters are one."""
    return math.ceil(sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text) / 2)


def wrong(code: int, words: str, status: int) -> Reply:
    return said({"error": words, "error_code": code, "request": "/2/statuses/share.json"}, status)
