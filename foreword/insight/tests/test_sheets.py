"""Tables to take away run nothing in a spreadsheet program, and lose nothing."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreword.insight.sheets import MARK, harmless, sheet
from foreword.insight.tests.test_service import took
from foreword.kernel.clock import today
from tests.world import sign_in

CSV = "/en/insight/service/figures.csv"
RUNS = ("=", "+", "-", "@", "\t", "\r")
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
CELLS = st.one_of(TEXT, st.builds("".join, st.tuples(st.sampled_from([*RUNS, "\n", "＝"]), TEXT)))


def read(text: str) -> list[list[str]]:
    assert text.startswith(MARK)
    return list(csv.reader(StringIO(text.removeprefix(MARK), newline="")))


class TestSheets:
    @given(st.lists(st.lists(CELLS, min_size=2, max_size=4), max_size=4))
    def test_no_cell_begins_like_a_formula(self, rows):
        assert not [cell for row in read(sheet(rows)) for cell in row if cell.startswith(RUNS)]

    @given(st.lists(st.lists(CELLS, min_size=2, max_size=4), max_size=4))
    def test_nothing_is_lost(self, rows):
        for given_row, row in zip(rows, read(sheet(rows)), strict=True):
            assert [
                cell.removeprefix("'") if each.startswith((*RUNS, "\n", "＝", "＋", "－", "＠")) else cell
                for each, cell in zip(given_row, row, strict=True)
            ] == given_row

    @pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"])
    def test_a_formula_is_text(self, cell):
        assert harmless(cell) == f"'{cell}"

    @pytest.mark.parametrize("cell", [0, 12, 0.5, None, "", "1-2", "a=b", "'=1"])
    def test_the_rest_is_as_it_was(self, cell):
        assert harmless(cell) == cell


@pytest.mark.django_db
class TestExport:
    @pytest.mark.parametrize("who", [None, "omar", "zhao", "mei", "chen", "wu"])
    def test_is_not_there_for_others(self, client, who, request):
        if who:
            sign_in(client, request.getfixturevalue(who))
        assert client.get(CSV).status_code == 404

    def rows(self, client, dean, asked=""):
        answer = sign_in(client, dean).get(f"{CSV}?{asked}")
        assert answer["Content-Type"] == "text/csv; charset=utf-8"
        return read(answer.content.decode())

    def test_has_every_breakdown(self, client, dean):
        took(today(), tier="expert", first_reply=90, first_reply_open=90)
        head, whole, *parts = self.rows(client, dean)
        assert {len(head)} == {len(row) for row in (whole, *parts)}
        assert {row[3] for row in parts} == {"Queue", "Medium", "ARL", "Kind", "READ", "Weekday", "Hour", "Month"}

    def test_has_the_one_asked_for(self, client, dean):
        took(today(), tier="expert", first_reply=90, first_reply_open=60)
        [head, whole, part] = self.rows(client, dean, "by=queue")
        line = dict(zip(head, part, strict=True))
        assert (whole[4], line["Part"], line["Questions"]) == ("All questions", "Subject expert", "1")
        assert line["First reply, opening minutes, median"] == "1.0"
        assert line["First reply, minutes on the wall, median"] == "1.5"
        assert line["Answer, opening minutes, median"] == ""

    def test_of_an_empty_period_has_its_head_and_no_questions(self, client, dean):
        _head, whole, *_parts = self.rows(client, dean, "since=1999-01-01&until=1999-01-02")
        assert whole[5] == "0"

    def test_is_named_after_its_period(self, client, dean):
        answer = sign_in(client, dean).get(f"{CSV}?since=2026-03-01&until=2026-03-31")
        assert answer["Content-Disposition"] == 'attachment; filename="service-2026-03-01-2026-03-31.csv"'

    def test_is_in_the_pages_language(self, client, dean):
        answer = sign_in(client, dean).get("/zh-hans/insight/service/figures.csv")
        assert "全部问题" in answer.content.decode()
