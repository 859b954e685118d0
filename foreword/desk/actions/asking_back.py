"""The reader is asked back, reminded, and at last told that it is closed; their answer stops it all.

Each step is one write: its words in the thread, its mail, and the count that it was taken. So a job that is killed has
taken it or not, and one that runs twice finds it taken.
"""

from datetime import datetime

from django.core.cache import cache
from django.utils.translation import override

from foreword.channels.models import Message
from foreword.desk.actions.steps import enter, hold, refuse_others, stop_reminding, tell_pages
from foreword.desk.actions.telling import tell_reader
from foreword.desk.feed import announce_change
from foreword.desk.hours.reminders import CLOSE, Step
from foreword.desk.models import AskingBack, Ended, Question, Stage
from foreword.desk.nudges import closing_body, closing_words, reminder_body, reminder_words
from foreword.desk.queries.asking_back import steps_of
from foreword.desk.queries.hours import HOURS_KEY
from foreword.desk.story import each_alone, story
from foreword.kernel.clock import now
from foreword.people.models import Person


def wait_for_reader(question: Question, message: Message) -> None:
    """Inside the story that sent `message` to the reader of an open question; once for each message."""
    if not question.is_open or AskingBack.objects.filter(message=message).exists():
        return
    stop_reminding(question)
    asking = AskingBack(question=question, message=message, asked_at=message.sent_at)
    _plan(asking)
    announce_change()


@story
def ask_no_more(*, question: Question, by: Person) -> None:
    """The desk reminds the reader no more; the question stays as it is. Raises AlreadyClaimed."""
    hold(question)
    refuse_others(question, by)
    if stop_reminding(question):
        tell_pages(question, "asked-no-more", by, internal=True)


def take_steps() -> int:
    """Remind, or close, where it is time; how many steps that were."""
    due = AskingBack.objects.due(now()).select_related("question", "message").order_by("next_at")
    return sum(each_alone(_take, asking=asking) for asking in due[:200])


@story
def plan_all() -> None:
    """After hours or rules were changed, maybe by another process."""
    cache.delete(HOURS_KEY)
    for asking in AskingBack.objects.standing():
        # This column alone, of what still stands: another process may take a step meanwhile.
        AskingBack.objects.standing().filter(pk=asking.pk).update(next_at=_due_of(_next(asking)))


@story
def _take(*, asking: AskingBack) -> bool:
    question = asking.question
    hold(question)
    asking.refresh_from_db(fields=["reminded", "reminded_at", "next_at", "ended_at"])
    if not question.text or not question.is_open or question.waiting_since:
        stop_reminding(question)
        return False
    step = _plan(asking)
    if asking.ended_at or step is None or step.at > now():
        return False
    if step.kind == CLOSE and _has_work(question):
        stop_reminding(question)
        return False
    (_close if step.kind == CLOSE else _remind)(asking)
    announce_change()
    return True


def _has_work(question: Question) -> bool:
    """What somebody at the desk still does for a question keeps it open."""
    return question.tasks.open().exists() or question.reviews.waiting().before_sending().exists()


def _remind(asking: AskingBack) -> None:
    asking.reminded += 1
    asking.reminded_at = now()
    ahead = _plan(asking)
    closes = ahead.at if ahead and ahead.kind == CLOSE else None
    question, key = asking.question, f"reminder-{asking.pk}-{asking.reminded}"
    with override(question.lang):
        body = reminder_body(question, asking.message, closes)
        tell_reader(question, words=reminder_words(closes), body=body, key=key)


def _close(asking: AskingBack) -> None:
    question, key = asking.question, f"unheard-{asking.pk}"
    with override(question.lang):
        tell_reader(question, words=closing_words(), body=closing_body(question), key=key)
    question.ended, question.archived_at = Ended.UNHEARD, now()
    enter(question, Stage.ARCHIVED, None)


def _plan(asking: AskingBack) -> Step | None:
    """Write down when the next step is due; the step, if there is one."""
    step = _next(asking)
    asking.next_at = _due_of(step)
    asking.save()
    return step


def _next(asking: AskingBack) -> Step | None:
    return next(iter(steps_of(asking)), None)


def _due_of(step: Step | None) -> datetime | None:
    return step.at if step else None
