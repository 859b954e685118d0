"""The radio script: short sentences, numbers and signs in words, nothing that cannot be said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreword.kernel.sanitise import clean_html
from foreword.media.manuscript import Answers, Facts, Manuscript, Steps, Text
from foreword.media.renditions.numerals import chinese, english, english_ordinal, english_year
from foreword.media.renditions.saying import said
from foreword.media.renditions.script import LONGEST, script_of, sentences
from foreword.media.renditions.units import cells

ENGLISH = {
    "Open 8:30–22:00 on 7 days.": "Open eight thirty to twenty-two hundred on seven days.",
    "On 2026-11-25, 50% of 1,234 seats.": (
        "On November twenty-fifth, twenty twenty-six, fifty percent of one thousand two hundred and thirty-four seats."
    ),
    "10–12 people, 3.5 km & more": "ten to twelve people, three point five km and more",
    "At 9 a.m. on the 21st, ¥5": "At nine a m on the twenty-first, five yuan",
    "Call 0512-6788 1234.": "Call zero five one two six seven eight eight one two three four.",
    "Write to ask@lakeside.example or see https://lib.example/a?b=1.": "Write to or see",
    "GB/T 7714—2015": "G B T seven seven one four, twenty fifteen",
    "🎉": "",
}
CHINESE = {
    "8:05–22:00 开放": "八点零五分到二十二点开放",
    "2026年有 105 个座位，占 12.5%": "二零二六年有一百零五个座位，占百分之十二点五",
    "借 2 本，第2层": "借两本，第二层",
    "GB/T 7714—2015 样式": "国标七七一四，二零一五年版样式",
    "2026-11-25 起": "二零二六年十一月二十五日起",
    "电话 0512-6788 1234": "电话零五一二六七八八一二三四",
    "10000 册，20010 册": "一万册，二万零一十册",
}


@pytest.mark.parametrize(("shown", "words"), ENGLISH.items())
def test_english_is_said_in_words(shown, words):
    assert said(shown, "en") == words


@pytest.mark.parametrize(("shown", "words"), CHINESE.items())
def test_chinese_is_said_in_words(shown, words):
    assert said(shown, "zh-hans") == words


@given(st.text(max_size=80) | st.from_regex(r"[0-9:.,%/ -]{1,30}", fullmatch=True), st.sampled_from(["en", "zh-hans"]))
def test_whatever_is_written_no_digit_is_left(text, lang):
    assert not any(sign.isdigit() for sign in said(text, lang))


@given(st.integers(0, 10**12 - 1))
def test_each_number_has_its_own_words(number):
    assert english(number) != english(number + 1) and chinese(number) != chinese(number + 1)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (english(1_000_001), "one million and one"),
        (english_year(1905), "nineteen oh five"),
        (english_year(2005), "two thousand and five"),
        (english_year(1900), "nineteen hundred"),
        (english_ordinal(20), "twentieth"),
        (english_ordinal(112), "one hundred and twelfth"),
        (chinese(100_000_001), "一亿零一"),
        (chinese(12), "十二"),
    ],
)
def test_numbers_are_said_as_people_say_them(words, expected):
    assert words == expected


@given(st.text(alphabet="图书馆，。ab c.,!? ", max_size=400))
def test_sentences_are_short_and_lose_no_word(text):
    parted = sentences(text)
    assert all(cells(sentence) <= LONGEST for sentence in parted)
    assert "".join("".join(parted).split()) == "".join(text.split())


def test_an_abbreviation_ends_no_sentence():
    assert sentences("Ask Dr. Chen, e.g. on Monday. Or come.") == ["Ask Dr. Chen, e.g. on Monday.", "Or come."]


def product(*pieces, title="Your first week", summary="Small visits.", lang="en") -> Manuscript:
    names = {"en": "Lakeside University Library", "zh-hans": "湖畔大学图书馆"}
    url = "https://library.example/en/products/p1/"
    return Manuscript("p1", "k1", lang, title, summary, "Guide", "", url, names[lang], 3, tuple(pieces), None, None)


def shown(*pieces, **fields) -> list[str]:
    return [line.shown for line in script_of(product(*pieces, **fields)).lines]


def test_it_begins_with_the_title_and_ends_with_who_spoke():
    assert shown(Text(clean_html("<p>Bring your card.</p>"))) == [
        "Your first week", "Small visits.", "Bring your card.", "This was Lakeside University Library.",
    ]  # fmt: skip


def test_headings_and_questions_begin_chapters():
    text = Text(clean_html("<p>Before.</p><h2>At the gate</h2><p>Show it.</p>"))
    asked = Answers((("Is it free?", clean_html("<p>Yes.</p>")),))
    chapters = [line.chapter for line in script_of(product(text, asked)).lines if line.chapter]
    assert chapters == ["Your first week", "At the gate", "Is it free?"]


def test_steps_are_counted_aloud():
    steps = Steps("How", (("Book a seat", "By app."), ("Come", "")))
    assert shown(steps, lang="zh-hans")[2:5] == ["How", "第 1 步：Book a seat", "By app."]


def test_a_mail_address_is_not_read_out():
    facts = Facts("contact", "Desk", (("Phone", "123", "tel:123"), ("Email", "a@b.example", "mailto:a@b.example")))
    assert shown(facts)[2:4] == ["Desk", "Phone: 123"]


def test_a_table_is_looked_at():
    assert "Monday" not in " ".join(shown(Text(clean_html("<table><tr><td>Monday</td></tr></table>"))))


def test_a_title_of_one_sign_is_passed_over():
    assert shown(title="🎉") == ["Small visits.", "This was Lakeside University Library."]


def test_without_words_nothing_is_said():
    assert shown(title="🎉", summary="…") == []


def test_the_fingerprint_is_of_what_is_heard():
    texts = [
        script_of(product(Text(clean_html(f"<p>{word}</p>")))).fingerprint for word in ("One.", "<b>One.</b>", "Two.")
    ]
    assert texts[0] == texts[1] != texts[2]
