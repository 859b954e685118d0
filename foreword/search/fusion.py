"""One score from several lists: words, ideas, character triples, and each encoder's view of wordings and pieces.

Only candidates are weighed: what at least one list brought up. The score is a sum of contributions, so that a hit can
say what it owes to which list. Its unit is the cosine: what lies 0.1 apart differs by about one standard deviation of
an encoder's cosines with texts that have nothing to do with the question.

No fixed weight is right for every question. How much of the question, and of a document's title, the glossary explains
decides between house vocabulary and plain words: "renew my books" is all house vocabulary, "strikethrough in markdown"
is none of it. What only one language can have (the same words, the view of an English encoder) must not sink the
documents of the other.

The weights were set on four development sets together (docs/retrieval.md); random search around them gained less than
one point.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]
Tier = Literal["keystroke", "submit"]

# What a document without vectors of this encoder has instead of a cosine, and then some.
UNREAD: Final = -0.9
MOST_WORDS: Final = 1.5
MOST_IDEAS: Final = 1.3
MOST_TRIPLES: Final = 1.0
WORDING: Final = ".wording"
PIECE: Final = ".piece"
# Mean and spread of each encoder's cosines between a question and what does not answer it.
USUAL: Final[Mapping[str, tuple[float, float]]] = {"use": (0.03, 0.10), "e5": (0.07, 0.10), "minilm": (0.12, 0.12)}
UNIT: Final = 0.10
ENGLISH: Final = "minilm"


@dataclass(frozen=True, slots=True)
class Weights:
    """One ranker: how much each list counts."""

    words: float = 0.03
    unexplained_words: float = 0.15
    """So much more where the glossary explains nothing, and no more from `words_not_from` on."""
    words_not_from: float = 0.4
    foreign: float = 0.3
    """A document in another language cannot share words: it gets this part of the best share in the question's."""
    ideas: float = 0.45
    triples: float = 0.6
    prior: float = 0.2
    """Log odds to score: one over what a unit of score is worth in confidence.py."""
    worse_role: float = 0.2
    """How much an encoder's view of a document listens to the worse of its best wording and its best piece."""
    encoders: Mapping[str, float] = field(default_factory=lambda: {"use": 0.35, "e5": 0.65, ENGLISH: 0.0})
    english: Mapping[str, float] = field(default_factory=lambda: {"use": 0.08, "e5": 0.17, ENGLISH: 0.75})
    """Where an English document meets an English question, and the English encoder has read it."""


HOUSE = "house"
# By name, to be tried live against the one in use (`foreword manage ranker`). "house" is what ships.
RANKERS: dict[str, Weights] = {
    HOUSE: Weights(),
    "unlearned": Weights(prior=0.0),
    "wordly": Weights(words=0.1),
    # To see what each half is worth: `foreword bench retrieval DIR --ranker lexical`.
    "lexical": Weights(encoders=dict.fromkeys(USUAL, 0.0), english=dict.fromkeys(USUAL, 0.0), foreign=0.0),
    "semantic": Weights(words=0.0, unexplained_words=0.0, ideas=0.0, triples=0.0),
    "no-glossary": Weights(ideas=0.0, words_not_from=1e9),
}


@dataclass(frozen=True, slots=True)
class QueryFacts:
    """`explained` is the share of its words that the glossary knows; `length` is in characters."""

    explained: float = 0.0
    language: str = "und"
    length: int = 0
    tier: Tier = "submit"


@dataclass(frozen=True, slots=True)
class Signals:
    """For each candidate slot what each list says of it: 0 where a list of terms has it not, -1 where an encoder has
    not read it. Features: "words", "ideas", "triples", "prior", "<encoder>.wording", "<encoder>.piece"; of the document
    itself "explained" (as of the question) and "native" (1 if it is in the question's language).
    """

    slots: npt.NDArray[np.int64]
    features: dict[str, Scores]
    query: QueryFacts = field(default_factory=QueryFacts)

    def of(self, name: str) -> Scores:
        found = self.features.get(name)
        return np.zeros(len(self.slots), np.float32) if found is None else found


def contributions(signals: Signals, ranker: str = HOUSE) -> dict[str, Scores]:
    """What each list adds to each candidate's score, which is their sum."""
    use, explained = RANKERS[ranker], signals.query.explained
    words = use.words + use.unexplained_words * max(0.0, 1 - explained / use.words_not_from)
    parts = _meaning(signals, use) | {
        "words": words * _shared(np.minimum(signals.of("words"), MOST_WORDS), signals, use),
        "ideas": use.ideas * explained * signals.of("explained") * np.minimum(signals.of("ideas"), MOST_IDEAS),
        "triples": use.triples * np.minimum(signals.of("triples"), MOST_TRIPLES) ** _exponent(signals.query.tier),
        "prior": use.prior * signals.of("prior"),
    }
    return {name: part.astype(np.float32) for name, part in parts.items()}


def total(parts: dict[str, Scores], size: int) -> Scores:
    return np.asarray(sum(parts.values(), np.zeros(size, np.float32)), dtype=np.float32)


def _exponent(tier: Tier) -> int:
    """Of triples: half a word is all there is while somebody types; of a whole question only a near copy counts."""
    return 1 if tier == "keystroke" else 2


def _shared(words: Scores, signals: Signals, use: Weights) -> Scores:
    """Words, with what other languages are given for want of any."""
    native = signals.of("native") > 0
    given = use.foreign * words[native].max(initial=0.0)
    return np.where(native, words, np.maximum(words, given))


def _meaning(signals: Signals, use: Weights) -> dict[str, Scores]:
    """The weighted mean over those encoders that have read a document; a slow one may not have come to it yet."""
    names = [name.removesuffix(WORDING) for name in signals.features if name.endswith(WORDING)]
    if not names:
        return {}
    views = np.stack([_view(signals, name, use) for name in names])
    read = np.stack([signals.of(name + WORDING) > UNREAD for name in names])
    read |= np.stack([signals.of(name + PIECE) > UNREAD for name in names])
    weights = np.stack([np.full(len(signals.slots), use.encoders.get(name, 1.0)) for name in names])
    if signals.query.language == "en" and ENGLISH in names:
        english = (signals.of("native") > 0) & read[names.index(ENGLISH)]
        weights[:, english] = np.array([use.english.get(name, 1.0) for name in names])[:, None]
    weights *= read
    shares = weights / np.maximum(weights.sum(axis=0), 1e-6)
    return dict(zip(names, views * shares, strict=True))


def _view(signals: Signals, name: str, use: Weights) -> Scores:
    """An encoder's view of each document, counted from what is usual: of its best wording and of its best piece."""
    wording, piece = signals.of(name + WORDING), signals.of(name + PIECE)
    better, worse = np.maximum(wording, piece), np.minimum(wording, piece)
    cosine = np.where(worse > UNREAD, better + use.worse_role * (worse - better), better)
    mean, spread = USUAL.get(name, (0.0, UNIT))
    return np.asarray((cosine - mean) * (UNIT / spread), dtype=np.float32)
