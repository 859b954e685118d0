"""Today: what this reader may want to know now, and where their own matters stand."""

from dataclasses import dataclass
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext as _

from foreword.community.models import Thread
from foreword.desk.queries import QuestionLine, my_questions
from foreword.people.models import Person
from foreword.portal.queries.newest import NewAnswer, newest
from foreword.portal.queries.waiting import usual_words
from foreword.push.queries import PushedAnswer, today

MINE: Final = 4
NEAR: Final = 4
NEW: Final = 5


@dataclass(frozen=True, slots=True)
class Near:
    pid: str
    title: str
    lang: str


@dataclass(frozen=True, slots=True)
class TodayPage:
    line: str
    answers: tuple[PushedAnswer, ...]
    personal: bool
    mine: tuple[QuestionLine, ...]
    near: tuple[Near, ...]
    usual: str

    @property
    def deliveries(self) -> list[str]:
        return [answer.delivery for answer in self.answers if answer.delivery]


def today_page(viewer: Person | None, *, lang: str) -> TodayPage:
    given = today(viewer, lang=lang, page="")
    answers = given.answers or _new(lang)
    topics = [answer.topic for answer in answers if answer.topic]
    mine = my_questions(viewer, limit=MINE) if viewer else ()
    return TodayPage(given.line, answers, given.personal, mine, _near(topics), usual_words())


def _new(lang: str) -> tuple[PushedAnswer, ...]:
    """A library in its first days, with no season and no reader yet, shows what it has newly written."""
    return tuple(_new_answer(answer, lang) for answer in newest(lang)[:NEW])


def _new_answer(new: NewAnswer, lang: str) -> PushedAnswer:
    return PushedAnswer(
        delivery="",
        kind=new.kind,
        key=new.key,
        title=new.title,
        summary=new.summary[:220],
        url=new.url,
        why=_("Newly answered."),
        minutes=None,
        topic="",
        lang=lang,
    )


def _near(topics: list[str]) -> tuple[Near, ...]:
    """The newest of the community: first those of today's topics (by name), then any."""
    threads = Thread.objects.public().order_by("-asked_at").only("pid", "title", "lang", "topic_id")
    near = list(threads.filter(Q(topic__name_en__in=topics) | Q(topic__name_zh__in=topics))[:NEAR]) if topics else []
    if len(near) < NEAR:
        near += threads.exclude(pk__in=[thread.pk for thread in near])[: NEAR - len(near)]
    return tuple(Near(thread.pid, thread.title, thread.lang) for thread in near)
