"""The check after a drafting service: what stands on its source is kept, all else is set apart."""

from collections.abc import Sequence
from dataclasses import dataclass

from foreword.assist.drafting.asking import Claim
from foreword.assist.drafting.choosing import Quoted, Rows, Source
from foreword.assist.drafting.sentences import language, sentences
from foreword.assist.drafting.support import support


@dataclass(frozen=True, slots=True)
class Checked:
    kept: tuple[Quoted, ...]
    refused: tuple[str, ...]
    """Sentences without support, for the librarian to see as such and never to insert."""


def to_embed(claims: Sequence[Claim], sources: Sequence[Source]) -> list[str]:
    """The texts whose vectors `check` takes, in its order."""
    return [*(claim.text for claim in claims), *(each for source in sources for each in sentences(source.text))]


def check(claims: Sequence[Claim], sources: Sequence[Source], rows: Rows) -> Checked:
    """`rows` are the vectors of `to_embed`."""
    cut, places, at = [], [], len(claims)
    for source in sources:
        cut.append(sentences(source.text))
        places.append(range(at, at + len(cut[-1])))
        at += len(cut[-1])
    kept: list[Quoted] = []
    refused: list[str] = []
    for row, claim in enumerate(claims):
        number = claim.source
        if number is not None and support(claim.text, row, cut[number], places[number], rows).holds:
            kept.append(Quoted(claim.text, language(claim.text), number, row))
        else:
            refused.append(claim.text)
    return Checked(tuple(kept), tuple(refused))
