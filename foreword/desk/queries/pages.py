"""The reader's page of one question, in one piece."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from foreword.channels.streams import reader_channel
from foreword.desk.links import opens
from foreword.desk.models import Question, Stage
from foreword.desk.queries.asking_back import is_asked_back
from foreword.desk.queries.hours import open_words
from foreword.desk.queries.reading import is_asker, open_question
from foreword.desk.queries.threads import ThreadMessage, thread_of
from foreword.desk.queries.waits import expectation
from foreword.desk.queries.ways import WayStep, way
from foreword.kernel.realtime.tickets import issue_ticket
from foreword.people.models import Person


@dataclass(frozen=True, slots=True)
class QuestionPage:
    question: Question
    pid: str
    headline: str
    text: str
    lang: str
    stage: str
    stage_label: str
    asked_at: datetime
    way: tuple[WayStep, ...]
    messages: tuple[ThreadMessage, ...]
    last_seq: int
    can_write: bool
    can_evaluate: bool
    satisfied: bool
    expected: str
    """"Usually answered in …", or empty."""
    hours: str
    """When somebody is at the desk, while the question is open."""
    has_contact: bool
    asked_about: str
    ticket: str
    """For /rt/stream: this conversation as its reader may see it."""


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One of my questions, as a list shows it."""

    pid: str
    headline: str
    lang: str
    stage: str
    stage_label: str
    asked_at: datetime
    is_open: bool
    ended: str = ""
    """Why it was closed without an answer."""
    asked_back: bool = False
    """The desk waits for a word of its reader."""


def question_page(pid: str, viewer: Person | None, token: str = "") -> QuestionPage:
    """Raises Question.DoesNotExist, as `open_question` does."""
    question = open_question(pid, viewer, token)
    own = is_asker(question, viewer, token)
    said = question.evaluations.order_by("-given_at", "-pk").first()
    satisfied = said is not None and said.satisfied and question.stage in {Stage.SATISFIED, Stage.ARCHIVED}
    # What a librarian sees of a reader's page is the reader's view of it.
    messages = thread_of(question, viewer if own else None)
    return QuestionPage(
        question=question,
        pid=question.pid,
        headline=question.headline,
        text=question.text,
        lang=question.lang,
        stage=question.stage,
        stage_label=question.standing_label,
        asked_at=question.asked_at,
        way=way(question),
        messages=messages,
        last_seq=question.conversation.last_seq,
        can_write=own,
        can_evaluate=own and not satisfied and question.stage in {Stage.ANSWERED, Stage.ARCHIVED},
        satisfied=satisfied,
        expected=expectation(question),
        hours=open_words() if question.is_open else "",
        has_contact=bool(question.contact or question.asker_id),
        asked_about=question.asked_about,
        ticket=issue_ticket(
            reader_channel(question.conversation.pid),
            holder=viewer.pid if viewer is not None and viewer.is_authenticated else "",
            may_send=own,
        ),
    )


def my_questions(person: Person, *, limit: int = 50) -> tuple[QuestionLine, ...]:
    mine = Question.objects.asked_by(person).annotate(asked_back=is_asked_back())
    return tuple(_line(each, asked_back=each.asked_back) for each in mine.order_by("-asked_at")[:limit])


def linked_questions(tokens: Mapping[str, str]) -> tuple[QuestionLine, ...]:
    """The questions whose secret links somebody holds (pid → token); those that have died are left out."""
    found = Question.objects.filter(pid__in=tokens).annotate(asked_back=is_asked_back())
    return tuple(_line(each, asked_back=each.asked_back) for each in found if opens(each, tokens[each.pid]))


def _line(question: Question, *, asked_back: bool) -> QuestionLine:
    return QuestionLine(
        pid=question.pid,
        headline=question.headline,
        lang=question.lang,
        stage=question.stage,
        stage_label=question.standing_label,
        asked_at=question.asked_at,
        is_open=question.is_open,
        ended=question.ended,
        asked_back=asked_back and question.is_open and question.waiting_since is None,
    )
