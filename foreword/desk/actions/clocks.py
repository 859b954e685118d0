"""The clocks of questions are heeded by the desk before they run out, and wound anew when hours change."""

from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext as _
from django.utils.translation import override

from foreword.channels.actions import accept_message
from foreword.channels.models import Author
from foreword.desk.actions.steps import hold
from foreword.desk.actions.winding import set_clocks
from foreword.desk.events import QuestionDueSoon
from foreword.desk.feed import announce_change
from foreword.desk.models import Question
from foreword.desk.queries.clocks import TARGETS_KEY
from foreword.desk.queries.hours import HOURS_KEY
from foreword.desk.story import story
from foreword.kernel.clock import now
from foreword.kernel.outbox import publish


def warn_of_due() -> int:
    """Tell the desk of what will be missed; how many were. Once for each due date, however often it is asked."""
    at = now()
    near = Question.objects.waiting().filter(warn_at__lte=at, warned_at__isnull=True)
    return sum(_warn(question=question) for question in near.order_by("warn_at")[:200])


def wind_all() -> None:
    """After hours or targets were changed, maybe by another process."""
    cache.delete_many([HOURS_KEY, TARGETS_KEY])
    for question in list(Question.objects.waiting()):
        _wind(question=question)


@story
def _wind(*, question: Question) -> None:
    hold(question)
    set_clocks(question)


@story
def _warn(*, question: Question) -> bool:
    hold(question)
    set_clocks(question)
    at = now()
    if question.warned_at or question.due_at is None or question.warn_at is None or question.warn_at > at:
        return False
    question.warned_at = at
    Question.objects.filter(pk=question.pk).update(warned_at=at)
    with override(question.assignee.language if question.assignee else settings.LANGUAGE_CODE):
        late = question.due_at <= at
        words = _("This has been waiting for too long.") if late else _("Most of the time for this is used up.")
        accept_message(
            conversation=question.conversation,
            author=Author.SYSTEM,
            text=words,
            client_id=f"due-{int(question.due_at.timestamp())}-{int(at.timestamp())}",
            kind="note",
            internal=True,
        )
    holder = question.assignee.pid if question.assignee else ""
    publish(QuestionDueSoon(question=question.pid, due=question.due_at.isoformat(), holder=holder))
    announce_change()
    return True
