"""A Mastodon instance: token, 500 signs, Idempotency-Key for an hour, 300 calls in five minutes, edits, deletes."""

import hmac
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import ClassVar, Final

from foreword.channels.outward.sandbox.vendor import Asked, Reply, Vendor, said
from foreword.kernel.clock import now

TOKEN: Final = "sandbox-token"  # noqa: S105 - a key to nothing
MOST: Final = 500
LINK: Final = re.compile(r"https?://\S+")
KNOWN_FOR: Final = timedelta(hours=1)
PICTURES: Final = ("image/jpeg", "image/png", "image/webp", "image/gif")


class MastodonVendor(Vendor):
    name = "mastodon"
    hint = f"token {TOKEN}"
    routes: ClassVar[Mapping[tuple[str, str], str]] = {
        ("GET", "/api/v2/instance"): "instance",
        ("GET", "/api/v1/accounts/verify_credentials"): "who",
        ("POST", "/api/v2/media"): "take_picture",
        ("GET", "/api/v1/media/*"): "look_at_picture",
        ("POST", "/api/v1/statuses"): "post",
        ("PUT", "/api/v1/statuses/*"): "edit",
        ("DELETE", "/api/v1/statuses/*"): "delete",
    }

    def __init__(self) -> None:
        super().__init__()
        self.most = MOST
        self.pictures: dict[str, str] = {}
        self._keys: dict[str, tuple[datetime, str]] = {}

    def answer(self, asked: Asked) -> Reply:
        if self.too_many("calls", 300, timedelta(minutes=5)):
            return said({"error": "Too many requests"}, 429, **{"Retry-After": "300"})
        if asked.path != "/api/v2/instance" and not self._knows(asked):
            return said({"error": "The access token is invalid"}, 401)
        return super().answer(asked)

    def instance(self, _asked: Asked) -> Reply:
        return said({"configuration": {"statuses": {"max_characters": self.most}}})

    def who(self, _asked: Asked) -> Reply:
        return said({"id": "1", "acct": "library"})

    def take_picture(self, asked: Asked) -> Reply:
        """The first look finds it unready, as large pictures are."""
        kind, content = asked.parts.get("file", ("", b""))
        if kind not in PICTURES or not content:
            return said({"error": "Validation failed: File content type is invalid"}, 422)
        key = self.next_id()
        self.pictures[key] = asked.parts.get("description", ("", b""))[1].decode()
        return said({"id": key, "url": None}, 202)

    def look_at_picture(self, asked: Asked) -> Reply:
        key = asked.path.rsplit("/", 1)[-1]
        return said({"id": key}) if key in self.pictures else said({"error": "Record not found"}, 404)

    def post(self, asked: Asked) -> Reply:
        key = asked.headers.get("idempotency-key", "")
        at, known = self._keys.get(key, (now(), ""))
        if key and known and at > now() - KNOWN_FOR:
            return self._status(known)
        if refusal := self._refusal(asked):
            return refusal
        shown = self.show("", str(asked.json["status"]))
        if key:
            self._keys[key] = (now(), shown.id)
        return self._status(shown.id)

    def edit(self, asked: Asked) -> Reply:
        shown = self.shown.get(asked.path.rsplit("/", 1)[-1])
        if shown is None or shown.withdrawn:
            return said({"error": "Record not found"}, 404)
        if refusal := self._refusal(asked):
            return refusal
        shown.history.append(shown.text)
        shown.text = str(asked.json["status"])
        return self._status(shown.id)

    def delete(self, asked: Asked) -> Reply:
        shown = self.shown.get(asked.path.rsplit("/", 1)[-1])
        if shown is None or shown.withdrawn:
            return said({"error": "Record not found"}, 404)
        shown.withdrawn = True
        return self._status(shown.id)

    def _knows(self, asked: Asked) -> bool:
        return hmac.compare_digest(asked.headers.get("authorization", ""), f"Bearer {TOKEN}")

    def _refusal(self, asked: Asked) -> Reply | None:
        text, pictures = str(asked.json.get("status") or ""), asked.json.get("media_ids") or []
        if not text and not pictures:
            return said({"error": "Validation failed: Text can't be blank"}, 422)
        if len(LINK.sub("x" * 23, text)) > self.most:
            return said({"error": f"Validation failed: Text character limit of {self.most} exceeded"}, 422)
        if any(str(key) not in self.pictures for key in pictures):
            return said({"error": "Cannot attach files that have not finished processing"}, 422)
        return None

    def _status(self, key: str) -> Reply:
        host = "https://social.sandbox.example"
        return said({"id": key, "url": f"{host}/@library/{key}", "content": self.shown[key].text})
