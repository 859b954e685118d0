"""What `Signal.about` may say, word by word: a closed vocabulary, so that nothing else slips into a portrait."""

import re
from collections.abc import Container, Mapping
from typing import Any, Final

from foreword.people.models import Dimension

WORDS: Final[Mapping[str, frozenset[str]]] = {
    "device": frozenset(["phone", "tablet", "computer"]),
    "lang": frozenset(["en", "zh-hans"]),
    "form": frozenset(["text", "audio", "video"]),
    "level": frozenset(["primary", "secondary", "knowledge", "intelligence"]),
    "medium": frozenset(["web", "chat", "mail", "wechat", "phone", "desk"]),
    "style": frozenset(["gbt7714", "apa", "mla", "ris"]),
    "age": frozenset(["new", "settled"]),
    "act": frozenset(["loan", "renewal", "return", "hold"]),
    "role": frozenset(["student", "teacher"]),
    "place": frozenset(["campus", "away"]),
}
NEEDS: Final = {"device": Dimension.PREFERENCES, "place": Dimension.PLACE}
"""What is said only under a consent of its own, whatever the signal itself stands on."""
BRANCH: Final = re.compile(r"[\w\- ]{1,24}")
"""A branch library goes by the name that its gate gives it."""


def known(about: Mapping[str, Any] | None, agreed: Container[str]) -> dict[str, str]:
    """What of it can be said and was agreed to; the rest is dropped without a word."""
    if not about:
        return {}
    said = {key: str(value) for key, value in about.items() if str(value) in WORDS.get(key, ())}
    said = {key: value for key, value in said.items() if NEEDS.get(key) is None or NEEDS[key] in agreed}
    branch = str(about.get("branch", "")).strip()
    if BRANCH.fullmatch(branch):
        said["branch"] = branch
    return said


def device_of(user_agent: str) -> str:
    """Phone, tablet or computer, from what the browser says; nothing more is taken from it."""
    if re.search(r"ipad|tablet|android(?!.*mobile)", user_agent, re.IGNORECASE):
        return "tablet"
    if re.search(r"mobi|iphone|android|micromessenger", user_agent, re.IGNORECASE):
        return "phone"
    return "computer" if re.search(r"windows|macintosh|linux|cros", user_agent, re.IGNORECASE) else ""
