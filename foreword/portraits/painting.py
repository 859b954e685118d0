"""From all that is known of one reader to the traits that follow: a function, with nothing of its own.

The same signals, remnants, account and moment always give the same portrait. So a portrait that grew signal by signal
and one that is made anew are the same, and a withdrawn consent is forgotten by drawing once more without it.
"""

from collections.abc import Iterable

from foreword.portraits.models import NOT_TRUE, Source, Trait
from foreword.portraits.registry import SPECS, Drawn, Facts, spec_of

CORE = ("facet", "dimension", "dimensions", "value", "score", "confidence", "source", "evidence", "grounds")
FIELDS = (*CORE, "half_life_days", "first_at", "updated_at", "expires_at")


def paint(facts: Facts) -> dict[str, Drawn]:
    """Every trait that follows, by key, in the order of the registry; of a facet that is off, none."""
    off = frozenset(facts.person.facets_off)
    for spec in SPECS:
        if spec.facet in off:
            continue
        for drawn in spec.draw(facts):
            if facts.agreed.issuperset(drawn.dimensions):
                facts.drawn[drawn.key] = drawn
    return facts.drawn


def stated(traits: Iterable[Trait]) -> dict[str, Trait]:
    """What the reader had a word in: declared, corrected, denied, hidden."""
    own = {Source.CORRECTED, Source.DECLARED}
    return {each.key: each for each in traits if each.source in own or each.hidden_at or each.value == NOT_TRUE}


def as_fields(drawn: Drawn, facts: Facts, known: Trait | None) -> dict[str, object]:
    """The columns of a drawn trait. What nothing dates is dated when it first was so."""
    spec = spec_of(drawn.key)
    if spec is None:
        raise LookupError(drawn.key)
    half = spec.method.half_life
    same = known is not None and known.value == drawn.value
    return {
        "facet": spec.facet.value,
        "dimension": str(drawn.dimensions[0]),
        "dimensions": [str(name) for name in drawn.dimensions],
        "value": drawn.value[:120],
        "score": drawn.score,
        "confidence": drawn.confidence,
        "source": drawn.source.value,
        "evidence": list(drawn.evidence),
        "grounds": dict(drawn.grounds),
        "half_life_days": half.days if half else None,
        "first_at": drawn.first_at or (known.first_at if known else facts.at),
        "updated_at": drawn.at or (known.updated_at if known and same else facts.at),
        "expires_at": drawn.expires_at,
    }
