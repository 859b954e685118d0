"""Numbers, addresses and accounts that point at a person: where each stands in a text, and of what sort it is.

Numbers that libraries live by (ISBN, ISSN, DOI, call numbers, years, opening hours) are left alone: those with a label
or a form of their own are shielded, the rest are shorter than eight digits.
"""

import re
from collections.abc import Iterator

Found = tuple[int, int, str]

_PLAIN = re.ASCII | re.IGNORECASE
_ANY = re.IGNORECASE

# Letters and digits of the ASCII range only: in Chinese text no space separates a number from the words around it.
_EDGE = r"(?<![0-9A-Za-z０-９])"
_END = r"(?![0-9A-Za-z０-９])"
_IS = r"\s*(?:number|no\.?|id|号码|号)?\s*(?:(?:is|are|was)\b|是|为)?\s*[:：=]?\s*"

MAIL = re.compile(
    r"[A-Za-z0-9][\w.+%'-]*\s?(?:[@＠]|\s?[\[(](?:at|@)[\])]\s?|#at#)\s?[A-Za-z0-9-]+(?:(?:[.．]|\s?[\[(]dot[\])]\s?)[A-Za-z0-9-]+)+",
    _PLAIN,
)
URL = re.compile(r"(?:https?://|www\.)[^\s<>\"'）)】」，。；、\u4e00-\u9fff]+", _ANY)
TOKEN = re.compile(
    r"//[^/@\s]+:[^/@\s]+@"
    r"|[?&#;/](?:[\w.-]*(?:token|session|sid|ticket|secret|password|passwd|pwd|signature|sig|auth|jwt|apikey|api_key"
    r"|access_key|credential|userid|user_id|username|user|uid|account|email|mail|phone|mobile|openid|studentid|sno|code|key))=[^&\s]+"
    r"|[?&#][\w.-]+=[\w.%~+/=-]{20,}"
    r"|/(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{24,}",
    _ANY,
)

SHIELDED = [
    re.compile(r"\b10\.\d{4,9}/[-._;()/:<>A-Za-z0-9]+", re.ASCII),
    re.compile(r"(?:e-?)?ISBN(?:-1[03])?[\s:：]*(?:97[89][-\s]?)?(?:\d[-\s]?){9}[\dXx](?!\d)", _ANY),
    re.compile(r"(?<![\d-])97[89](?:[-\s]?\d){10}(?![\d-])"),
    re.compile(r"(?:[ep]-?)?ISSN(?:-L)?[\s:：]*\d{4}-?\d{3}[\dXx](?!\d)", _ANY),
    re.compile(r"(?:PMID|PMC|OCLC|LCCN|WOS|arXiv|EID|CSTR|ORCID)[\s:：#.]*[\d.:-]+(?:v\d+)?", _ANY),
    re.compile(r"(?:CN|US|EP|WO|JP)\s?\d{6,13}(?:\.\d)?\s?[A-Z]\d?\b"),
    re.compile(r"(?:基金|项目|课题|grant|award)\s*(?:批准|资助)?(?:编?号|no\.?|number)[\s:：]*\d{8,12}", _ANY),
]

NUMBERS: list[tuple[str, re.Pattern[str]]] = [
    ("id", re.compile(_EDGE + r"\d{6}[-\s]?\d{8}[-\s]?\d{3}[\dXx]" + _END, _ANY)),
    ("id", re.compile(_EDGE + r"\d{4}(?:[\s-]\d{4}){3}(?:[\s-]\d{1,3})?" + _END)),
    (
        "id",
        re.compile(
            r"(?:学号|工号|教工号|职工号|借书证号?|一卡通号?|校园卡号?|读者证号?|读者号|证号|卡号|身份证号?码?|护照号?码?"
            r"|(?:student|staff|employee|campus|library|patron|card|reader|passport|ID)\s*(?:card\s*)?(?:number|no\.?|id|ID))"
            + _IS
            + r"(?P<it>[A-Za-z]{0,3}[-\s]?\d[\dA-Za-z-]{3,17})",
            _ANY,
        ),
    ),
    ("phone", re.compile(r"(?<!\d)(?:\(?(?:\+|00)?86\)?[-\s]?)?1[3-9]\d(?:[-\s.]?\d{4}){2}(?!\d)")),
    (
        "phone",
        re.compile(
            r"(?<![\d.-])(?:\(?(?:\+|00)86\)?[-\s]?)?[(（]?0\d{2,3}[)）]?[-\s]?(?:\d{7,8}|\d{3,4}[-\s]\d{4})(?!\d)"
            r"(?:\s?(?:转|ext\.?|-|x)\s?\d{1,5})?",
            _ANY,
        ),
    ),
    ("phone", re.compile(r"(?<!\d)\+\d{1,3}(?:[-\s.]?\(?\d{1,4}\)?){2,5}(?!\d)")),
    (
        "phone",
        re.compile(r"(?<![\d.\-/])(?:\(\d{3}\)\s?|(?P<a>\d{3})(?P<sep>[-.\s]))\d{3}(?(sep)(?P=sep)|[-.\s])\d{4}(?!\d)"),
    ),
    ("phone", re.compile(r"(?<!\d)400[-\s]\d{3}[-\s]\d{4}(?!\d)")),
    (
        "phone",
        re.compile(
            r"(?:电话|手机号?码?|座机|短号|联系方式|\btel(?:ephone)?|\bphone|\bmobile|\bcell"
            r"|(?:call|text|reach) me (?:at|on))" + _IS + r"(?P<it>\+?\d[\d\s()-]{4,16}\d)",
            _ANY,
        ),
    ),
    ("id", re.compile(_EDGE + r"\d{8,19}" + _END)),
    ("account", re.compile(r"(?<![a-z])(?:Q\s?Q|扣扣|企鹅号?|q号)" + _IS + r"(?P<it>[1-9]\d{4,11})(?!\d)", _ANY)),
    (
        "account",
        re.compile(
            r"(?<![a-z])(?:微信|weixin|we\s?chat|vx|wx|v信|薇信|威信|微博|weibo|whatsapp|telegram|skype|小红书|抖音号?)"
            r"(?:\s*(?:id\b|account|name|号码|号|名|账号))*\s*(?P<mark>(?:is\b|是|为)?\s*[:：=@])?\s*(?:is\b|是|为)?\s*"
            r"(?P<it>(?(mark)|(?=[\w-]*[\d_]))[A-Za-z0-9_][A-Za-z0-9_-]{4,19})",
            _PLAIN,
        ),
    ),
    ("account", re.compile(r"微信(?:号|号码|账号)\s*(?:是|为)?\s*(?P<it>[A-Za-z][A-Za-z0-9_-]{5,19})")),
    (
        "secret",
        re.compile(
            r"(?:密码|口令|验证码|\bpassword|\bpasswd|\bpwd|\bpasscode|\bPIN)\s*(?:(?:is|was)\b\s*[:：]?|是|为|[:：=])\s*"
            r"(?P<it>(?=[^\s，。；]*[\d!@#$%^&*_])[!-~]{4,40}?)(?=[\s，。；,;]|[.](?:\s|$)|[^\x00-\x7f]|$)",
            _ANY,
        ),
    ),
    (
        "address",
        re.compile(
            r"(?P<it>(?:宿舍|寝室|公寓|家住|我住在?|住在?|[\u4e00-\u9fff]{1,3}(?:公寓|宿舍|学生公寓))[^，。；！？\n\d]{0,8}"
            r"(?:\d{1,3}\s*(?:号楼|号|栋|幢|舍|楼|斋|单元)?\s*[-—#\s]?\s*)?[A-Za-z]?\d{3,4}\s*(?:[A-Za-z]\b)?(?:室|房间?|号|寝室?)?)"
        ),
    ),
    (
        "address",
        re.compile(
            r"(?:[\u4e00-\u9fff]{0,2}(?:区|园|苑|斋)\s*)?\d{1,3}\s*(?:栋|幢|舍)\s*[-—#\s]?\s*[A-Za-z]?\d{3,4}\s*(?:室|房间?|号|寝室?)?(?!\d)"
        ),
    ),
    ("address", re.compile(r"\d{1,3}\s*号楼\s*[A-Za-z]?\d{3,4}\s*(?:宿舍|寝室?)")),
    (
        "address",
        re.compile(
            r"\b(?:dorm(?:itory)?|residence hall|hall of residence|student hall|hostel|apartment|apt|flat)\b\.?"
            r"[^.;!?\n]{0,24}?"
            r"\b(?:room|rm\.?|no\.?|#|unit|apt\.?)?\s*[A-Za-z]?-?\d{2,4}[A-Za-z]?\b",
            _PLAIN,
        ),
    ),
    (
        "address",
        re.compile(
            r"\b(?:room|rm\.?)\s*[A-Za-z]?-?\d{2,4}[A-Za-z]?\b[\s,]*(?:of|in|at)?\s*(?:the\s+|my\s+)?"
            r"(?:[\w']+\s+){0,3}?(?:dorm(?:itory)?|residence hall|hostel|apartment)s?\b(?:\s*\d{1,3})?",
            _PLAIN,
        ),
    ),
    (
        "address",
        re.compile(
            r"\bI(?: live|'m living|’m living| am living|'m staying| stay) (?:in|at)\s"
            r"(?P<it>[^.;!?\n]{0,40}\d{2,4}[A-Za-z]?)\b",
            _PLAIN,
        ),
    ),
]


def find(text: str) -> Iterator[Found]:
    for match in URL.finditer(text):
        if TOKEN.search(match.group()):
            yield match.start(), match.end(), "link"
    for match in MAIL.finditer(text):
        yield match.start(), match.end(), "mail"
    shields = [match.span() for shield in SHIELDED for match in shield.finditer(text)]
    for sort, pattern in NUMBERS:
        for match in pattern.finditer(text):
            start, end = match.span("it" if "it" in pattern.groupindex else 0)
            start, end = _trimmed(text, start, end)
            if not any(start < stop and begin < end for begin, stop in shields):
                yield start, end, sort


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the white space at either edge, so that the sentence around it keeps its own."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
