"""WordPiece for an uncased BERT: text to the numbers that the model was trained on.

Devlin et al. 2019 (doi:10.18653/v1/N19-1423): accents away, lower case, punctuation and Han characters each by
themselves, then the longest piece of the vocabulary again and again. `vocab.txt` is the model's own (see vendor.toml).
"""

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

START, END, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
LONGEST_WORD = 100
# Letters and digits together; anything else that shows stands alone, and so does each Han character.
WORD = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]|[^\W_]+|[^\s\w]|_")
HAN_INSIDE = re.compile(r"([\u3400-\u9fff\uf900-\ufaff])")


@cache
def vocabulary() -> dict[str, int]:
    lines = files("foreword.search.minilm").joinpath("vocab.txt").read_text(encoding="utf-8").split("\n")
    return {piece: number for number, piece in enumerate(lines) if piece}


def numbers(text: str, most: int) -> list[int]:
    """At most `most` numbers, the two marks of start and end included."""
    known = vocabulary()
    found: list[int] = []
    for word in WORD.findall(HAN_INSIDE.sub(r" \1 ", _plain(text))):
        found.extend(_pieces(word))
        if len(found) >= most - 2:
            break
    return [known[START], *found[: most - 2], known[END]]


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFD", text.lower())
    return "".join(char for char in text if unicodedata.category(char) not in ("Mn", "Cc", "Cf"))


@lru_cache(maxsize=50_000)
def _pieces(word: str) -> tuple[int, ...]:
    known, found, at = vocabulary(), list[int](), 0
    if len(word) > LONGEST_WORD:
        return (known[UNKNOWN],)
    while at < len(word):
        lead = "##" if at else ""
        end = next((end for end in range(len(word), at, -1) if lead + word[at:end] in known), 0)
        if not end:
            return (known[UNKNOWN],)
        found.append(known[lead + word[at:end]])
        at = end
    return tuple(found)
