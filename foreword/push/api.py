"""Today's answers over the API. One's own only: what is another's does not exist."""

from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import Router, Schema
from ninja.errors import HttpError

from foreword.people.sessions import signed_in
from foreword.push.actions import give_outcome
from foreword.push.models import Delivery
from foreword.push.queries import today

router = Router(tags=["push"])


class AnswerOut(Schema):
    delivery: str
    kind: str
    key: str
    title: str
    summary: str
    url: str
    why: str
    minutes: int | None
    topic: str
    outcome: str


class TodayOut(Schema):
    line: str
    personal: bool
    answers: list[AnswerOut]


class OutcomeIn(Schema):
    outcome: Literal["useful", "dismissed", "asked"]


class OutcomeOut(Schema):
    delivery: str
    outcome: str


@router.get("/me/answers", response=TodayOut)
def my_answers(request: HttpRequest, lang: str = "", page: str = "") -> Any:
    """Today's answers, each with its reason; for who is not signed in, what concerns everybody."""
    return today(signed_in(request), lang=lang or get_language() or "en", page=page)


@router.post("/me/answers/{delivery}/outcome", response=OutcomeOut)
def answer_outcome(request: HttpRequest, delivery: str, body: OutcomeIn) -> Any:
    own = Delivery.objects.visible_to(signed_in(request)).select_related("person").filter(pid=delivery).first()
    if own is None:
        raise HttpError(404, _("There is no such answer of yours."))
    given = give_outcome(delivery=own, outcome=body.outcome)
    return {"delivery": given.pid, "outcome": given.outcome}
