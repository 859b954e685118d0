"""A light display: one line at a time, whatever was sent last."""

from collections.abc import Mapping
from typing import ClassVar

from foreword.channels.outward.sandbox.vendor import Asked, Reply, Vendor


class DisplayVendor(Vendor):
    name = "display"
    hint = "address …/display/line?text={text}, or PUT …/display/line"
    routes: ClassVar[Mapping[tuple[str, str], str]] = {
        ("GET", "/line"): "asked_line",
        ("POST", "/line"): "sent_line",
        ("PUT", "/line"): "sent_line",
    }

    def asked_line(self, asked: Asked) -> Reply:
        return self._shows(asked.parameters.get("text", ""))

    def sent_line(self, asked: Asked) -> Reply:
        return self._shows(asked.body.decode("utf-8", "replace"))

    def _shows(self, text: str) -> Reply:
        self.shown.clear()
        if text:
            self.show("", text, "line")
        return Reply(200, b"OK")
