"""One question as its asker sees it, and all of one's own."""

from dataclasses import dataclass
from typing import Final

from foreword.desk.models import Stage, Survey
from foreword.desk.queries import (
    QuestionLine,
    QuestionPage,
    ThreadMessage,
    linked_questions,
    my_questions,
    question_page,
)
from foreword.desk.queries.asking_back import WaitingForReader, waiting_for_reader
from foreword.desk.queries.chats import ChatStanding, chat_standing
from foreword.desk.queries.orders import Sequel, sequels
from foreword.desk.queries.surveys import survey_of
from foreword.desk.queries.taking_back import may_come_back, may_take_back
from foreword.desk.queries.wordings import Rewording, rewording
from foreword.people.models import Person
from foreword.portal.items import Item, resolve
from foreword.search.viewers import Viewer

MOST: Final = 100
SHORT: Final = 140


@dataclass(frozen=True, slots=True)
class AskersPage:
    """The desk's page of the question, with what the reader was looking at when they asked."""

    page: QuestionPage
    about: Item | None
    said_yes: bool
    messages: tuple[ThreadMessage, ...]
    sequels: tuple[Sequel, ...] = ()
    chat: ChatStanding | None = None
    asked_back: WaitingForReader | None = None
    rewording: Rewording | None = None
    may_take_back: bool = False
    may_come_back: bool = False
    survey: Survey | None = None
    """Drawn, and not filled in by its reader yet."""

    @property
    def heading(self) -> str:
        """A short question stands whole at the head of its page."""
        text = self.page.text.strip()
        return text if len(text) <= SHORT and "\n" not in text else self.page.headline

    @property
    def may_evaluate(self) -> bool:
        return (
            self.page.can_write
            and self.page.stage in {Stage.ANSWERED, Stage.ARCHIVED}
            and (self.page.question.answered_at is not None and not self.said_yes)
        )


def askers_page(pid: str, viewer: Person | None, token: str, *, lang: str, after: int = 0) -> AskersPage:
    """Raises Question.DoesNotExist for what is missing, foreign, or opened with a link that has died."""
    page = question_page(pid, viewer, token)
    about = resolve(page.asked_about, Viewer.of(viewer), lang) if page.asked_about else None
    latest = page.question.evaluations.order_by("-given_at", "-pk").first()
    return AskersPage(
        page=page,
        about=about,
        said_yes=bool(latest and latest.satisfied) and not page.question.is_open,
        messages=tuple(message for message in page.messages if message.seq > after),
        sequels=sequels(page.question) if page.can_write else (),
        chat=chat_standing(page.question),
        asked_back=waiting_for_reader(page.question) if page.can_write else None,
        rewording=rewording(page.question) if page.can_write else None,
        may_take_back=page.can_write and may_take_back(page.question),
        may_come_back=page.can_write and may_come_back(page.question),
        survey=survey_of(page.question) if page.can_write else None,
    )


def all_my_questions(viewer: Person | None, tokens: dict[str, str]) -> tuple[QuestionLine, ...]:
    """One's own, and those that this browser holds the secret link of."""
    mine = my_questions(viewer, limit=MOST) if viewer else ()
    lines = {line.pid: line for line in (*mine, *linked_questions(tokens))}
    return tuple(sorted(lines.values(), key=lambda line: line.asked_at, reverse=True))
