"""The service's figures: counted by the database, for the head of service alone."""

from datetime import date, timedelta
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreword.channels.models import Conversation
from foreword.desk.models import Kind, Question, Turnaround
from foreword.insight import queries
from foreword.insight.arl import OF_KIND, Transaction
from foreword.insight.lengths import Lengths, say
from foreword.insight.queries import Asked
from foreword.insight.queries.breakdowns import BREAKDOWNS
from foreword.kernel.clock import today
from tests.world import sign_in

PAGE = "/en/insight/service/"
MARCH = date(2026, 3, 2)
SPRING = Asked(date(2026, 1, 1), date(2026, 5, 31))


def took(day=MARCH, **fields):
    question = Question.objects.create(conversation=Conversation.objects.create(), text="How do I cite a map?")
    known = {"asked_on": day, "month": day.replace(day=1), "weekday": day.isoweekday(), "hour": 9}
    return Turnaround.objects.create(question=question, **{"tier": "common", "medium": "web", **known, **fields})


def part(by, key, asked=SPRING):
    return next(line for line in queries.service(asked, by).lines if line.key == key)


class TestLengths:
    @given(st.lists(st.integers(0, 10_000), min_size=1))
    def test_a_percentile_is_the_nearest_rank(self, lengths):
        found, ordered = Lengths.of([(length, 1) for length in lengths]), sorted(lengths)
        assert (found.count, found.median, found.p90) == (
            len(lengths),
            ordered[ceil(len(lengths) * 50 / 100) - 1],
            ordered[ceil(len(lengths) * 90 / 100) - 1],
        )

    @given(st.lists(st.integers(0, 9), min_size=1))
    def test_counted_together_or_apart_is_the_same(self, lengths):
        together = [(length, lengths.count(length)) for length in set(lengths)]
        assert Lengths.of(together) == Lengths.of([(length, 1) for length in lengths])

    def test_of_nothing_there_is_none(self):
        assert Lengths.of([]) == Lengths(0, None, None)

    @pytest.mark.parametrize(
        ("seconds", "days", "words"),
        [
            (None, True, "–"),
            (0, True, "0 s"),
            (59, True, "59 s"),
            (60, True, "1 min"),
            (7_140, True, "119 min"),
            (7_200, True, "2.0 h"),
            (172_800, True, "2.0 d"),
            (172_800, False, "48.0 h"),
        ],
    )
    def test_are_said_shortly(self, seconds, days, words):
        assert say(seconds, days=days) == words


class TestArl:
    def test_every_kind_has_its_place(self):
        assert set(OF_KIND) == {*Kind.values, ""}

    def test_what_stands_in_a_handbook_is_directional(self):
        assert OF_KIND[Kind.POLICY] == Transaction.DIRECTIONAL


@pytest.mark.django_db
class TestFigures:
    def test_half_and_nine_in_ten(self):
        for minutes in range(1, 11):
            took(first_reply=minutes * 60)
        assert queries.service(SPRING).whole.of("first_reply") == Lengths(10, 300, 540)

    def test_both_clocks_are_kept_apart(self):
        took(answer=7200, answer_open=3600)
        whole = queries.service(SPRING).whole
        assert (whole.of("answer").median, whole.of("answer_open").median) == (7200, 3600)

    def test_only_who_waited_is_counted_as_waiting(self):
        took(answer=60, waited=0)
        took(answer=60, waited=30)
        assert queries.service(SPRING).whole.of("waited").count == 1

    def test_shares_are_of_the_answered(self):
        took()
        took(answer=60, on_first=True)
        took(answer=60, on_first=False, reopened=2)
        whole = queries.service(SPRING).whole
        assert (whole.questions, whole.answered, whole.on_first_share, whole.reopened_share) == (3, 2, 50.0, 50.0)

    def test_both_days_of_a_period_are_in_it(self):
        for day in (SPRING.since - timedelta(days=1), SPRING.since, SPRING.until, SPRING.until + timedelta(days=1)):
            took(day)
        assert queries.service(SPRING).whole.questions == 2

    def test_what_goes_on_elsewhere_is_not_counted_twice(self):
        took(merged=True)
        assert queries.service(SPRING).whole.questions == 0

    def test_one_queue_alone(self):
        took(tier="expert")
        took(tier="student")
        assert queries.service(Asked(SPRING.since, SPRING.until, "expert")).whole.questions == 1

    def test_reference_transactions_are_counted_by_kind(self):
        for kind in ("research", "known-item", "policy", "feedback", ""):
            took(kind=kind)
        counts = queries.transactions(SPRING)
        assert [counts[each] for each in Transaction] == [2, 1, 1, 1]

    def test_kinds_of_one_class_are_measured_together(self):
        took(kind="research", first_reply=60)
        took(kind="known-item", first_reply=180)
        assert part("arl", "reference").of("first_reply") == Lengths(2, 60, 180)

    @pytest.mark.parametrize("by", list(BREAKDOWNS))
    def test_the_parts_are_the_whole(self, by):
        took(kind="research", read=4, tier="expert", medium="mail", hour=23, answer=60)
        took(date(2026, 5, 31), hour=0)
        found = queries.service(SPRING, by)
        assert sum(line.questions for line in found.lines) == found.whole.questions == 2
        assert sum(line.answered for line in found.lines) == found.whole.answered == 1

    def test_a_month_without_questions_is_seen(self):
        took(date(2026, 2, 1))
        took(date(2026, 4, 1))
        assert [line.questions for line in queries.service(SPRING, "month").lines] == [1, 0, 1]

    def test_nothing_asked_is_nothing(self):
        found = queries.service(SPRING)
        assert (found.whole.questions, found.whole.on_first_share, found.lines) == (0, None, ())

    def test_ask_the_database_no_more_for_more_questions(self, django_assert_num_queries):
        for minutes in range(20):
            took(answer=minutes * 60, tier=("common", "expert")[minutes % 2])
        with django_assert_num_queries(6):
            queries.service(SPRING)


@pytest.mark.django_db
class TestPage:
    @pytest.mark.parametrize("who", [None, "omar", "zhao", "mei", "chen", "wu"])
    def test_is_not_there_for_others(self, client, who, request):
        if who:
            sign_in(client, request.getfixturevalue(who))
        assert client.get(PAGE).status_code == 404

    @pytest.mark.parametrize("who", ["dean", "admin"])
    def test_is_there_for_who_runs_the_service(self, client, who, request):
        took(today(), first_reply=90, first_reply_open=90)
        page = sign_in(client, request.getfixturevalue(who)).get(PAGE)
        assert b"2 min" in page.content

    @pytest.mark.parametrize(
        "asked",
        [
            "since=0001-01-01&until=9999-12-31",
            "until=0001-01-02",
            "since=tomorrow",
            "since=2026-05-02&until=2026-05-01",
            "by=salary",
            "queue=%00",
            "queue=common&queue=expert",
        ],
    )
    def test_survives_what_is_asked(self, client, dean, asked):
        took(MARCH)
        assert sign_in(client, dean).get(f"{PAGE}?{asked}").status_code == 200

    def test_says_that_nobody_asked(self, client, dean):
        assert b"Nobody asked in this period" in sign_in(client, dean).get(PAGE).content

    @pytest.mark.parametrize("by", list(BREAKDOWNS))
    def test_has_each_breakdown_in_both_languages(self, client, dean, by):
        took(today(), kind="research", read=3, first_reply_open=60, answer=60, answer_open=60)
        sign_in(client, dean)
        for language in ("en", "zh-hans"):
            assert b'class="bars' in client.get(f"/{language}/insight/service/?by={by}").content
