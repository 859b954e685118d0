"""Which language a short text is in, by its script alone: what fusion and centring need, and nothing finer."""

import re

HAN = re.compile(r"[\u3400-\u9fff]")
KANA_OR_HANGUL = re.compile(r"[\u3040-\u30ff\uac00-\ud7af]")
LATIN = re.compile(r"[A-Za-z]")


def detect(text: str) -> str:
    """ "zh-hans", "en" (any Latin script) or "und". A Chinese question with English names in it is Chinese."""
    if KANA_OR_HANGUL.search(text):
        return "und"
    han, latin = len(HAN.findall(text)), len(LATIN.findall(text))
    # One Han character carries about as much as three Latin letters.
    if han and han * 3 >= latin:
        return "zh-hans"
    return "en" if latin else "und"
