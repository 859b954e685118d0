"""What the desk knows about people. A question outlives its asker's wish to be forgotten only as an empty row."""

from datetime import timedelta

from foreword.desk import privacy_of_care
from foreword.kernel.privacy import Erase, describe

__all__ = ["privacy_of_care"]

_ABOUT = ("lang", "medium", "topic", "clc", "read", "read_suggested", "kind", "urgent", "tier", "routed_to", "assignee")
_STANDING = ("stage", "asked_at", "answered_at", "archived_at", "waiting_since", "queued_since", "ended", "updated_at")
_CLOCKS = ("first_reply_due", "answer_due", "due_at", "warn_at", "warned_at", "return_at")
describe(
    "desk.Question",
    purpose="Answer a reader's question and know where it stands",
    subject="asker",
    erase=Erase.BLANK,
    retention=timedelta(days=180),
    since="archived_at",
    index="question=pid",
    none=["id", "pid", "conversation", "idempotency_key", *_ABOUT, *_STANDING, *_CLOCKS],
    personal=["asker", "contact", "secret", "secret_expires_at", "fingerprint", "publish_consent", "asked_about"],
    content=["text"],
)
_ASKED = ("asked_on", "month", "weekday", "hour", "tier", "medium", "kind", "read", "merged")
_TOOK = ("first_reply", "first_reply_open", "answer", "answer_open", "waited", "on_first", "reopened", "measured_at")
describe(
    "desk.Turnaround",
    purpose="Know how long questions take, so that the service can be run well",
    none=["question", *_ASKED, *_TOOK],
)
describe(
    "desk.StageVisit",
    purpose="Show the reader and the desk the way of a question",
    none=["id", "question", "stage", "entered_at", "by"],
)
describe(
    "desk.Claim",
    purpose="Know who works on a question, so that nobody does so twice",
    subject="librarian",
    none=["id", "question"],
    personal=["librarian", "claimed_at", "released_at"],
)
describe(
    "desk.Exposure",
    purpose="Know what the asker had been shown, so as not to send them back to it",
    subject="question__asker",
    none=["id", "question"],
    personal=["how", "kind", "key", "title", "delivery"],
)
describe(
    "desk.SearchRun",
    purpose="Make a literature search repeatable",
    subject="question__asker",
    none=["id", "question", "by", "database", "hits", "ran_at", "own", "results", "picked", "again_of"],
    content=["query", "url", "filters"],
)
describe(
    "desk.Citation",
    purpose="Show what an answer stands on",
    none=["id", "question", "message", "kind", "key", "title", "url", "number", "cited_at"],
)
describe(
    "desk.StaffReading",
    purpose="Log once a day that a librarian opened a reader's question",
    subject="question__asker",
    none=["id", "question"],
    personal=["librarian", "day"],
)
describe(
    "desk.Understanding",
    purpose="Guess what a question is about before it is read; learn from what librarians decide",
    subject="question__asker",
    none=["id", "question", "version", "said_at", "decided_at"],
    personal=["said", "urgent"],
)
describe(
    "desk.AskTally",
    purpose="Keep machines from flooding the desk",
    retention=timedelta(days=1),
    since="span",
    none=["id", "span", "count"],
    personal=["sender"],
)
describe(
    "desk.Task",
    purpose="Know what has to be done before a question can be filed, and by whom",
    subject="question__asker",
    retention=timedelta(days=180),
    since="closed_at",
    none=["id", "pid", "question", "asked_by", "assignee", "state", "asked_at", "closed_by", "closed_at"],
    content=["text"],
)
describe(
    "desk.Draft",
    purpose="Keep what a librarian is writing, and show colleagues who writes",
    subject="question__asker",
    retention=timedelta(days=180),
    since="changed_at",
    none=["id", "question", "by", "version", "changed_at"],
    content=["text"],
)
describe(
    "desk.Tagging",
    purpose="Sort the desk's questions",
    subject="question__asker",
    retention=timedelta(days=3 * 365),
    since="at",
    none=["id", "question", "by", "at"],
    content=["tag"],
)
describe(
    "desk.Tie",
    purpose="Keep questions together that belong together, and take them apart again",
    none=[
        "id",
        "kind",
        "question",
        "other",
        "message",
        "stage_before",
        "by",
        "tied_at",
        "undone_by",
        "undone_at",
    ],
)
describe(
    "desk.ReplyTemplate",
    purpose="Say often used words once, and well, in both languages",
    none=["id", "pid", "name", "text_en", "text_zh", "stage", "tag", "changed_by", "changed_at"],
)
describe(
    "desk.SavedView",
    purpose="Keep a librarian's ways of looking at the queue",
    subject="owner",
    none=["id", "pid", "shared"],
    personal=["owner", "name", "filters"],
)
describe(
    "desk.ServiceHours",
    purpose="Know when the service is open",
    none=["id", "single", "zone", "week", "changed_at"],
)
describe(
    "desk.ServiceSeason",
    purpose="Know when the service is open",
    none=["id", "name_en", "name_zh", "first", "last", "week"],
)
describe(
    "desk.SpecialDay",
    purpose="Know when the service is open",
    none=["id", "name_en", "name_zh", "day", "spans"],
)
describe(
    "desk.ServiceTarget",
    purpose="Lay down how soon a question is answered",
    none=["id", "order", "kind", "urgent", "first_reply", "answer"],
)
describe(
    "desk.RoutingRule",
    purpose="Lay down who gets a question first",
    none=[
        "id",
        "order",
        "clc",
        "topic",
        "read_from",
        "read_to",
        "kind",
        "lang",
        "medium",
        "hours",
        "least",
        "target",
        "person",
        "take_within",
    ],
)
describe(
    "desk.Routing",
    purpose="Show the desk who was to answer a question, and why",
    none=["id", "question", "target", "person", "because", "by", "at"],
    content=["reason"],
    subject="question__asker",
    erase=Erase.BLANK,
)
describe(
    "desk.Review",
    purpose="Have a student librarian's answer read by somebody experienced, and let its author learn from it",
    subject="question__asker",
    retention=timedelta(days=2 * 365),
    since="decided_at",
    none=[
        "id",
        "pid",
        "question",
        "author",
        "message_kind",
        "client_id",
        "scores",
        "state",
        "submitted_at",
        "due_at",
        "first_for",
        "open_at",
        "reviewer",
        "taken_at",
        "decided_at",
        "seen_at",
        "message",
    ],
    content=["text", "sent_text", "note"],
)
describe(
    "desk.LevelChange",
    purpose="Show a student librarian how far they are trusted, and why",
    subject="person",
    none=["id", "by"],
    personal=["person", "before", "level", "why", "count", "mean", "words", "at"],
)
describe(
    "desk.Mentorship",
    purpose="Give a student librarian's answers to their mentor first",
    subject="mentee",
    none=["id", "mentor"],
    personal=["mentee", "since", "away_until", "ended_at"],
)
describe(
    "desk.QualityRules",
    purpose="Lay down who is reviewed, and when a reader is reminded or asked again",
    none=[
        "id",
        "single",
        "up_after",
        "up_score",
        "down_after",
        "down_score",
        "down_reopened",
        "sampled_share",
        "trusted_share",
        "review_within",
        "mentor_first",
        "chat_free",
        "changed_at",
    ],
)
