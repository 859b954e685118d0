"""How each medium counts."""

import math
import re
from typing import Final
from unicodedata import combining, east_asian_width

GSM: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_TWICE: Final = frozenset("^{}\\[~]|€\f")
"""Take two places each (3GPP 23.038)."""
HAN: Final = re.compile(r"[\u3400-\u9fff]")
WORD: Final = re.compile(r"[^\W\u3400-\u9fff]+(?:['’\-][^\W\u3400-\u9fff]+)*")
HAN_A_SECOND: Final = 4.0
WORDS_A_SECOND: Final = 2.5


def cells(text: str) -> int:
    """Places on a display of fixed width: two for a Chinese sign, none for what only marks another."""
    return sum(0 if combining(sign) else 2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def han(text: str) -> int:
    """As Weibo counts: a Chinese sign is one, two Latin letters are one."""
    return math.ceil(cells(text) / 2)


def segments(text: str) -> int:
    """Parts of a text message: 160 places, 153 each where there are several; 70 and 67 beyond the GSM alphabet."""
    if all(sign in GSM or sign in GSM_TWICE for sign in text):
        places, one, several = sum(2 if sign in GSM_TWICE else 1 for sign in text), 160, 153
    else:
        places, one, several = len(text.encode("utf-16-le")) // 2, 70, 67
    return 1 if places <= one else math.ceil(places / several)


def seconds(text: str) -> int:
    """Of speech at a quiet pace."""
    return math.ceil(len(HAN.findall(text)) / HAN_A_SECOND + len(WORD.findall(text)) / WORDS_A_SECOND)
