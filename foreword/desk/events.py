from dataclasses import dataclass

from foreword.kernel.events import Event


@dataclass(frozen=True)
class QuestionAsked(Event):
    """A reader asked. `asker` is a pid, or empty for whoever did not sign in."""

    question: str
    asker: str
    topic: str
    lang: str


@dataclass(frozen=True)
class QuestionMoved(Event):
    """A question entered a stage."""

    question: str
    stage: str


@dataclass(frozen=True)
class QuestionAnswered(Event):
    question: str
    message: str


@dataclass(frozen=True)
class QuestionArchived(Event):
    """The answer held, and its question was filed: material for the reference database."""

    question: str
    archived_by: str


@dataclass(frozen=True)
class QuestionTied(Event):
    """Two questions belong together from now on: `kind` is merged, linked or split."""

    question: str
    other: str
    kind: str
    by: str


@dataclass(frozen=True)
class QuestionUntied(Event):
    """A tie was undone; both questions stand for themselves again."""

    question: str
    other: str
    by: str


@dataclass(frozen=True)
class QuestionDueSoon(Event):
    """Most of the time for a question is used up, or all. `holder` is a pid, or empty while nobody has it."""

    question: str
    due: str
    holder: str
