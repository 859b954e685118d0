"""WeChat's interface for official accounts: tokens that expire, drafts, the examination, mass sending, error codes."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, ClassVar, Final

from foreword.channels.outward.sandbox.vendor import Asked, Reply, Vendor, said
from foreword.kernel.clock import now
from foreword.kernel.ids import new_public_id

APPID: Final = "wxsandbox"
SECRET: Final = "sandbox-secret"  # noqa: S105 - a key to nothing
LIVES: Final = timedelta(seconds=7200)
IMAGE: Final = re.compile(r'<img[^>]*\ssrc="([^"]*)"[^>]*>')
OWN: Final = "https://mmbiz.sandbox.example/"
MOST: Final = 20_000
KINDS: Final = {b"\xff\xd8\xff": "image/jpeg", b"\x89PN": "image/png"}


class WeChatVendor(Vendor):
    """`verified` False: may not publish (48001), as private accounts since 2025. `looks` at a text that is examined."""

    name = "wechat"
    hint = f"AppID {APPID}, AppSecret {SECRET}"
    routes: ClassVar[Mapping[tuple[str, str], str]] = {
        ("POST", "/cgi-bin/stable_token"): "token",
        ("GET", "/cgi-bin/draft/count"): "count",
        ("POST", "/cgi-bin/media/uploadimg"): "take_picture",
        ("POST", "/cgi-bin/material/add_material"): "take_cover",
        ("POST", "/cgi-bin/draft/add"): "draft",
        ("POST", "/cgi-bin/freepublish/submit"): "submit",
        ("POST", "/cgi-bin/freepublish/get"): "look",
        ("POST", "/cgi-bin/freepublish/delete"): "delete",
        ("POST", "/cgi-bin/message/mass/sendall"): "send_to_all",
        ("POST", "/cgi-bin/message/mass/get"): "mass_state",
        ("POST", "/cgi-bin/message/mass/delete"): "mass_delete",
    }

    def __init__(self) -> None:
        super().__init__()
        self.verified, self.allowed, self.verdict, self.looks = True, True, 0, 1
        self.token_now, self.token_until = "", now()
        self.covers: set[str] = set()
        self.drafts: dict[str, dict[str, Any]] = {}
        self.examined: dict[str, tuple[dict[str, Any], int]] = {}
        self.masses: dict[str, str] = {}
        self._forced = datetime.min.replace(tzinfo=now().tzinfo)

    def answer(self, asked: Asked) -> Reply:
        if not self.allowed:
            return wrong(40164, "invalid ip, not in whitelist")
        if asked.path != "/cgi-bin/stable_token":
            if self.too_many(asked.path, 500, timedelta(minutes=1)):
                return wrong(45011, "api minute-quota reach limit")
            if asked.parameters.get("access_token") != self.token_now:
                return wrong(40001, "invalid credential, access_token is invalid or not latest")
            if now() > self.token_until:
                return wrong(42001, "access_token expired")
            if b"\\u" in asked.body and not asked.parts:
                return wrong(40033, "invalid charset")
        return super().answer(asked)

    def token(self, asked: Asked) -> Reply:
        if asked.json.get("appid") != APPID:
            return wrong(40013, "invalid appid")
        if asked.json.get("secret") != SECRET:
            return wrong(40125, "invalid appsecret")
        if asked.json.get("force_refresh"):
            if now() < self._forced + timedelta(seconds=30) or self.too_many("force", 20, timedelta(days=1)):
                return wrong(45011, "force_refresh too often")
            self._forced, self.token_now = now(), ""
        if not self.token_now or now() > self.token_until:
            self.token_now, self.token_until = new_public_id(), now() + LIVES
        left = int((self.token_until - now()).total_seconds())
        return said({"access_token": self.token_now, "expires_in": left})

    def count(self, _asked: Asked) -> Reply:
        return said({"total_count": len(self.drafts)})

    def take_picture(self, asked: Asked) -> Reply:
        _kind, content = asked.parts.get("media", ("", b""))
        if content[:3] not in KINDS:
            return wrong(40005, "invalid file type")
        if len(content) >= 1_000_000:
            return wrong(40009, "invalid image size")
        return said({"url": f"{OWN}{self.next_id()}"})

    def take_cover(self, asked: Asked) -> Reply:
        _kind, content = asked.parts.get("media", ("", b""))
        if asked.parameters.get("type") not in {"image", "thumb"} or content[:3] not in KINDS:
            return wrong(40004, "invalid media type")
        self.covers.add(key := f"cover-{self.next_id()}")
        return said({"media_id": key, "url": f"{OWN}{key}"})

    def draft(self, asked: Asked) -> Reply:
        articles = asked.json.get("articles") or []
        if len(articles) != 1:
            return wrong(40114, "invalid index value")
        article = dict(articles[0])
        if not article.get("title") or len(article["title"]) > 64:
            return wrong(45003, "title size out of limit")
        if len(article.get("digest", "")) > 120:
            return wrong(45004, "description size out of limit")
        if not article.get("content") or len(article["content"]) > MOST:
            return wrong(45002, "content size out of limit")
        if article.get("thumb_media_id") not in self.covers:
            return wrong(40007, "invalid media_id")
        article["content"] = IMAGE.sub(lambda tag: tag[0] if tag[1].startswith(OWN) else "", article["content"])
        self.drafts[key := f"draft-{self.next_id()}"] = article
        return said({"media_id": key})

    def submit(self, asked: Asked) -> Reply:
        if not self.verified:
            return wrong(48001, "api unauthorized")
        article = self.drafts.pop(str(asked.json.get("media_id")), None)
        if article is None:
            return wrong(40007, "invalid media_id")
        self.examined[key := self.next_id()] = (article, self.looks)
        return said({"errcode": 0, "errmsg": "ok", "publish_id": key})

    def look(self, asked: Asked) -> Reply:
        key = str(asked.json.get("publish_id"))
        if key not in self.examined:
            return wrong(40007, "invalid publish_id")
        article, looks = self.examined[key]
        if looks:
            self.examined[key] = (article, looks - 1)
            return said({"publish_id": key, "publish_status": 1})
        if self.verdict:
            return said({"publish_id": key, "publish_status": self.verdict, "fail_idx": [1]})
        name = f"article-{key}"
        if name not in self.shown:
            self.show(article["title"], article["content"], name)
        detail = {"count": 1, "item": [{"idx": 1, "article_url": f"https://mp.sandbox.example/s/{key}"}]}
        return said({"publish_id": key, "publish_status": 0, "article_id": name, "article_detail": detail})

    def delete(self, asked: Asked) -> Reply:
        shown = self.shown.get(str(asked.json.get("article_id")))
        if shown is None or shown.withdrawn:
            return wrong(53600, "Article ID invalid")
        shown.withdrawn = True
        return wrong(0, "ok")

    def send_to_all(self, asked: Asked) -> Reply:
        name = str(asked.json.get("clientmsgid", ""))
        if name in self.masses:
            return said({"errcode": 45065, "errmsg": "clientmsgid exist", "msg_id": int(self.masses[name])})
        if not self.verified:
            return wrong(48001, "api unauthorized")
        article = self.drafts.get(str(asked.json.get("mpnews", {}).get("media_id")))
        if article is None:
            return wrong(40007, "invalid media_id")
        if self.too_many("mass", 1, timedelta(days=1)):
            return wrong(45028, "has no masssend quota")
        shown = self.show(article["title"], article["content"])
        self.masses[name] = shown.id
        return said({"errcode": 0, "errmsg": "send job submission success", "msg_id": int(shown.id)})

    def mass_state(self, asked: Asked) -> Reply:
        known = str(asked.json.get("msg_id")) in self.shown
        return said({"msg_status": "SEND_SUCCESS" if known else "SEND_FAIL"})

    def mass_delete(self, asked: Asked) -> Reply:
        if shown := self.shown.get(str(asked.json.get("msg_id"))):
            shown.withdrawn = True
        return wrong(0, "ok")


def wrong(code: int, words: str) -> Reply:
    """WeChat says 200 to everything."""
    return said({"errcode": code, "errmsg": words})
