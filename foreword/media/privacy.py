"""The media center holds what the library publishes, and nothing about readers. Wagtail keeps who edited."""

from foreword.kernel.privacy import Erase, describe

describe("media.ProductIndexPage", purpose="The folder of one language's products", none=["page_ptr"])
describe(
    "media.ProductPage",
    purpose="A composed answer to a whole situation",
    none=[
        "page_ptr",
        "pid",
        "kind",
        "level",
        "topic",
        "clc",
        "audience",
        "seasons",
        "minutes",
        "summary",
        "content",
        "subjects",
        "valid_from",
        "valid_until",
        "review_by",
        "method",
        "searched_on",
        "looked_at",
    ],
)
describe(
    "media.ProductSource",
    purpose="Know what a product stands on",
    none=["id", "product", "kind", "key", "title", "sort_order"],
)
describe(
    "media.Review",
    purpose="Know which colleague answered for a text",
    subject="reviewer",
    erase=Erase.BLANK,
    none=["id", "product", "part", "fingerprint"],
    personal=["reviewer", "at"],
)
describe(
    "media.SourceNews",
    purpose="Notice when what a product stands on has changed or gone",
    none=["id", "kind", "key", "title", "state", "noticed_at"],
)
describe(
    "media.Publication",
    purpose="Know what went out where, to correct and to withdraw it",
    subject="planned_by",
    erase=Erase.BLANK,
    none=[
        "id",
        "pid",
        "product",
        "title",
        "account",
        "medium",
        "asked",
        "act",
        "state",
        "turn",
        "attempts",
        "began_at",
        "unsure",
        "ticket",
        "remote_id",
        "address",
        "fingerprint",
        "outdated",
        "sent_at",
        "trouble",
        "said",
    ],
    personal=["planned_by", "due_at"],
)
describe(
    "media.Screen",
    purpose="Show products on a wall, and know that the screen is alive",
    none=[
        "id",
        "pid",
        "key",
        "name",
        "place",
        "line_en",
        "line_zh",
        "added_at",
        "taken_down_at",
        "seen_at",
        "width",
        "height",
        "showing",
    ],
)
describe(
    "media.Slot",
    purpose="What a screen plays, when",
    none=["id", "screen", "product", "order", "begins", "ends", "last"],
)
describe(
    "media.Play",
    purpose="Know how often a product was on a screen; who looked is not known",
    none=["id", "screen", "product", "day", "hour", "times"],
)
describe(
    "media.Alert",
    purpose="Warn everybody in the house; who issued it is in the audit log",
    none=[
        "id",
        "identifier",
        "sender",
        "origin",
        "sent",
        "status",
        "kind",
        "references",
        "category",
        "event",
        "urgency",
        "severity",
        "certainty",
        "effective",
        "expires",
        "area",
        "infos",
        "heard_at",
        "ended_at",
    ],
)
describe(
    "media.Narration",
    purpose="Let a product be heard",
    none=[
        "id",
        "product",
        "file",
        "weight",
        "length",
        "voice",
        "script",
        "outdated",
        "cues",
        "chapters",
        "first_made",
        "made",
    ],
)
describe(
    "media.Making",
    purpose="Do one sound or film after another, and say how far it is",
    none=["id", "pid", "product", "kind", "state", "progress", "trouble", "detail", "source", "asked", "beat"],
)
describe("media.Placement", purpose="Where a printed code hangs", none=["id", "pid", "medium", "name"])
describe(
    "media.Reach",
    purpose="Know how far a product reaches: counts of a day, of nobody in particular",
    none=["id", "product", "what", "medium", "placement", "day", "times"],
)
describe(
    "media.Film",
    purpose="Hand out a product as a short film",
    none=["id", "product", "file", "cover", "weight", "length", "voice", "story", "cues", "made"],
)
describe(
    "media.Posting",
    purpose="Know where a product went out by hand, so that it can be corrected there, and who knows about it",
    subject="by",
    erase=Erase.BLANK,
    none=["id", "product", "place", "address", "on", "taken_down"],
    personal=["by", "noted"],
)
describe(
    "media.GuidePage",
    purpose="Lead through products and entries by course, discipline or scenario",
    none=["page_ptr", "pid", "kind", "summary", "sections"],
)
