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
    none=["id", "pid", "dedupe", "hits", "received_at", "placed_at"],
    personal=[
        "person",
        "kind",
        "dimension",
        "purpose_version",
        "consented_at",
        "topic",
        "clc",
        "item",
        "title",
        "value",
        "about",
        "until",
        "at",
    ],
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
        "grounds",
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
    personal=[
        "person",
        "topic",
        "season",
        "answer",
        "item",
        "strength",
        "urgency",
        "reasons",
        "dimensions",
        "made_at",
        "expires_at",
    ],
    content=["text"],
)
describe(
    "portraits.Remnant",
    purpose="What forgotten signals left for the portrait: weights, without what was opened, typed or asked.",
    subject="person",
    retention=UNUSED,
    since="at",
    none=["id", "count"],
    personal=["person", "counter", "dimension", "score", "first_at", "at", "until"],
)
describe(
    "portraits.Course",
    purpose="The courses that the registrar tells of.",
    none=["code", "name", "clc", "starts_on", "ends_on"],
)
describe(
    "portraits.CourseEvent",
    purpose="Deadlines and examinations of courses.",
    none=["id", "course", "kind", "on"],
)
