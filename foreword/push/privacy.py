"""What the room holds: which answer went to whom and why."""

from datetime import timedelta

from foreword.kernel.privacy import describe

describe(
    "push.Delivery",
    purpose="An answer given before it was asked for: its reason for the reader, its outcome for the service.",
    subject="person",
    retention=timedelta(days=180),
    since="pushed_at",
    none=["id", "pid", "medium", "policy", "propensity"],
    personal=[
        "person",
        "need",
        "topic",
        "season",
        "occasion",
        "kind",
        "key",
        "score",
        "reasons",
        "dimensions",
        "pushed_at",
        "expires_at",
        "sent_at",
        "seen_at",
        "opened_at",
        "outcome",
        "objection",
        "outcome_at",
        "withdrawn_at",
    ],
)
describe(
    "push.Counted",
    purpose="The readers of an audience that was counted today, so that no count tells of a few. Gone the next day.",
    retention=timedelta(days=1),
    since="counted_at",
    none=["id", "day", "place", "counted_at"],
    personal=["readers"],
)
describe(
    "push.Season",
    purpose="The academic calendar.",
    none=["id", "key", "name_en", "name_zh", "line_en", "line_zh", "starts_on", "ends_on", "audience", "topics"],
)
describe(
    "push.Reach",
    purpose="On which media, and when, a reader wants to be reached.",
    subject="person",
    none=["id"],
    personal=["person", "mail", "a_week", "quiet_from", "quiet_until", "left_trial", "stopped_at", "changed_at"],
    sensitive=["feed_key"],
)
describe(
    "push.Browser",
    purpose="A browser that its reader let us send a notice to.",
    subject="person",
    none=["id"],
    personal=["person", "made_at"],
    sensitive=["endpoint", "p256dh", "auth"],
)
describe(
    "push.Occasion",
    purpose="What librarians defined to be offered on an occasion, to whom; who wrote and who approved it.",
    none=[
        "id",
        "pid",
        "key",
        "name_en",
        "name_zh",
        "why_en",
        "why_zh",
        "who",
        "season",
        "starts_on",
        "ends_on",
        "week_from",
        "week_until",
        "event",
        "items",
        "topics",
        "media",
        "lasts_days",
        "state",
        "stopped_at",
        "ended",
    ],
    personal=["written_by", "written_at", "approved_by", "approved_at"],
)
