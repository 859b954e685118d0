"""What became of the demo library's answers: reviews of the student librarians', the survey, and who was asked again.

Surveys are drawn with a fixed seed; most pairs agree, as they do in life, and some do not.
"""

import random
from datetime import timedelta
from typing import Final

from foreword.channels.models import Author, Message
from foreword.demo.content import Row, rows
from foreword.desk.models import (
    Evaluation,
    FollowUp,
    Question,
    Review,
    ReviewState,
    Stage,
    StageVisit,
    Survey,
)
from foreword.desk.models.survey import LIBRARIANS_PART, READERS_PART
from foreword.desk.queries.standing import mentor_of
from foreword.kernel.clock import ago, now
from foreword.people.models import Person, Role

SEED: Final = 20210302
CLOSED: Final = (Stage.ANSWERED, Stage.SATISFIED, Stage.ARCHIVED)
UNSAID: Final = ("gbt-web-page", "two-rooms-in-a-row", "chapters-in-class-group")
"""Drawn lately: nobody has said anything yet."""
ASKED_AGAIN: Final = ("journal-invitation", "prefecture-gdp-panel", "freshman-how-many")
"""Their readers said nothing for five days, were asked, and then said that it had worked."""
STILL_SILENT: Final = ("chapters-in-class-group",)


def load_quality(asked: dict[str, Question], staff: dict[str, Person]) -> None:
    reviewer = next(person for person in staff.values() if person.role == Role.REFERENCE_LIBRARIAN)
    for row in rows("reviews", "review"):
        question = asked[row["question"]]
        if question.assignee:
            _review(row, question, question.assignee, reviewer)
    chance = random.Random(SEED)  # noqa: S311 - a story, not a secret
    for key, question in asked.items():
        if question.stage in CLOSED:
            _survey(question, chance, said=key not in UNSAID)
    for key in (*ASKED_AGAIN, *STILL_SILENT):
        _asked_again(asked[key], worked=key in ASKED_AGAIN)


def _review(row: Row, question: Question, author: Person, reviewer: Person) -> None:
    at = ago(hours=row["hours_ago"])
    before = row["state"] in {"waiting", "returned", "sent"}
    over = row["state"] in {"returned", "sent", "rated"}
    message = None if row["state"] in {"waiting", "returned"} else _answer(question)
    text = row.get("text", message.text if message else "")
    Review.objects.create(
        question=question,
        author=author,
        message_kind="answer" if before else "",
        client_id=f"demo-review-{row['hours_ago']}" if before else "",
        text=text,
        sent_text=message.text if message else text,
        note=row.get("note", ""),
        scores=row.get("scores", {}),
        state=ReviewState.WAITING if row["state"] == "drawn" else ReviewState(row["state"]),
        submitted_at=at,
        due_at=None if over else now() + timedelta(hours=4),
        first_for=mentor_of(author),
        reviewer=reviewer if over else None,
        decided_at=at + timedelta(hours=1) if over else None,
        seen_at=at + timedelta(hours=2) if over and row["state"] != "returned" else None,
        message=message,
    )


def _answer(question: Question) -> Message | None:
    said = question.conversation.messages.filter(author=Author.LIBRARIAN, internal=False)
    return said.order_by("seq").last()


def _survey(question: Question, chance: random.Random, *, said: bool) -> None:
    drawn = question.answered_at or now()
    survey = Survey(question=question, librarian=question.assignee, drawn_at=drawn)
    if said:
        reader = chance.choices(["yes", "partly", "no"], [0.75, 0.2, 0.05], k=len(READERS_PART))
        for name, word in zip(READERS_PART, reader, strict=True):
            setattr(survey, name, word)
        for name, choices in LIBRARIANS_PART.items():
            setattr(survey, name, chance.choice(choices.values))
        survey.success = survey.found if chance.random() < 0.7 else "partly"
        survey.reader_at = survey.librarian_at = min(drawn + timedelta(days=1), now())
    survey.save()


def _asked_again(question: Question, *, worked: bool) -> None:
    asked = (question.answered_at or now()) + timedelta(days=5)
    message = _answer(question)
    if message is None:
        return
    FollowUp.objects.create(question=question, message=message, due_at=asked, sent_at=asked, ended_at=asked)
    if worked:
        said, filed = asked + timedelta(hours=20), asked + timedelta(hours=26)
        Evaluation.objects.filter(question=question).update(given_at=said)
        StageVisit.objects.filter(question=question, stage=Stage.SATISFIED).update(entered_at=said)
        StageVisit.objects.filter(question=question, stage=Stage.ARCHIVED).update(entered_at=filed)
        Question.objects.filter(pk=question.pk).update(archived_at=filed)
