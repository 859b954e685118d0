"""WeCom's robots: one key, 20 messages a minute, 2048 bytes of text or 4096 of Markdown."""

from collections.abc import Mapping
from datetime import timedelta
from typing import ClassVar, Final

from foreword.channels.outward.sandbox.vendor import Asked, Reply, Vendor, said

KEY: Final = "sandbox-robot"
MOST: Final = {"text": 2048, "markdown": 4096}


class WeComVendor(Vendor):
    name = "wecom"
    hint = f"key {KEY}"
    routes: ClassVar[Mapping[tuple[str, str], str]] = {("POST", "/cgi-bin/webhook/send"): "say"}

    def say(self, asked: Asked) -> Reply:
        if asked.parameters.get("key") != KEY:
            return said({"errcode": 93000, "errmsg": "invalid webhook url"})
        form = str(asked.json.get("msgtype"))
        content = str(asked.json.get(form, {}).get("content", "")) if form in MOST else ""
        if not content:
            return said({"errcode": 44004, "errmsg": "text content is empty"})
        if len(content.encode()) > MOST[form]:
            return said({"errcode": 40058, "errmsg": f"{form}.content exceed max length {MOST[form]}"})
        if self.too_many("say", 20, timedelta(minutes=1)):
            return said({"errcode": 45009, "errmsg": "api freq out of limit"})
        self.show("", content)
        return said({"errcode": 0, "errmsg": "ok"})
