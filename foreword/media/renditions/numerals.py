"""Numbers as they are said, in English and in Chinese."""

from typing import Final

ONES: Final = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS: Final = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SCALES: Final = ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred"))
IRREGULAR: Final = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
HAN: Final = "零一二三四五六七八九"
HAN_PLACES: Final = ("", "十", "百", "千")
HAN_SCALES: Final = ("", "万", "亿")
MOST: Final = 10**12
"""From here on a number is said digit by digit."""
HUNDRED: Final = 100


def english(number: int) -> str:
    if number >= MOST:
        return english_digits(str(number))
    if number < len(ONES):
        return ONES[number]
    if number < HUNDRED:
        tens, ones = divmod(number, 10)
        return TENS[tens] + (f"-{ONES[ones]}" if ones else "")
    for scale, name in SCALES:
        if number >= scale:
            count, rest = divmod(number, scale)
            joined = " and " if rest and rest < HUNDRED else " "
            return f"{english(count)} {name}" + (f"{joined}{english(rest)}" if rest else "")
    raise AssertionError(number)


def english_digits(digits: str) -> str:
    return " ".join(ONES[int(digit)] for digit in digits)


def english_year(year: int) -> str:
    """1000 to 2999: nineteen ninety-eight, two thousand and five, twenty twenty-six."""
    century, rest = divmod(year, 100)
    if century % 10 == 0 and rest < len("0123456789"):
        return english(year)
    if not rest:
        return f"{english(century)} hundred"
    return f"{english(century)} {'oh ' if rest < len('0123456789') else ''}{english(rest)}"


def english_ordinal(number: int) -> str:
    """first, twenty-first, fortieth."""
    said = english(number)
    head, joint, last = said.rpartition("-") if "-" in said.rpartition(" ")[2] else said.rpartition(" ")
    regular = f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th"
    return f"{head}{joint}{IRREGULAR.get(last, regular)}"


def chinese(number: int) -> str:
    """零, 十二, 一百零五, 两万 as 二万: the plain reading."""
    if number >= MOST:
        return chinese_digits(str(number))
    if number == 0:
        return HAN[0]
    parts: list[str] = []
    groups = [number // 10_000**place % 10_000 for place in range(len(HAN_SCALES))]
    for place in reversed(range(len(HAN_SCALES))):
        group = groups[place]
        if not group:
            continue
        if parts and group < 1000:
            parts.append(HAN[0])
        parts.append(_thousands(group) + HAN_SCALES[place])
    said = "".join(parts)
    return said[1:] if said.startswith("一十") else said


def _thousands(group: int) -> str:
    said, gap = "", False
    for place in reversed(range(4)):
        digit = group // 10**place % 10
        if digit:
            said += (HAN[0] if gap and said else "") + HAN[digit] + HAN_PLACES[place]
            gap = False
        else:
            gap = True
    return said


def chinese_digits(digits: str) -> str:
    return "".join(HAN[int(digit)] for digit in digits)
