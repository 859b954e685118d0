import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreword.search.snippets import Wanted, highlighted, snippet

LOANS = (
    "Your card opens the gate on the ground floor of the main library. "
    "Every loan can be renewed twice in My account, before its due date and unless somebody waits for it. "
    "Books for a course are lent for three days."
)
LOANS_ZH = "借书请带校园卡。到期前可在“我的借閱”中續借两次，有人预约的不能续。教参书借期三天。"


def marked(text: str, query: str) -> list[str]:
    found = highlighted(text, Wanted.of(query))
    return [found.text[start:end] for start, end in found.highlights]


def test_takes_the_sentence_that_answers():
    found = snippet(LOANS, Wanted.of("renewing a loan"), opening="Your card opens the gate.")
    assert found.text.startswith("Every loan can be renewed")


def test_keeps_the_opening_where_it_says_as_much():
    assert snippet(LOANS, Wanted.of("renew"), opening="Renew it in My account.").text == "Renew it in My account."


def test_keeps_the_opening_where_nothing_meets():
    assert snippet(LOANS, Wanted.of("zebra"), opening="In short.").text == "In short."


def test_what_the_title_says_already_needs_no_other_sentence():
    found = snippet(LOANS, Wanted.of("renew"), title="How do I renew a loan?", opening="In My account, twice.")
    assert found.text == "In My account, twice."


def test_marks_every_form_of_a_word():
    assert marked("Renew, renewing, RENEWED: all of it.", "renewal of renews") == ["Renew", "renewing", "RENEWED"]


def test_marks_chinese_words_in_either_script():
    assert marked(LOANS_ZH, "怎么续借") == ["續借"]


@pytest.mark.parametrize(
    ("query", "text", "word"), [("怎么续借", LOANS, "renewed"), ("how to renew", LOANS_ZH, "續借")]
)
def test_an_idea_is_marked_across_languages(query, text, word):
    assert word in marked(text, query)


def test_what_is_shown_is_escaped():
    found = highlighted("<script> & book </script>", Wanted.of("book script"))
    assert found.marked == "&lt;<mark>script</mark>&gt; &amp; <mark>book</mark> &lt;/<mark>script</mark>&gt;"


@given(st.text(max_size=400), st.text(max_size=60))
def test_any_text_has_a_snippet_whose_marks_are_in_it_in_order_and_apart(text, query):
    found = snippet(text, Wanted.of(query))
    edges = [edge for span in found.highlights for edge in span]
    assert edges == sorted(set(edges))
    assert all(0 <= edge <= len(found.text) for edge in edges)
