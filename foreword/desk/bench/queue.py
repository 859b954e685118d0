"""`foreword bench desk`: the queue, and the service's figures, of a library with years of questions behind it.

Each page is asked for through all of Django, as the head of service sees it, one after the other. "cpu": by seconds of
work, whatever else the machine does.
"""

import random
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

from django.core.management import call_command
from django.test import Client

from foreword.channels.models import Author, Conversation, Medium, Message
from foreword.desk.actions.measuring import measure_changed
from foreword.desk.models import Kind, Question, Read, Stage, Tier
from foreword.kernel.bench.figures import percentiles
from foreword.kernel.clock import now
from foreword.people.models import Person, Role

SEED: Final = 20261125
YEARS: Final = 3
BATCH: Final = 1_000
TIMES: Final = 60
TEXT: Final = "Where can I find surveys of urban heat islands, and how do I cite one of them?"
PAGES: Final = {
    "queue": ("/en/desk/", TIMES),
    "archived": ("/en/desk/?view=archived", TIMES),
    "figures": ("/en/insight/service/", TIMES),
    "figures_all": ("/en/insight/service/?since=2000-01-01&by=hour", 8),
    "csv": ("/en/insight/service/figures.csv", 8),
    "csv_all": ("/en/insight/service/figures.csv?since=2000-01-01", 3),
}


def run(*, closed: float, waiting: float) -> dict[str, Any]:
    chance = random.Random(SEED)  # noqa: S311 - a benchmark's dice, not a secret
    call_command("collectstatic", interactive=False, verbosity=0)
    for start in range(0, int(closed), BATCH):
        _store([_closed(chance) for _ in range(min(BATCH, int(closed) - start))])
    _store([_waiting(chance) for _ in range(int(waiting))])
    began = time.perf_counter()
    while measure_changed():
        pass
    took = round(time.perf_counter() - began, 1)
    report: dict[str, Any] = {"closed": int(closed), "open": int(waiting), "measure_s": took}
    head = Person.objects.create(email="head@bench.invalid", name="Head", role=Role.HEAD_OF_SERVICE)
    client = Client(SERVER_NAME="localhost")
    client.force_login(head, backend="allauth.account.auth_backends.AuthenticationBackend")
    for name, (path, times) in PAGES.items():
        walls, works = zip(*_asked(client, path, times), strict=True)
        report |= {f"{name}_ms": percentiles(walls), f"{name}_cpu_ms": percentiles(works)}
    return report


def _asked(client: Client, path: str, times: int) -> Iterator[tuple[float, float]]:
    client.get(path)  # what is compiled once is compiled now
    for _ in range(times):
        began, working = time.perf_counter(), time.process_time()
        answer = client.get(path)
        took = time.perf_counter() - began, time.process_time() - working
        if answer.status_code != 200:
            raise RuntimeError(f"{path}: {answer.status_code}")
        yield took


def _closed(chance: random.Random) -> Question:
    asked = now() - timedelta(minutes=chance.randrange(5 * 24 * 60, YEARS * 365 * 24 * 60))
    answered = asked + timedelta(minutes=chance.lognormvariate(5, 1.2))
    return Question(**_known(chance), asked_at=asked, answered_at=answered, archived_at=answered, stage=Stage.ARCHIVED)


def _waiting(chance: random.Random) -> Question:
    asked = now() - timedelta(minutes=chance.randrange(1, 4 * 24 * 60))
    due = asked + timedelta(days=2)
    return Question(**_known(chance), asked_at=asked, waiting_since=asked, queued_since=asked, due_at=due, warn_at=due)


def _known(chance: random.Random) -> dict[str, Any]:
    return {
        "text": TEXT,
        "kind": chance.choice(Kind.values),
        "read": chance.choice(Read.values),
        "tier": chance.choice(Tier.values),
        "medium": chance.choice(Medium.values),
    }


def _store(questions: list[Question]) -> None:
    for question, talk in zip(
        questions, Conversation.objects.bulk_create([Conversation() for _ in questions]), strict=True
    ):
        question.conversation = talk
    Question.objects.bulk_create(questions)
    Message.objects.bulk_create(message for question in questions for message in _said(question))


def _said(question: Question) -> Iterator[Message]:
    talk = question.conversation
    reader = {"author": Author.READER, "client_id": "question", "sent_at": question.asked_at, "text": question.text}
    yield Message(conversation=talk, seq=1, **reader)
    if question.answered_at:
        answer = {"author": Author.LIBRARIAN, "client_id": "answer", "sent_at": question.answered_at, "text": "There."}
        yield Message(conversation=talk, seq=2, kind="answer", **answer)
