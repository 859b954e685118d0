"""What the wording alone gives away about a question: its kind, and how much work it may be. Both languages."""

import re
from typing import Final

from foreword.desk.models import Kind, Read


def _any_of(english: str, chinese: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{english})|{chinese}", re.IGNORECASE)


_KINDS: Final = (
    (
        Kind.RESEARCH,
        _any_of(
            r"literature|reviews?\b|novelty|systematic|datasets?|statistics on|sources? (?:on|about|for)",
            "综述|文献|查新|选题|课题|检索式|研究现状|数据来源",
        ),
    ),
    (
        Kind.TECHNICAL,
        _any_of(
            r"log ?in|password|errors?\b|vpn|carsi|can(?:not|.t) (?:open|access|download|print)|does ?n.t work",
            "登录|登陆|打不开|连不上|报错|密码|下载不了|用不了|故障",
        ),
    ),
    (
        Kind.DIRECTIONAL,
        _any_of("where (?:is|are|can i find|do i find)|which floor|how do i get to", "在哪|哪里|几楼|怎么走|什么位置"),
    ),
    (
        Kind.POLICY,
        _any_of(
            r"renew|borrow|return|fines?\b|overdue|opening|open (?:at|on|until)|hours|allowed|may i|how many",
            "借|还书|逾期|罚款|开放|闭馆|几点|可以吗|规定|权限",
        ),
    ),
)
_DEEP: Final = _any_of("novelty search|systematic review|patent search|meta-analysis", "查新|系统评价|专利检索")
_USUAL_READ: Final = {
    Kind.DIRECTIONAL: Read.ONE,
    Kind.POLICY: Read.TWO,
    Kind.READY_REFERENCE: Read.TWO,
    Kind.TECHNICAL: Read.THREE,
    Kind.RESEARCH: Read.FOUR,
}
_LONG: Final = 400


def kind_by_wording(text: str) -> Kind | None:
    return next((kind for kind, pattern in _KINDS if pattern.search(text)), None)


def read_by_wording(text: str, kind: Kind | None) -> Read | None:
    """The usual level of its kind; one more for a long text; the highest for what takes days by its nature."""
    if _DEEP.search(text):
        return Read.SIX
    if kind is None:
        return None
    return Read(min(Read.SIX, _USUAL_READ[kind] + (len(text) > _LONG)))
