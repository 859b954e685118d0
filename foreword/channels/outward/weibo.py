"""A Weibo account, through the one interface for posting that is still open to applications.

A post holds an address of the application's bound domain and no #topic#; what is out stays until a person deletes it.
"""

from collections.abc import Mapping
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
    Setting,
    Trouble,
    Words,
)
from foreword.channels.outward.web import Answer, call

PICTURE_MOST: Final = 5_000_000
PICTURES: Final = ("image/jpeg", "image/png", "image/gif")
LATER: Final[Mapping[int, tuple[Trouble, timedelta | None]]] = {
    10009: (Trouble.BUSY, None),
    10010: (Trouble.BUSY, None),
    10022: (Trouble.QUOTA, timedelta(hours=1)),
    10023: (Trouble.QUOTA, timedelta(hours=1)),
    10024: (Trouble.QUOTA, timedelta(hours=1)),
    20016: (Trouble.QUOTA, timedelta(minutes=10)),
}
NEVER: Final[Mapping[int, Trouble]] = {
    21301: Trouble.KEY,
    21314: Trouble.KEY,
    21315: Trouble.KEY,
    21316: Trouble.KEY,
    21317: Trouble.KEY,
    21327: Trouble.KEY,
    21332: Trouble.KEY,
    10014: Trouble.NOT_ALLOWED,
    10017: Trouble.NOT_ALLOWED,
    20012: Trouble.TOO_LONG,
    20013: Trouble.TOO_LONG,
    20021: Trouble.AUDIT,
    20005: Trouble.PICTURE,
    20006: Trouble.PICTURE,
}


class Weibo(Adapter):
    kind = "weibo"
    name = _("Weibo")
    caps = Caps(takes="weibo", most=140, unit=_("signs"), pictures=1)
    settings: ClassVar[tuple[Setting, ...]] = (
        Setting("server", _("Server"), default="https://api.weibo.com", shape="address"),
        Setting(
            "token",
            _("Access token"),
            _("The library’s own address has to be the application’s bound domain."),
            secret=True,
        ),
    )
    by_hand: ClassVar[Mapping[Act, Words]] = {
        Act.CORRECT: _("Edit the post on Weibo, or delete it there and send the product anew."),
        Act.WITHDRAW: _("Delete the post on Weibo."),
    }

    def publish(self, access: Access, outgoing: Outgoing) -> Result:
        said = {"access_token": access.secrets.get("token", ""), "status": outgoing.text}
        fit = [each for each in outgoing.pictures if each.mime in PICTURES and len(each.content) < PICTURE_MOST]
        files = {"pic": ("picture", fit[0].content, fit[0].mime)} if fit else None
        answer = call("POST", f"{access.server()}/2/statuses/share.json", data=said, files=files)
        told = answer.json()
        if "error_code" in told or answer.status != 200:
            return _refused(answer, told)
        key = str(told["idstr"])
        return Done(remote_id=key, address=f"https://m.weibo.cn/detail/{key}")

    def check(self, access: Access) -> Result:
        token = {"access_token": access.secrets.get("token", "")}
        answer = call("POST", f"{access.server()}/oauth2/get_token_info", data=token)
        told = answer.json()
        if "error_code" in told or answer.status != 200:
            return _refused(answer, told)
        left = int(told.get("expire_in", 0))
        return Done(said=f"uid {told.get('uid', '')}") if left > 0 else Permanent(Trouble.KEY, f"expire_in {left}")


def _refused(answer: Answer, told: Mapping[str, Any]) -> Result:
    code = int(told.get("error_code", 0))
    if code in LATER:
        trouble, after = LATER[code]
        return Retry(trouble, answer.words(), after)
    return Permanent(NEVER.get(code, Trouble.REFUSED), answer.words())
