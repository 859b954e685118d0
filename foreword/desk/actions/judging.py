"""The reader's word on an answer by the link in its mail: without signing in, and once."""

from foreword.desk.actions.closing import evaluate
from foreword.desk.models import AnswerLink, Evaluation
from foreword.desk.refusals import LinkSpent
from foreword.desk.story import story
from foreword.kernel.clock import now


@story
def judge(*, link: AnswerLink, satisfied: bool, comment: str = "") -> Evaluation:
    """As `evaluate`. Of two clicks one counts; a word that is refused leaves the link as it was.

    Raises LinkSpent (also where it is too old), NotAnswered, TextRefused.
    """
    if not AnswerLink.objects.unspent().filter(pk=link.pk).update(spent_at=now()):
        raise LinkSpent
    return evaluate(question=link.question, satisfied=satisfied, comment=comment)
