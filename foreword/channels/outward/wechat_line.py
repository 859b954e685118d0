"""Speaking to WeChat's interface: its token, its JSON (raw UTF-8, or it shows the escapes), its error codes."""

import json
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any, Final

from foreword.channels.outward.interface import Access, Permanent, Retry, Setback, Trouble
from foreword.channels.outward.web import Answer, call, nothing_public_yet

STALE: Final = frozenset({40001, 40014, 42001})
"""The token, not what was asked: a new one is fetched once, and the same asked again."""
LATER: Final[Mapping[int, tuple[Trouble, timedelta | None]]] = {
    -1: (Trouble.BUSY, None),
    45009: (Trouble.QUOTA, timedelta(hours=6)),  # a day's
    45011: (Trouble.QUOTA, timedelta(minutes=2)),  # a minute's
    45028: (Trouble.QUOTA, timedelta(hours=12)),  # sendings to all
}
NEVER: Final[Mapping[int, Trouble]] = {
    40013: Trouble.KEY,
    40125: Trouble.KEY,
    41004: Trouble.KEY,
    40164: Trouble.NOT_ALLOWED,
    48001: Trouble.NOT_ALLOWED,
    48004: Trouble.NOT_ALLOWED,
    40005: Trouble.PICTURE,
    40007: Trouble.PICTURE,
    40009: Trouble.PICTURE,
    45002: Trouble.TOO_LONG,
    45003: Trouble.TOO_LONG,
    45004: Trouble.TOO_LONG,
    53600: Trouble.GONE,
}


def fault(code: int, words: str) -> Retry | Permanent:
    said = f"{code} {words}"
    if code in LATER:
        trouble, after = LATER[code]
        return Retry(trouble, said, after)
    return Permanent(NEVER.get(code, Trouble.KEY if code in STALE else Trouble.REFUSED), said)


class Line:
    """One conversation with the interface. `stable_token` gives every process the same token while it is valid."""

    def __init__(self, access: Access) -> None:
        self._access = access
        self._token = ""

    def ask(
        self, path: str, said: Mapping[str, Any] | None = None, *, method: str = "POST", well: Iterable[int] = (0,)
    ) -> dict[str, Any]:
        """Raises Setback for every code that is not `well`."""
        content = json.dumps(said, ensure_ascii=False).encode() if said is not None else None
        return self._spoken(path, well, method=method, content=content)

    def send(self, path: str, file: tuple[str, bytes, str], **parameters: str) -> dict[str, Any]:
        return self._spoken(path, (0,), method="POST", files={"media": file}, parameters=parameters)

    def _spoken(
        self, path: str, well: Iterable[int], *, method: str, parameters: Mapping[str, str] | None = None, **parts: Any
    ) -> dict[str, Any]:
        address = f"{self._access.server()}/cgi-bin/{path}"
        told: dict[str, Any] = {}
        for fresh in (False, True):
            with nothing_public_yet():
                token = self._token_of(fresh=fresh)
            told = call(method, address, params={"access_token": token, **(parameters or {})}, **parts).json()
            if _code(told) not in STALE:
                break
            self._token = ""
        if _code(told) not in well:
            raise Setback(fault(_code(told), str(told.get("errmsg", ""))))
        return told

    def _token_of(self, *, fresh: bool) -> str:
        """By force only where the one that is said to be valid was refused: that may be done 20 times a day."""
        if not self._token:
            asked = {
                "grant_type": "client_credential",
                "appid": self._access.config["appid"],
                "secret": self._access.secrets.get("secret", ""),
                "force_refresh": fresh,
            }
            answer: Answer = call("POST", f"{self._access.server()}/cgi-bin/stable_token", json=asked)
            told = answer.json()
            if "access_token" not in told:
                raise Setback(fault(_code(told), str(told.get("errmsg", ""))))
            self._token = str(told["access_token"])
        return self._token


def _code(told: Mapping[str, Any]) -> int:
    try:
        return int(told.get("errcode", 0))
    except (TypeError, ValueError):
        return 1
