"""What its asker may still change of a question, and how it read before."""

from dataclasses import dataclass

from foreword.desk.models import Question, Stage, Wording


@dataclass(frozen=True, slots=True)
class Rewording:
    """A form that changes the words, as its asker opened it."""

    text: str
    version: int


def may_reword(question: Question) -> bool:
    """Until somebody at the desk has taken it; given back, it has been read."""
    return question.stage == Stage.RECEIVED and not question.claims.exists()


def rewording(question: Question) -> Rewording | None:
    return Rewording(question.text, question.wordings.count()) if may_reword(question) else None


def earlier(question: Question) -> tuple[Wording, ...]:
    """The newest first."""
    return tuple(question.wordings.order_by("-pk"))
