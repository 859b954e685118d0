"""A sentence as it is said: numbers, times, dates and signs in words, no address, nothing that cannot be spoken.

What comes out has no digit in it, whatever came in. English and Chinese each have their own rules, tried in order.
"""

import re
from collections.abc import Callable
from typing import Final
from unicodedata import category, normalize

from foreword.media.renditions import numerals as n

Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]

WEB: Final = re.compile(r"(?:https?://|www\.)[^\s<>\u3000-\u9fff，。；）)]+")
MAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
SILENT: Final = frozenset(["So", "Sk", "Cc", "Cf", "Co", "Cn", "Cs"])
DASH: Final = r"\s?[–—~～-]\s?"
LARGE: Final = re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{3})+(?![\d,]*\d)", re.ASCII)


def said(text: str, lang: str) -> str:
    """Of shown text. Empty where there is nothing to say."""
    chinese = lang.startswith("zh")
    text = MAIL.sub("", WEB.sub("", normalize("NFC", text)))
    for pattern, word in CHINESE if chinese else ENGLISH:
        text = pattern.sub(word, text)
    text = "".join(" " if category(sign) in SILENT else _digit(sign, chinese=chinese) for sign in text)
    return " ".join(text.split()).strip(" ,，、-–—·") if re.search(r"\w", text) else ""


def _digit(sign: str, *, chinese: bool) -> str:
    """Digits of other scripts, circled ones and the like."""
    if not sign.isdigit():
        return sign
    value = int(normalize("NFKC", sign)) if normalize("NFKC", sign).isdecimal() else 0
    return n.chinese(value) if chinese else f" {n.english(value)} "


def _time_en(hour: int, minute: int) -> str:
    if not minute:
        return f"{n.english(hour)} o’clock" if 0 < hour <= 12 else f"{n.english(hour)} hundred"
    return f"{n.english(hour)} {'oh ' if minute < 10 else ''}{n.english(minute)}"


def _time_zh(hour: int, minute: int) -> str:
    """零 before a single minute: 八点零五分."""
    minutes = f"{'零' if 0 < minute < 10 else ''}{n.chinese(minute)}分" if minute else ""
    return f"{_two(hour)}点{minutes}"


def _two(number: int) -> str:
    return "两" if number == 2 else n.chinese(number)


def _date_en(found: re.Match[str]) -> str:
    month = int(found[2])
    if not 1 <= month <= len(MONTHS):
        return found[0]
    return f"{MONTHS[month - 1]} {n.english_ordinal(int(found[3]))}, {n.english_year(int(found[1]))}"


def _decimal_zh(found: re.Match[str]) -> str:
    return f"{n.chinese(int(found[1]))}点{n.chinese_digits(found[2])}"


CLOCK: Final = re.compile(r"(?<![\d:])([01]?\d|2[0-4])[:：]([0-5]\d)(?![\d:])", re.ASCII)
DATE: Final = re.compile(r"(?<!\d)([12]\d{3})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)", re.ASCII)
PHONE: Final = re.compile(
    r"(?<!\d)(?:\+?\d{2,4}[- ])?(?:\d{3,4}[- ])\d{4,8}(?!\d)|(?<!\d)0\d{6,}|(?<!\d)\d{8,}", re.ASCII
)
NOON: Final = re.compile(r"(?<![\d:])(\d{1,2})\s?(a\.?m\.?|p\.?m\.?)(?=\W|$)", re.IGNORECASE | re.ASCII)
DECIMAL: Final = re.compile(r"(\d+)\.(\d+)(?!\.?\d)", re.ASCII)
RANGE: Final = re.compile(rf"(?<=\d){DASH}(?=\d)|(?<=%){DASH}(?=\d)", re.ASCII)

STANDARD: Final = re.compile(r"\bGB/T\s?(\d+)(?:[—–-]+(\d{4}))?(?!\d)", re.ASCII)

ENGLISH: Final[tuple[Rule, ...]] = (
    (STANDARD, lambda m: f"G B T {n.english_digits(m[1])}{', ' + n.english_year(int(m[2])) if m[2] else ''}"),
    (LARGE, lambda m: n.english(int(m[0].replace(",", "")))),
    (DATE, _date_en),
    (PHONE, lambda m: n.english_digits(re.sub(r"\D", "", m[0], flags=re.ASCII))),
    (re.compile(r"\be\.g\.", re.IGNORECASE), lambda _: "for example"),
    (re.compile(r"\bi\.e\.", re.IGNORECASE), lambda _: "that is"),
    (re.compile(r"\betc\.", re.IGNORECASE), lambda _: "and so on"),
    (NOON, lambda m: f"{n.english(int(m[1]))} {m[2][0].lower()} m"),
    (re.compile(rf"(?<=:\d\d){DASH}(?=\d)"), lambda _: " to "),
    (CLOCK, lambda m: _time_en(int(m[1]), int(m[2]))),
    (RANGE, lambda _: " to "),
    (re.compile(r"[¥￥]\s?(\d+)", re.ASCII), lambda m: f"{n.english(int(m[1]))} yuan"),
    (re.compile(r"\$\s?(\d+)", re.ASCII), lambda m: f"{n.english(int(m[1]))} dollars"),
    (DECIMAL, lambda m: f"{n.english(int(m[1]))} point {n.english_digits(m[2])}"),
    (re.compile(r"\b(\d+)(?:st|nd|rd|th)\b", re.ASCII), lambda m: n.english_ordinal(int(m[1]))),
    (re.compile(r"(?<!\d)(1[1-9]\d\d|20\d\d)(?!\d)", re.ASCII), lambda m: n.english_year(int(m[1]))),
    (re.compile(r"\d+", re.ASCII), lambda m: f" {n.english(int(m[0]))} "),
    (re.compile(r"\s+(?=[,.;:!?)%’-])"), lambda _: ""),
    (re.compile(r"%"), lambda _: " percent"),
    (re.compile(r"\s?&\s?"), lambda _: " and "),
    (re.compile(r"\s?\+\s?"), lambda _: " plus "),
    (re.compile(r"\s?=\s?"), lambda _: " is "),
    (re.compile(r"\s?[→>]\s?"), lambda _: ", then "),
    (re.compile(r"(?<=\w)/(?=\w)"), lambda _: " or "),
)
CHINESE: Final[tuple[Rule, ...]] = (
    (STANDARD, lambda m: f"国标{n.chinese_digits(m[1])}{'，' + n.chinese_digits(m[2]) + '年版' if m[2] else ''}"),
    (LARGE, lambda m: n.chinese(int(m[0].replace(",", "")))),
    (DATE, lambda m: f"{n.chinese_digits(m[1])}年{n.chinese(int(m[2]))}月{n.chinese(int(m[3]))}日"),
    (re.compile(r"(\d{4})(?=\s?年)", re.ASCII), lambda m: n.chinese_digits(m[1])),
    (PHONE, lambda m: n.chinese_digits(re.sub(r"\D", "", m[0], flags=re.ASCII))),
    (re.compile(rf"(?<=[:：]\d\d){DASH}(?=\d)"), lambda _: "到"),
    (CLOCK, lambda m: _time_zh(int(m[1]), int(m[2]))),
    (RANGE, lambda _: "到"),
    (re.compile(r"(\d+)\.(\d+)\s?[%％]", re.ASCII), lambda m: f"百分之{_decimal_zh(m)}"),
    (re.compile(r"(\d+)\s?[%％]", re.ASCII), lambda m: f"百分之{n.chinese(int(m[1]))}"),
    (re.compile(r"[¥￥]\s?(\d+)", re.ASCII), lambda m: f"{n.chinese(int(m[1]))}元"),
    (DECIMAL, _decimal_zh),
    (re.compile(r"(?<![第\d])2\s?(?=[个本次天周年册种位人篇份项条张台]|小时|分钟)", re.ASCII), lambda _: "两"),
    (re.compile(r"\s?(\d+)\s?", re.ASCII), lambda m: n.chinese(int(m[1]))),
    (re.compile(r"[%％]"), lambda _: "百分号"),
    (re.compile(r"\s?&\s?"), lambda _: "和"),
    (re.compile(r"\s?\+\s?"), lambda _: "加"),
    (re.compile(r"\s?=\s?"), lambda _: "等于"),
    (re.compile(r"\s?[→>]\s?"), lambda _: "，然后"),
    (re.compile(r"(?<=\w)/(?=\w)"), lambda _: "或"),
    (re.compile(r"(?<=[\u3000-\u9fff])\s+(?=[\u3000-\u9fff])"), lambda _: ""),
)
