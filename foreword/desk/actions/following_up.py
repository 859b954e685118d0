"""Some days after an answer its reader is asked, once, whether it worked; not where they have said so already.

The asking is one write: its words in the thread, its mail, and the mark that it was done. A job that is killed has done
it or not, and one that runs twice finds it done.
"""

from django.core.cache import cache
from django.utils.translation import override

from foreword.channels.models import Message
from foreword.desk.actions.steps import hold
from foreword.desk.actions.telling import tell_reader
from foreword.desk.models import AnswerLink, FollowUp, Question
from foreword.desk.nudges import follow_up_body, follow_up_words
from foreword.desk.queries.follow_ups import due_of, may_be_asked
from foreword.desk.queries.hours import HOURS_KEY
from foreword.desk.story import each_alone, story
from foreword.kernel.clock import now


def follow_later(question: Question, message: Message) -> None:
    """Inside the story that sent an answer: the last answer is the one that is asked about."""
    end_follow_up(question)
    FollowUp.objects.create(question=question, message=message, due_at=due_of(message))


def end_follow_up(question: Question) -> None:
    question.follow_ups.standing().update(ended_at=now())


def ask_whether_it_worked() -> int:
    """How many readers were asked."""
    due = FollowUp.objects.due(now()).select_related("question", "message").order_by("due_at")
    return sum(each_alone(_ask, follow_up=each) for each in due[:200])


@story
def plan_follow_ups() -> None:
    """After hours or rules were changed, maybe by another process."""
    cache.delete(HOURS_KEY)
    for each in FollowUp.objects.standing().select_related("message"):
        FollowUp.objects.filter(pk=each.pk).update(due_at=due_of(each.message))


@story
def _ask(*, follow_up: FollowUp) -> bool:
    question, at = follow_up.question, now()
    hold(question)
    due = FollowUp.objects.due(at).filter(pk=follow_up.pk)
    asked = may_be_asked(question)
    if not due.update(ended_at=at, sent_at=at if asked else None) or not asked:
        return False
    message = follow_up.message
    link = AnswerLink.objects.get_or_create(question=question, message=message)[0] if question.address else None
    with override(question.lang):
        body = follow_up_body(question, message, link)
        tell_reader(question, words=follow_up_words(message), body=body, key=f"follow-up-{message.pid}")
    return True
