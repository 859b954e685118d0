"""Questions over HTTP. A session needs the CSRF token; whoever shows a question's own secret does not."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from ninja import Field, Header, Router, Schema, Status
from ninja.errors import HttpError

from foreword.channels.models import Author
from foreword.channels.streams import reader_channel, staff_channel
from foreword.desk import actions, queries
from foreword.desk.models import Question
from foreword.kernel.realtime.tickets import issue_ticket
from foreword.people.models import Person, Topic
from foreword.people.sessions import signed_in
from foreword.search.api import HitOut
from foreword.search.queries import search
from foreword.search.viewers import Viewer

router = Router(tags=["desk"])

STATUS: Final = {"too-many": 429, "not-answered": 409, "already-claimed": 409, "sent-before": 409, "forgotten": 410}
SUGGESTIONS: Final = 3


class Problem(HttpError):
    """A refusal as the API says it; `headers` go out with it."""

    def __init__(self, refusal: actions.Refusal) -> None:
        super().__init__(STATUS.get(refusal.code, 422), refusal.message)
        retry = getattr(refusal, "retry_after", None)
        self.headers = {"Retry-After": str(retry)} if retry else {}


class ShownIn(Schema):
    how: str
    kind: str
    key: str
    title: str = ""
    delivery: str = ""


class QuestionIn(Schema):
    text: str
    lang: str = ""
    contact: str = ""
    topic: str = ""
    asked_about: str = ""
    shown: list[ShownIn] = Field(default_factory=list, max_length=50)
    publish_consent: bool = False


class QuestionOut(Schema):
    id: str
    url: str
    token: str
    suggestions: list[HitOut]


class MessageIn(Schema):
    text: str
    client_id: str = Field(min_length=1, max_length=64)


class MessageOut(Schema):
    id: str
    seq: int
    sent_at: datetime


@router.post("/questions", response={201: QuestionOut, 200: QuestionOut})
def ask(
    request: HttpRequest,
    given: QuestionIn,
    idempotency_key: str | None = Header(None, alias="Idempotency-Key", max_length=200),
) -> Status[QuestionOut]:
    """Ask the library. Sent again with the same `Idempotency-Key`: the same answer, 200, and nothing new."""
    person = signed_in(request)
    with _refusals():
        asked = actions.ask(
            text=given.text,
            lang=given.lang or get_language() or "en",
            asker=person,
            contact=given.contact,
            topic=_topic(given.topic),
            asked_about=given.asked_about,
            shown=[actions.Shown(**item.dict()) for item in given.shown],
            idempotency_key=idempotency_key,
            publish_consent=given.publish_consent,
            caller=actions.Caller.of(request),
        )
    with override(asked.question.lang):
        url = request.build_absolute_uri(actions.question_path(asked.question))
    body = QuestionOut(
        id=asked.question.pid, url=url, token=asked.token, suggestions=_suggestions(asked.question, person)
    )
    return Status(201 if asked.fresh else 200, body)


@router.get("/questions/{pid}")
def read(request: HttpRequest, pid: str, token: str = "") -> dict[str, Any]:
    """One question with its way and thread: for its asker (session, `X-Question-Token` or `?token=`) and the desk."""
    question, person = _open(request, pid, token)
    return {
        "id": question.pid,
        "text": question.text,
        "lang": question.lang,
        "topic": question.topic_id,
        "stage": question.stage,
        "asked_at": question.asked_at,
        "expected": queries.expectation(question),
        "can_write": queries.is_asker(question, person, _token(request, token)),
        "way": [
            {"stage": step.stage, "label": step.label, "state": step.state, "at": step.at, "note": step.note}
            for step in queries.way(question)
        ],
        "messages": [_message(message) for message in queries.thread_of(question, person)],
    }


@router.post("/questions/{pid}/messages", response=MessageOut)
def write(request: HttpRequest, pid: str, given: MessageIn, token: str = "") -> MessageOut:
    """A further message. The same `client_id` again gives the stored message, so sending again is always safe."""
    question, person = _open(request, pid, token)
    reader = queries.is_asker(question, person, _token(request, token))
    with _refusals():
        message = actions.write_to(
            question=question,
            author=Author.READER if reader else Author.LIBRARIAN,
            person=person,
            text=given.text,
            client_id=given.client_id,
        )
    return MessageOut(id=message.pid, seq=message.seq, sent_at=message.sent_at)


@router.get("/questions/{pid}/stream", include_in_schema=True)
def stream(request: HttpRequest, pid: str, token: str = "", after: int = 0) -> HttpResponse:
    """A redirect (307) to the live stream (SSE): `id` is the message number, and `Last-Event-ID` resumes after it."""
    question, person = _open(request, pid, token)
    channel = staff_channel if queries.sees_notes(question, person) else reader_channel
    ticket = issue_ticket(channel(question.conversation.pid), holder=person.pid if person else "")
    response = HttpResponseRedirect(f"/rt/stream?ticket={ticket}&after={after}")
    response.status_code = 307
    return response


def _token(request: HttpRequest, token: str) -> str:
    return request.headers.get("X-Question-Token", "") or token


def _open(request: HttpRequest, pid: str, token: str) -> tuple[Question, Person | None]:
    person = signed_in(request)
    try:
        return queries.open_question(pid, person, _token(request, token)), person
    except Question.DoesNotExist:
        raise HttpError(404, _("There is no such question here, or its link has expired.")) from None


def _topic(key: str) -> Topic | None:
    topic = Topic.objects.filter(pk=key).first() if key else None
    if key and topic is None:
        raise HttpError(422, _("There is no such topic."))
    return topic


def _suggestions(question: Question, person: Person | None) -> list[HitOut]:
    found = search(
        question.text[:1000],
        viewer=Viewer.of(person),
        lang=question.lang,
        purpose="duplicates",
        limit=SUGGESTIONS,
    )
    return [HitOut.of(hit) for hit in found.hits]


def _message(message: queries.ThreadMessage) -> dict[str, Any]:
    return {
        "id": message.pid,
        "seq": message.seq,
        "author": message.author,
        "who": message.who,
        "kind": message.kind,
        "medium": message.medium,
        "internal": message.internal,
        "text": message.text,
        "html": message.html,
        "lang": message.lang,
        "sent_at": message.sent_at,
        "citations": [{"kind": c.kind, "id": c.key, "title": c.title, "url": c.url} for c in message.citations],
    }


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except actions.Refusal as refusal:
        raise Problem(refusal) from None
