"""From blocks to the manuscript: tables, charts, chapters, and the words of each piece."""

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreword.media.actions import create_product
from foreword.media.chapters import ChaptersUnreadable, clock, read_chapters
from foreword.media.charts import BOTTOM, HEIGHT, TOP, draw, scale_of
from foreword.media.manuscript import Chart, Steps
from foreword.media.plain import lines_of
from foreword.media.tables import Table, TableUnreadable, read_table

LOANS = "Year\tBooks\tE-books\n2023\t1,200\t900\n2024\t1100\t1500\n"
BLOCKS = [
    {"type": "text", "value": "<p>Bring your <b>card</b>.</p>"},
    {
        "type": "chart",
        "value": {
            "title": "Loans",
            "finding": "E-books passed books in 2024.",
            "form": "bar",
            "table": LOANS,
            "source": "",
        },
    },
    {
        "type": "steps",
        "value": {"title": "Begin", "steps": [{"step": "Come in", "more": ""}, {"step": "Ask", "more": "at the desk"}]},
    },
    {"type": "answers", "value": [{"question": "Is it free?", "answer": "<p>Yes.</p>"}]},
    {"type": "link", "value": {"url": "https://lakeside.example/", "title": "The library", "note": ""}},
    {"type": "contact", "value": {"title": "Desk", "place": "Hall 1", "phone": "010 123", "mail": ""}},
    {
        "type": "hours",
        "value": {"title": "Main", "spans": [{"days": "Daily", "times": "8-22"}], "note": "Closed at New Year"},
    },
]


@pytest.fixture
def page(db):
    texts = {"en": {"title": "Start", "summary": "How to start.", "content": BLOCKS}}
    return create_product(key="start", texts=texts)[0]


def test_every_block_becomes_a_piece_in_its_place(page):
    names = [piece.name for piece in page.manuscript.pieces]
    assert names == ["text", "chart", "steps", "answers", "link", "contact", "hours"]


def test_the_words_of_all_pieces_are_found_by_search(page):
    assert {"Loans", "2. Ask: at the desk", "Is it free?", "Phone: 010 123"} <= set(page.manuscript.lines)


def test_speech_says_what_a_chart_shows_and_not_its_numbers(page):
    spoken = page.manuscript.spoken
    assert "E-books passed books in 2024." in spoken and not any("1,200" in line for line in spoken)


def test_a_chart_that_cannot_be_read_is_left_out(page):
    page.content = json.dumps([{"type": "chart", "value": {**BLOCKS[1]["value"], "table": "nonsense"}}])
    assert page.manuscript.pieces == ()


def test_a_contact_is_named_in_the_products_language(db):
    texts = {"zh-hans": {"title": "开始", "summary": "如何开始。", "content": [BLOCKS[5]]}}
    page = create_product(key="start", texts=texts)[0]
    assert "电话: 010 123" in page.manuscript.lines


def test_a_table_is_read_with_its_thousands():
    table = read_table(LOANS)
    assert table == Table("Year", ("Books", "E-books"), (("2023", (1200.0, 900.0)), ("2024", (1100.0, 1500.0))))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "A table needs"),
        ("Year,Books", "A table needs"),
        ("Year,Books\n2023", "Row 2 has 1 cells"),
        ("Year,Books\n2023,many", "“many” is not a number"),
        ("Year,Books\n2023,inf", "is not a number"),
        ("Year,Books\n2023,nan", "is not a number"),
        ("a,b\n" + "x,1\n" * 61, "at most 60 rows"),
    ],
)
def test_a_table_that_cannot_be_read_says_why(text, said):
    with pytest.raises(TableUnreadable, match=said):
        read_table(text)


numbers = st.floats(-1e12, 1e12, allow_nan=False)


@given(st.lists(numbers, min_size=1, max_size=20))
def test_every_value_lies_inside_the_drawing(values):
    table = Table("", ("a",), tuple((str(n), (value,)) for n, value in enumerate(values)))
    scale = scale_of(table)
    assert all(TOP - 1 <= scale.y(value) <= HEIGHT - BOTTOM + 1 for value in [0.0, *values])


@given(st.text(max_size=200))
def test_reading_a_table_is_total(text):
    with contextlib.suppress(TableUnreadable):
        draw(read_table(text), form="line", name="x")


def test_a_chart_is_a_picture_with_a_name():
    drawn = draw(read_table(LOANS), form="bar", name='Loans "up" <b>')
    assert 'role="img" aria-label="Loans &quot;up&quot; &lt;b&gt;"' in drawn and drawn.count("<rect") == 4


def test_lines_are_drawn_once_for_each_column():
    assert draw(read_table(LOANS), form="line", name="x").count('class="line series-') == 2


def test_chapters_are_kept_in_seconds():
    assert read_chapters("0:00 Hello\n1:30 Books\n1:02:00 End") == [(0, "Hello"), (90, "Books"), (3720, "End")]


@pytest.mark.parametrize("text", ["Hello", "1:75 Hello", "1:00 A\n0:30 B", "1:00"])
def test_chapters_that_cannot_be_read_say_which_line(text):
    with pytest.raises(ChaptersUnreadable, match="Line"):
        read_chapters(text)


@given(st.integers(0, 80_000))
def test_a_written_time_is_read_back(seconds):
    assert read_chapters(f"{clock(seconds)} x") == [(seconds, "x")]


def test_html_becomes_lines_with_marks_and_numbers():
    html = "<h2>A</h2><p>b<br>c</p><ol start='3'><li>d</li><li>e<ul><li>f</li></ul></li></ol><table><tr><td>1</td><td>2</td></tr></table>"
    assert lines_of(html) == ["A", "b", "c", "3. d", "4. e", "- f", "1 | 2"]


@given(st.text(alphabet="<>/olita b1=\"'", max_size=80))
def test_reading_lines_is_total(html):
    assert all(line == line.strip() for line in lines_of(html))


def test_a_chart_knows_its_table_and_steps_their_order(page):
    chart, steps = page.manuscript.pieces[1], page.manuscript.pieces[2]
    assert isinstance(chart, Chart) and chart.body[0] == ("2023", ["1,200", "900"])
    assert isinstance(steps, Steps) and steps.steps[1] == ("Ask", "at the desk")


def test_a_name_too_long_for_its_place_is_cut():
    table = Table("", ("a",), tuple((name, (1.0,)) for name in ("检索式互审与记录", *"bcdef")))
    assert ">检索式互…<" in draw(table, form="bar", name="x")
