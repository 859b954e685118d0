from datetime import timedelta

import pytest
from django.utils.timezone import localtime
from django.utils.translation import override

from foreword.kernel.clock import ago
from foreword.portraits.models import Course, Signal
from foreword.portraits.telling import TELLS
from foreword.push.reasons import Teller

pytestmark = pytest.mark.django_db


def tell(*reasons: dict, lang: str = "en") -> str:
    with override(lang):
        return Teller(reasons).sentence(reasons)


def reason(code: str, **params) -> dict:
    return {"code": code, "dimension": "reading", "params": params}


@pytest.fixture
def searched(lin) -> Signal:
    return Signal.objects.create(
        person=lin, kind="searched", dimension="searches", text="off campus access", at=ago(minutes=1)
    )


class TestReason:
    def test_quotes_a_search_and_says_when(self, searched):
        assert tell(reason("searched", signal=searched.pid)) == "You searched for “off campus access” today."
        assert tell(reason("searched", signal=searched.pid), lang="zh-hans") == "您今天检索过“off campus access”。"

    def test_names_the_weekday_within_a_week(self, searched):
        searched.at = ago(days=3)
        searched.save()
        assert f"on {localtime(searched.at):%A}" in tell(reason("searched", signal=searched.pid))

    def test_does_not_quote_what_was_forgotten(self, searched, topics):
        told = reason("searched", signal=searched.pid, topic="access")
        searched.delete()
        assert tell(told) == "You have been interested in “Off-campus access”."

    def test_joins_two_into_one_sentence(self, searched, topics):
        since = ago(days=2).isoformat()
        told = tell(reason("new_answer"), reason("opened", topic="citation", count=2, since=since))
        assert told == (
            "New answer to something you were looking for; you opened 2 pages about “Citing and references” this week."
        )

    def test_says_the_same_thing_once(self, topics):
        since = ago(days=2).isoformat()
        twice = [reason("opened", topic="citation", count=count, since=since) for count in (2, 1)]
        assert tell(*twice) == "You opened 2 pages about “Citing and references” this week."

    def test_cuts_what_is_long(self, searched):
        searched.text = "word " * 30
        searched.save()
        assert len(tell(reason("searched", signal=searched.pid))) < 80

    def test_without_words_is_silent(self):
        assert tell(reason("season", season="gone", until=str((ago(days=0) + timedelta(days=1)).date()))) == ""


PARAMS = {
    "topic": "citation",
    "stage": "submission",
    "clc": "TP3",
    "course": "CS101",
    "event": "exam",
    "on": "2026-06-20",
    "until": "2026-06-20",
    "since": "2026-06-01T08:00:00+08:00",
    "item": "entry:x",
    "count": 2,
}


@pytest.mark.parametrize("lang", ["en", "zh-hans"])
@pytest.mark.parametrize("code", sorted(set(TELLS) - {"season"}))
def test_every_ground_of_a_need_has_words(code, lang, topics):
    Course.objects.create(code="CS101", name="Programming", starts_on="2026-02-01", ends_on="2026-07-01")
    told = tell(reason(code, **PARAMS), lang=lang)
    assert len(told) > 4
    assert "None" not in told
    assert "%" not in told
