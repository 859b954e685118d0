"""The desk's jobs."""

from django_tasks import task

from foreword.desk.actions import forget_contacts
from foreword.desk.actions.asking_back import plan_all, take_steps
from foreword.desk.actions.chatting import end_untaken
from foreword.desk.actions.clocks import warn_of_due, wind_all
from foreword.desk.actions.closing import KEEP_CONTACT
from foreword.desk.actions.following_up import ask_whether_it_worked, plan_follow_ups
from foreword.desk.actions.learning import learn_from_decisions
from foreword.desk.actions.measuring import measure_changed
from foreword.desk.actions.missed import tell_missed
from foreword.desk.actions.reviewing import give_back_unread
from foreword.desk.actions.routing import return_untaken, route
from foreword.desk.actions.understanding import understand
from foreword.desk.models import AskTally, Question
from foreword.kernel.clock import ago, now
from foreword.kernel.jobs.schedule import every


@every(hours=24)
@task()
def forget_closed_questions_contacts() -> None:
    forget_contacts(closed_before=now() - KEEP_CONTACT)


@every(hours=6)
@task()
def forget_old_tallies() -> None:
    AskTally.objects.filter(span__lt=ago(days=1)).delete()


@task()
def understand_question(pid: str) -> None:
    question = Question.objects.filter(pid=pid).first()
    if question is not None:
        understand(question=question)
        route(question=question)


@every(minutes=2)
@task()
def tell_what_is_due() -> None:
    warn_of_due()


@every(minutes=2)
@task()
def give_back_untaken() -> None:
    return_untaken()


@task()
def end_untaken_chat(pid: str) -> None:
    question = Question.objects.filter(pid=pid).first()
    if question is not None:
        end_untaken(question=question)


@every(minutes=1)
@task()
def tell_missed_chats() -> None:
    tell_missed()


@every(minutes=10)
@task()
def give_back_unread_reviews() -> None:
    give_back_unread()


@task()
def wind_clocks() -> None:
    wind_all()


@every(minutes=10)
@task()
def remind_readers() -> None:
    take_steps()
    ask_whether_it_worked()


@task()
def plan_reminders() -> None:
    plan_all()
    plan_follow_ups()


@every(hours=24)
@task()
def learn() -> None:
    learn_from_decisions()


@every(minutes=5)
@task()
def measure() -> None:
    measure_changed()
