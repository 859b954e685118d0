"""Today: what this reader may want to know now, and where their own matters stand."""

from dataclasses import dataclass
from typing import Final

from django.db.models import Q

from foreword.community.models import Thread
from foreword.desk.queries import QuestionLine, my_questions
from foreword.people.models import Person
from foreword.portal.queries.waiting import usual_words
from foreword.push.queries import PushedAnswer, Today, today

MINE: Final = 4
NEAR: Final = 4


@dataclass(frozen=True, slots=True)
class Near:
    pid: str
    title: str
    lang: str


@dataclass(frozen=True, slots=True)
class TodayPage:
    today: Today
    mine: tuple[QuestionLine, ...]
    near: tuple[Near, ...]
    usual: str

    @property
    def line(self) -> str:
        return self.today.line

    @property
    def answers(self) -> tuple[PushedAnswer, ...]:
        return tuple(self.today.answers)

    @property
    def personal(self) -> bool:
        return self.today.personal

    @property
    def deliveries(self) -> list[str]:
        return [answer.delivery for answer in self.answers if answer.delivery]


def today_page(viewer: Person | None, *, lang: str) -> TodayPage:
    given = today(viewer, lang=lang, page="")
    topics = [answer.topic for answer in given.answers if answer.topic]
    mine = my_questions(viewer, limit=MINE) if viewer else ()
    return TodayPage(given, mine, _near(topics), usual_words())


def _near(topics: list[str]) -> tuple[Near, ...]:
    """The newest of the community: first those of today's topics (by name), then any."""
    threads = Thread.objects.public().order_by("-asked_at").only("pid", "title", "lang", "topic_id")
    near = list(threads.filter(Q(topic__name_en__in=topics) | Q(topic__name_zh__in=topics))[:NEAR]) if topics else []
    if len(near) < NEAR:
        near += threads.exclude(pk__in=[thread.pk for thread in near])[: NEAR - len(near)]
    return tuple(Near(thread.pid, thread.title, thread.lang) for thread in near)
