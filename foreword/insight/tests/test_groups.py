"""Groups of readers are counted so that nobody can be told from a figure (trust.md P16)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreword.desk.models import Question
from foreword.insight import queries
from foreword.insight.suppression import STEP, K, published
from foreword.insight.tests.test_service import took
from foreword.kernel.clock import today
from tests.world import sign_in

CELLS = st.dictionaries(st.sampled_from("ABCDE"), st.integers(0, 40), max_size=5)
MARCH, MAY = date(2026, 3, 1), date(2026, 5, 31)


class TestSuppression:
    @given(CELLS)
    def test_no_group_below_ten_is_shown(self, cells):
        assert all(cells[group] >= K for group in published(cells))

    @given(CELLS)
    def test_what_is_left_out_cannot_be_reckoned_from_the_total(self, cells):
        left = sum(count for group, count in cells.items() if group not in published(cells))
        assert left == 0 or left >= K or not published(cells)

    @given(st.lists(CELLS, min_size=1, max_size=6), st.data())
    def test_two_periods_never_differ_by_a_few(self, months, data):
        end = data.draw(st.integers(0, len(months)))
        shown = [published(cells) for cells in months]
        for group in "ABCDE":
            long, short = (sum(cells.get(group, 0) for cells in shown[:upto]) for upto in (len(months), end))
            assert long == short or long - short >= K

    @given(CELLS)
    def test_what_is_shown_is_rounded(self, cells):
        assert not [count for count in published(cells).values() if count % STEP]


@pytest.mark.django_db
class TestGroups:
    def ask(self, times, asker, day=MARCH):
        for _time in range(times):
            row = took(day)
            Question.objects.filter(pk=row.pk).update(asker=asker)

    def of(self, name, since=MARCH, until=MAY):
        return next((line for line in queries.groups(since, until).lines if line.name == name), None)

    def test_a_group_of_enough_is_counted(self, lin):
        self.ask(12, lin)
        assert self.of("Graduate student").questions == 10

    def test_few_of_one_group_hide_another(self, lin, omar):
        self.ask(3, lin)
        self.ask(12, omar)
        assert [self.of(name).questions for name in ("Graduate student", "Undergraduate")] == [None, None]
        assert self.of("Undergraduate").months_left_out == 1

    def test_months_are_taken_whole(self, lin):
        self.ask(12, lin)
        assert queries.groups(date(2026, 3, 2), date(2026, 4, 29)) is None
        assert queries.groups(date(2026, 3, 2), date(2026, 4, 30)).lines == ()

    def test_a_month_that_is_not_over_is_not_told(self, lin):
        self.ask(12, lin, today().replace(day=1))
        assert queries.groups(today().replace(day=1), today() + timedelta(days=40)) is None

    def test_who_did_not_sign_in_is_a_group(self):
        self.ask(10, None)
        assert self.of("Not signed in").questions == 10

    def test_the_page_says_what_it_leaves_out(self, client, dean, lin):
        self.ask(3, lin)
        page = sign_in(client, dean).get("/en/insight/service/?since=2026-03-01&until=2026-03-31").content.decode()
        assert "fewer than ten" in page
        assert '<td class="number">–</td><td class="number">1</td>' in page

    def test_the_page_wants_a_whole_month(self, client, dean, lin):
        self.ask(3, lin)
        page = sign_in(client, dean).get("/en/insight/service/?since=2026-03-01&until=2026-03-30")
        assert b"whole months that are over" in page.content

    def test_the_export_has_them_too(self, client, dean, lin):
        self.ask(12, lin)
        sheet = sign_in(client, dean).get("/en/insight/service/figures.csv?since=2026-03-01&until=2026-03-31").content
        assert b"All queues,Readers,Graduate student,10" in sheet
