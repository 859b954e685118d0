"""What the room holds: a portrait, made only under consent, and read by its owner and by push."""

from datetime import timedelta

from foreword.kernel.privacy import describe
from foreword.portraits.interest import UNUSED
from foreword.portraits.models import RETENTION

describe(
    "portraits.Signal",
    purpose="What a reader did and allowed us to look at, for the portrait and its evidence.",
    subject="person",
    retention=RETENTION,
    since="at",
    none=["id", "pid", "dedupe", "hits"],
    personal=["person", "kind", "dimension", "topic", "item", "title", "at"],
    content=["text"],
)
describe(
    "portraits.Trait",
    purpose="What the portrait says of a reader, so that answers can come before questions.",
    subject="person",
    retention=UNUSED,
    since="used_at",
    none=["id", "pid", "half_life_days"],
    personal=[
        "person",
        "facet",
        "dimension",
        "dimensions",
        "key",
        "value",
        "score",
        "confidence",
        "source",
        "evidence",
        "carried",
        "first_at",
        "updated_at",
        "expires_at",
        "used_at",
        "hidden_at",
    ],
)
describe(
    "portraits.Need",
    purpose="What a reader is about to want to know, from their portrait.",
    subject="person",
    retention=timedelta(0),
    since="expires_at",
    none=["id", "pid"],
    personal=["person", "topic", "season", "strength", "reasons", "dimensions", "made_at", "expires_at"],
    content=["text"],
)
