"""The room's jobs: each reader's answers, once a day and whenever something changed."""

from django.utils.timezone import localtime
from django_tasks import task

from foreword.kernel.clock import now
from foreword.kernel.jobs.queue import add_job
from foreword.kernel.jobs.schedule import every
from foreword.people.models import Consent, Person
from foreword.portraits.actions import renew
from foreword.push.actions import learn, note_unopened, refresh, send_due, tell_browsers
from foreword.push.budget import is_quiet
from foreword.push.models import Delivery, Reach

BATCH = 50


@every(hours=24)
@task()
def learn_anew() -> None:
    """The ranking, from what may be looked at now."""
    learn()


@every(hours=24)
@task()
def refresh_everybody() -> None:
    """One job for each fifty readers who consented to anything."""
    readers = Consent.objects.standing().order_by("person__pid").values_list("person__pid", flat=True).distinct()
    pids = list(readers)
    for start in range(0, len(pids), BATCH):
        add_job("foreword.push.tasks.refresh_batch", args=[pids[start : start + BATCH]], priority=-10)


@task()
def refresh_batch(pids: list[str]) -> None:
    people = list(Person.objects.filter(pid__in=pids, is_active=True))
    note_unopened(people=people)
    for person in people:
        renew(person=person)
        refresh(person=person)


@task()
def refresh_one(pid: str) -> None:
    person = Person.objects.filter(pid=pid).first()
    if person is not None:
        refresh(person=person)


@every(minutes=15)
@task()
def reach_out() -> None:
    """One job for each fifty readers who chose a medium; none at night."""
    if is_quiet(localtime(now())):
        return
    pids = list(Reach.objects.chosen().order_by("person__pid").values_list("person__pid", flat=True))
    for start in range(0, len(pids), BATCH):
        add_job("foreword.push.tasks.reach_batch", args=[pids[start : start + BATCH]], priority=-10)


@task()
def reach_batch(pids: list[str]) -> None:
    for person in Person.objects.filter(pid__in=pids, is_active=True):
        send_due(person=person)


@task()
def tell(pid: str, told: list[int] | None = None, tries: int = 0) -> None:
    """Tell a reader's browsers. The push service is slow and strange, so nobody waits for it."""
    delivery = Delivery.objects.filter(pid=pid).select_related("person").first()
    if delivery is not None:
        tell_browsers(delivery=delivery, told=told or [], tries=tries)
