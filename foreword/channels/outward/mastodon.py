"""A Mastodon account: knows the same post by its key for an hour, lets posts be edited and taken back.

Documented at docs.joinmastodon.org (statuses, media, instance). The limit of signs is the instance's own.
"""

import re
import time
from datetime import timedelta
from typing import Any, ClassVar, Final

from django.utils.translation import gettext_lazy as _

from foreword.channels.outward.interface import (
    Access,
    Act,
    Adapter,
    Caps,
    Done,
    Outgoing,
    Permanent,
    Result,
    Retry,
    Setback,
    Setting,
    Trouble,
)
from foreword.channels.outward.web import Answer, call, nothing_public_yet

LINK: Final = re.compile(r"https?://\S+")
LINK_COUNTS: Final = 23
LOOKS: Final = 5
"""At a picture that the instance is still working on, a second apart."""
PICTURE_MOST: Final = 16_000_000


class Mastodon(Adapter):
    kind = "mastodon"
    name = _("Mastodon")
    caps = Caps(
        takes="post",
        most=500,
        unit=_("signs"),
        edits=True,
        deletes=True,
        repeatable=frozenset({Act.CORRECT, Act.WITHDRAW}),
        dedupes_for=timedelta(minutes=55),  # the vendor says an hour, by its own clock
        pictures=1,
        a_minute=60,
    )
    settings: ClassVar[tuple[Setting, ...]] = (
        Setting("server", _("Server"), _("Such as https://social.example.edu"), shape="address"),
        Setting(
            "token", _("Access token"), _("From the account’s page for development, with write:statuses"), secret=True
        ),
        Setting(
            "visibility",
            _("Who sees it"),
            default="public",
            choices=(
                ("public", _("Everybody")),
                ("unlisted", _("Everybody, but in no list")),
                ("private", _("Followers")),
            ),
        ),
    )

    def publish(self, access: Access, outgoing: Outgoing) -> Result:
        headers = {**_key(access), "Idempotency-Key": outgoing.key}
        said = {**self._said(access, outgoing), "visibility": access.config["visibility"]}
        return _posted(call("POST", f"{access.server()}/api/v1/statuses", headers=headers, json=said))

    def correct(self, access: Access, remote_id: str, outgoing: Outgoing) -> Result:
        said = self._said(access, outgoing)
        return _posted(call("PUT", f"{access.server()}/api/v1/statuses/{remote_id}", headers=_key(access), json=said))

    def withdraw(self, access: Access, remote_id: str) -> Result:
        answer = call("DELETE", f"{access.server()}/api/v1/statuses/{remote_id}", headers=_key(access))
        return Done() if answer.status in {200, 404} else _refused(answer)

    def check(self, access: Access) -> Result:
        answer = call("GET", f"{access.server()}/api/v1/accounts/verify_credentials", headers=_key(access))
        if answer.status != 200:
            return _refused(answer)
        return Done(said=f"@{answer.json().get('acct', '')} · {_limit(access)}")

    def remote_id_in(self, address: str) -> str:
        """https://host/@name/1122…"""
        last = address.rstrip("/").rsplit("/", 1)[-1]
        return last if last.isdigit() else ""

    def _said(self, access: Access, outgoing: Outgoing) -> dict[str, Any]:
        length, most = len(LINK.sub("x" * LINK_COUNTS, outgoing.text)), _limit(access)
        if length > most:
            raise Setback(Permanent(Trouble.TOO_LONG, f"{length} / {most}"))
        return {"status": outgoing.text, "language": outgoing.lang[:2], "media_ids": _pictures(access, outgoing)}


def _key(access: Access) -> dict[str, str]:
    return {"Authorization": f"Bearer {access.secrets.get('token', '')}"}


def _limit(access: Access) -> int:
    with nothing_public_yet():
        answer = call("GET", f"{access.server()}/api/v2/instance")
    if answer.status != 200:
        return Mastodon.caps.most
    return int(answer.json().get("configuration", {}).get("statuses", {}).get("max_characters", Mastodon.caps.most))


def _pictures(access: Access, outgoing: Outgoing) -> list[str]:
    """Nothing is public before the post is: a call that broke here may be made again."""
    ids = []
    for picture in outgoing.pictures[: Mastodon.caps.pictures]:
        if len(picture.content) > PICTURE_MOST:
            continue
        with nothing_public_yet():
            answer = call(
                "POST",
                f"{access.server()}/api/v2/media",
                headers=_key(access),
                files={"file": ("picture", picture.content, picture.mime)},
                data={"description": picture.alt},
            )
        if answer.status not in {200, 202}:
            raise Setback(_refused(answer))
        ids.append(_ready(access, str(answer.json()["id"]), ready=answer.status == 200))
    return ids


def _ready(access: Access, media: str, *, ready: bool) -> str:
    for _look in range(LOOKS):
        if ready:
            return media
        time.sleep(1)
        with nothing_public_yet():
            ready = call("GET", f"{access.server()}/api/v1/media/{media}", headers=_key(access)).status == 200
    raise Setback(Retry(Trouble.BUSY))


def _posted(answer: Answer) -> Result:
    if answer.status != 200:
        return _refused(answer)
    status = answer.json()
    return Done(remote_id=str(status["id"]), address=str(status.get("url") or ""))


def _refused(answer: Answer) -> Permanent:
    troubles = {401: Trouble.KEY, 403: Trouble.NOT_ALLOWED, 404: Trouble.GONE}
    return Permanent(troubles.get(answer.status, Trouble.REFUSED), answer.words())
