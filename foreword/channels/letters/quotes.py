"""What the sender wrote, without the mail they answered and without signatures. For showing only: the whole is kept.

The table knows Gmail, Outlook, Apple, QQ, Foxmail, NetEase (old and new), Yahoo and Thunderbird, English and Chinese.
"""

import re
from typing import Final

_QUOTED_LINE: Final = re.compile(r"^\s*[>|＞]")
_DATE: Final = r"(?:\d{4}|\d{1,2}[:：]\d{2})"
_FROM: Final = r"[*_]{0,2}(?:From|发件人|寄件者|寄件人|發件人|De|Von)[*_]{0,2}\s*[:：]"
_FIELD: Final = (
    r"[*_]{0,2}(?:From|Sent|Date|To|Cc|Subject|发件人|发送时间|发送日期|日期|时间|收件人|抄送|主题|主旨|"
    r"寄件者|寄件日期|收件者|副本|發件人|發送時間|收件人|主題)[*_]{0,2}\s*[:：]"
)

_BEGINNINGS: Final = tuple(
    re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    for pattern in (
        # Gmail, Apple Mail, Thunderbird: On Tue, 24 Nov 2026 at 10:00, The Library <ask@…> wrote:
        rf"^[ \t]*On\b[^\n]{{0,200}}{_DATE}[^\n]{{0,200}}(?:\n[^\n]{{0,200}}){{0,2}}?\bwrote\s*[:：]\s*$",
        rf"^[ \t]*(?:Le|Am|El)\b[^\n]{{0,200}}{_DATE}[^\n]{{0,200}}\b(?:a écrit|schrieb|escribió)\s*[:：]?\s*[:：]\s*$",
        # Gmail in Chinese: 图书馆 <ask@…> 于2026年11月24日周二 10:00写道：
        r"^[^\n]{0,200}于\s?\d{4}[^\n]{0,120}(?:\n[^\n]{0,80})?写道\s*[:：]?\s*$",
        # Apple in Chinese: 2026年11月24日 上午10:00，图书馆 <ask@…> 写道：
        # NetEase: 在 2026-11-24 10:00:00，"x" <…> 写道：
        rf"^[^\n]{{0,40}}{_DATE}[^\n]{{0,240}}(?:\n[^\n]{{0,200}})?(?:写道|寫道|撰写)\s*[:：]?\s*$",
        r"^[ \t]*(?:在|At)\s*\d{4}-\d{2}-\d{2}\s[^\n]{0,240}(?:\n[^\n]{0,200})?(?:写道|寫道|wrote)\s*[:：]\s*$",
        # Lines that a program draws: Outlook, QQ (------------------ 原始邮件 ------------------), NetEase, Foxmail
        r"^[ \t]*[-_—]{2,}\s*(?:原始邮件|原始郵件|原邮件|回复的原邮件|转发的?邮件|邮件原件|Original(?: Message| Mail)?|"  # noqa: ISC004
        r"Replied Message|Forwarded Message)\s*[-_—]{2,}",
        r"^[ \t]*(?:\|\s*)?(?:---- )?(?:Replied Message|回复的原邮件)(?: ----)?\s*(?:\|)?\s*$",
        r"^[ \t]*Begin forwarded message\s*[:：]\s*$",
        # A head of at least two fields, one of them "From": Outlook after its line, Foxmail, NetEase without one
        rf"^[ \t]*[_-]{{10,}}[ \t]*\n(?:[ \t]*\n){{0,4}}[ \t]*{_FROM}[^\n]*\n(?:[ \t]*\n){{0,4}}[ \t]*{_FIELD}",
        rf"^[ \t]*{_FROM}[^\n]*\n(?:[ \t]*\n){{0,4}}[ \t]*{_FIELD}",
        rf"^[ \t]*(?:\|[ \t]*)?{_FROM}[ \t|]*[^\n]*\n(?:[-| \t]*\n){{0,4}}[ \t|]*{_FIELD}",
    )
)
_OWN_MARK: Final = re.compile(r"^.*##- .* -##.*$", re.MULTILINE)
_SIGNATURE: Final = re.compile(r"^(?:-- ?|—— ?|__+)$", re.MULTILINE)
_ADVERTS: Final = re.compile(
    r"^\s*(?:Sent from (?:my |Mail for |Yahoo |Outlook )[^\n]{1,60}|Get Outlook for \w+[^\n]*|"
    r"发自我的[^\n]{1,40}|从我的[^\n]{1,30}发送|发送自[^\n]{1,60}|发自[^\n]{0,10}(?:邮箱|手机|iPhone|网易)[^\n]{0,40}|"
    r"從我的[^\n]{1,30}傳送|来自(?:QQ|网易)邮箱[^\n]{0,20})\s*$",
    re.IGNORECASE,
)
LONGEST: Final = 100_000


def written(text: str, *, sender: str = "") -> str:
    """The new words of a mail's plain text. Where only quotes would be cut off everything, everything stays."""
    text = text[:LONGEST].replace("\r\n", "\n").replace("\r", "\n")
    cut = _without_quote(text)
    if cut == text:
        cut = _without_quoted_lines(text)
    new = _without_foot(cut, sender)
    return new or text.strip()


def _without_quote(text: str) -> str:
    places = [found.start() for pattern in _BEGINNINGS if (found := pattern.search(text))]
    places += [found.start() for found in [_OWN_MARK.search(text)] if found]
    place = min(places, default=len(text))
    after = _answers_below(text[place:]) if not text[:place].strip() else ""
    return after or text[:place]


def _answers_below(quote: str) -> str:
    """Some write below what they quote: then the words without a quotation mark, after the last that has one."""
    lines = quote.split("\n")
    last = max((number for number, line in enumerate(lines) if _QUOTED_LINE.match(line)), default=-1)
    return "\n".join(lines[last + 1 :]).strip() if last >= 0 else ""


def _without_quoted_lines(text: str) -> str:
    """A block of quoted lines at the end goes; between the lines of an answer, quotes are part of it."""
    lines = text.rstrip().split("\n")
    kept = len(lines)
    while kept and (_QUOTED_LINE.match(lines[kept - 1]) or not lines[kept - 1].strip()):
        kept -= 1
    return "\n".join(lines[:kept]) if kept and kept < len(lines) else text


def _without_foot(text: str, sender: str) -> str:
    if found := _SIGNATURE.search(text):
        text = text[: found.start()] if text[: found.start()].strip() else text
    lines = text.rstrip().split("\n")
    while lines and (not lines[-1].strip() or _ADVERTS.match(lines[-1]) or _is_address(lines[-1], sender)):
        lines.pop()
    return "\n".join(lines).strip()


def _is_address(line: str, sender: str) -> bool:
    """Foxmail puts the sender's own address under what they write."""
    return bool(sender) and line.strip().strip("<>").lower() == sender.lower()
