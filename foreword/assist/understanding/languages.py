"""Which language a question is in: by its script, and among Latin ones by their little words.

What readers' pages do in their language is decided elsewhere; this only tells a librarian that a question is French.
"""

import re
from collections import Counter
from typing import Final

_SCRIPTS: Final = {
    "ja": re.compile(r"[\u3040-\u30ff]"),
    "ko": re.compile(r"[\uac00-\ud7af\u1100-\u11ff]"),
    "ru": re.compile(r"[\u0400-\u04ff]"),
    "ar": re.compile(r"[\u0600-\u06ff]"),
    "th": re.compile(r"[\u0e00-\u0e7f]"),
    "hi": re.compile(r"[\u0900-\u097f]"),
    "el": re.compile(r"[\u0370-\u03ff]"),
}
_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_TRADITIONAL: Final = re.compile(r"[書圖館閱讀還嗎麼們請問電資與學開關時間為這個會說後來對]")
_LATIN: Final = re.compile(r"[^\W\d_]+", re.IGNORECASE)
_LITTLE_WORDS: Final = {
    "en": "the of and to in is i you for do have on how can my a what where with this are find need any it be at from",
    "fr": "le la les des une un est et je vous pour dans comment mon ma où avec sur du au ce pas qui se trouve j'ai",
    "de": "der die das und ist ich sie für in wie kann mein eine einen den zu mit auf von nicht wo gibt haben ein es",
    "es": "el la los las una un es y yo para en cómo puedo mi que dónde con de del por no hay qué se su necesito hola",
    "it": "il la gli una un è e io per in come posso mio che dove con di del non ci sono della si al vorrei",
    "pt": "o a os as uma um é e eu para em como posso meu que onde com de do não há na no da se ao preciso",
    "nl": "de het een en is ik u voor in hoe kan mijn waar met van op niet zijn dat wat er te",
    "vi": "tôi có thể là và của cho trong như thế nào ở đâu với sách không được này một các làm",
    "id": "saya yang dan di untuk ini itu bagaimana bisa apa dengan dari buku tidak ada ke pada",
    "tr": "ve bir bu için nasıl nerede var mı kitap ben ile ne olarak da de mi",
}
_WORDS: Final = {lang: frozenset(words.split()) for lang, words in _LITTLE_WORDS.items()}
_DOUBT: Final = 0.6
"""One little word's worth of evidence that belongs to nobody."""


def spoken(text: str) -> tuple[str, float]:
    """The language ("zh-hans", "zh-hant", or two letters; "und" for none) and how sure, 0 to 1."""
    scripts = Counter({lang: len(script.findall(text)) for lang, script in _SCRIPTS.items()})
    han, latin = len(_HAN.findall(text)), sum(len(word) for word in _LATIN.findall(text) if word[0] < "\u0250")
    if scripts["ja"]:
        # Kana among Han characters is Japanese; a Chinese text has none.
        scripts["ja"] += han
        han = 0
    # A Han character carries about as much as three Latin letters.
    weights = {**scripts, "zh": han * 3, "latin": latin}
    total = sum(weights.values())
    if not total:
        return "und", 0.0
    chief = max(weights, key=lambda script: weights[script])
    share = weights[chief] / total
    if chief == "zh":
        return ("zh-hant" if len(_TRADITIONAL.findall(text)) * 6 > han else "zh-hans"), share
    if chief != "latin":
        return chief, share
    lang, sure = _latin(text)
    return lang, sure * share


def _latin(text: str) -> tuple[str, float]:
    words = [word.lower() for word in _LATIN.findall(text)]
    hits = {lang: float(sum(word in little for word in words)) for lang, little in _WORDS.items()}
    hits["en"] += 0.1  # most names and titles without any little word are typed by readers of English
    best = max(hits, key=lambda lang: hits[lang])
    others = max(value for lang, value in hits.items() if lang != best)
    return best, hits[best] / (hits[best] + others + _DOUBT)
