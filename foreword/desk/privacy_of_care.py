"""What the desk keeps until a reader is satisfied: a part of `privacy`."""

from datetime import timedelta

from foreword.kernel.privacy import Erase, describe

describe(
    "desk.Wording",
    purpose="Keep how a question read before its asker changed it",
    subject="question__asker",
    erase=Erase.BLANK,
    none=["id", "question", "replaced_at"],
    content=["text"],
)
describe(
    "desk.Evaluation",
    purpose="Know whether an answer answered",
    subject="question__asker",
    erase=Erase.BLANK,
    none=["id", "question", "satisfied", "answered_by", "given_at"],
    content=["comment"],
)
describe(
    "desk.AnswerLink",
    purpose="Let a reader say once, without signing in, whether an answer answered",
    subject="question__asker",
    retention=timedelta(days=1),
    since="expires_at",
    none=["id", "pid", "question", "message", "expires_at"],
    personal=["spent_at"],
)
describe(
    "desk.AskingBack",
    purpose="Remind a reader who was asked for something, and close kindly what they leave",
    subject="question__asker",
    none=["id", "question", "message", "asked_at", "reminded", "reminded_at", "next_at", "ended_at"],
)
describe(
    "desk.CareRules",
    purpose="How readers are reminded, as the head of service sets it",
    none=[
        "id",
        "single",
        "remind_first",
        "remind_again",
        "close_after",
        "follow_up_after",
        "survey_share",
        "changed_at",
    ],
)
describe(
    "desk.FollowUp",
    purpose="Ask a reader once, some days after an answer, whether it worked",
    subject="question__asker",
    none=["id", "question", "message", "due_at", "sent_at", "ended_at"],
)
describe(
    "desk.Survey",
    purpose="Know from both sides whether answers succeed; shown only in counts of five or more",
    subject="question__asker",
    retention=timedelta(days=2 * 365),
    since="drawn_at",
    none=["id", "question", "librarian", "drawn_at", "success", "difficulty", "stood_on", "librarian_at"],
    personal=["found", "useful", "learned", "timely", "reader_at"],
)
