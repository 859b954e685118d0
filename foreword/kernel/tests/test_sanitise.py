"""What people write is shown safely, and never costs a core."""

import time

import pytest

from foreword.kernel.sanitise import clean_html, plain_text, render_markdown, text_lines


@pytest.mark.parametrize(
    "text",
    [
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt:alert(1))",
        "[a](data:text/html,x)",
        "<a href='javascript:alert(1)'>a</a>",
        "![a](https://tracker.example/a.png)",
        "<img src=x onerror=alert(1)>",
        "[a]: javascript:alert(1)\n\n[a]",
        "<svg/onload=alert(1)>",
    ],
)
def test_markdown_neither_runs_nor_phones_home(text):
    html = render_markdown(text)
    assert 'href="javascript' not in html.lower()
    assert 'href="data' not in html
    for tag in ("<img", "<svg", "<script"):
        assert tag not in html


@pytest.mark.parametrize("piece", ["<a", "<a ", "<b>", "</b", '<a b="'])
def test_size_alone_costs_no_time(piece):
    began = time.process_time()
    clean_html(piece * (120_000 // len(piece)))
    assert time.process_time() - began < 2


def test_the_words_of_html_are_words_not_html():
    assert plain_text("<p>R&amp;D costs &lt; 5 %</p>") == "R&D costs < 5 %"


def test_each_item_of_a_list_is_a_line():
    html = "<p>Bring\nboth:</p><ul><li>your <b>card</b></li><li>the book</li></ul>"
    assert text_lines(html) == "Bring both:\nyour card\nthe book"


def test_items_do_not_run_into_each_other():
    assert plain_text("<ul><li>one</li><li>two</li></ul>") == "one two"
