"""The stories of reference work. Each is one write, and each may say no (`refusals`)."""

from foreword.desk.actions.asking import Asked, ask
from foreword.desk.actions.citing import cite, uncite
from foreword.desk.actions.claiming import claim, release
from foreword.desk.actions.closing import archive, close_emptied, evaluate, forget_contacts
from foreword.desk.actions.searching import keep_search, pick, record_search, run_again
from foreword.desk.actions.working import analyse, move
from foreword.desk.actions.writing import answer, write_to
from foreword.desk.letters import question_path
from foreword.desk.limits import Caller
from foreword.desk.refusals import (
    AlreadyClaimed,
    BadAnalysis,
    BadContact,
    EmptyText,
    Forgotten,
    KeyReused,
    NotAnswered,
    NotAtTheDesk,
    NotForYourRole,
    NothingToCite,
    NotText,
    NotYours,
    Refusal,
    SentBefore,
    TextRefused,
    TextTooLong,
    TooManyQuestions,
    WrongStage,
)
from foreword.desk.shown import Shown

__all__ = [
    "AlreadyClaimed",
    "Asked",
    "BadAnalysis",
    "BadContact",
    "Caller",
    "EmptyText",
    "Forgotten",
    "KeyReused",
    "NotAnswered",
    "NotAtTheDesk",
    "NotForYourRole",
    "NotText",
    "NotYours",
    "NothingToCite",
    "Refusal",
    "SentBefore",
    "Shown",
    "TextRefused",
    "TextTooLong",
    "TooManyQuestions",
    "WrongStage",
    "analyse",
    "answer",
    "archive",
    "ask",
    "cite",
    "claim",
    "close_emptied",
    "evaluate",
    "forget_contacts",
    "keep_search",
    "move",
    "pick",
    "question_path",
    "record_search",
    "release",
    "run_again",
    "uncite",
    "write_to",
]
