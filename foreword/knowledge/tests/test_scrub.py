"""Nothing of a person survives, nothing of a library is touched: on a planted corpus, and on whatever can be made up."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foreword.knowledge.scrub import scrub

HERE = Path(__file__).parent
PLANTED = tomllib.loads((HERE / "planted.toml").read_text(encoding="utf-8"))
ORDINARY = tomllib.loads((HERE / "ordinary.toml").read_text(encoding="utf-8"))
CASES = [(lang, case) for lang in PLANTED for case in PLANTED[lang]]
PLAIN = [(lang, text) for lang in ORDINARY for text in ORDINARY[lang]]

EXAMPLES = settings(max_examples=150, deadline=None)


@pytest.mark.parametrize(
    ("lang", "case"), CASES, ids=lambda value: value["text"][:30] if isinstance(value, dict) else value
)
def test_nothing_planted_survives(lang, case):
    text = scrub(case["text"], lang=lang, names=case.get("names", ())).text
    assert [secret for secret in case["gone"] if secret in text] == []


@pytest.mark.parametrize(
    ("lang", "case"), CASES, ids=lambda value: value["text"][:30] if isinstance(value, dict) else value
)
def test_the_words_around_it_stay(lang, case):
    text = scrub(case["text"], lang=lang, names=case.get("names", ())).text
    assert [words for words in case.get("stays", ()) if words not in text] == []


@pytest.mark.parametrize(("lang", "text"), PLAIN)
def test_ordinary_text_is_not_touched(lang, text):
    assert scrub(text, lang=lang).removed == ()


def test_what_was_removed_is_told_with_its_sort_and_its_place_taken():
    scrubbed = scrub("我叫林悦，手机13800138000", lang="zh-hans")
    assert [(gone.sort, gone.removed, gone.replaced_by) for gone in scrubbed.removed] == [
        ("name", "林悦", "［姓名］"),
        ("phone", "13800138000", "［电话］"),
    ]


def test_the_librarys_own_address_stays():
    kept = scrub("Write to ask@lakeside.example.", lang="en", keep=["ask@lakeside.example"])
    assert kept.text == "Write to ask@lakeside.example."


digits = st.text("0123456789", min_size=8, max_size=12).filter(lambda number: not number.startswith(("978", "979")))
latin = st.from_regex(r"[A-Z][a-z]{3,9}", fullmatch=True)
surname = st.sampled_from("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗")
given_name = st.text("悦华凯峰静雨晨曦宇浩然婷雪梅", min_size=1, max_size=2)
around_en = st.sampled_from(["", "I need a book. ", "Where is QA76.6? ", "The desk opens at 08:30. "])
around_zh = st.sampled_from(["", "请问怎么借书？", "主馆08:30开门。", "想查ISBN 978-7-302-33064-6。"])


@EXAMPLES
@given(around_en, digits, around_en)
def test_no_student_number_survives(before, number, after):
    assert number not in scrub(f"{before}My student number is {number}. {after}", lang="en").text


@EXAMPLES
@given(around_zh, digits, around_zh)
def test_no_student_number_survives_between_han_characters(before, number, after):
    assert number not in scrub(f"{before}学号{number}的同学。{after}", lang="zh-hans").text


@EXAMPLES
@given(around_zh, st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.sampled_from(["", "-", " "]), around_zh)
def test_no_mobile_number_survives(before, number, gap, after):
    written = gap.join([number[:3], number[3:7], number[7:]])
    assert written not in scrub(f"{before}电话是{written}，{after}", lang="zh-hans").text


@EXAMPLES
@given(latin, latin, around_en, st.sampled_from(["{} {}", "{1} {0}", "{1}, {0}", "{}{}", "{}.{}"]))
def test_no_given_name_of_the_asker_survives(first, last, around, form):
    written = form.format(first, last)
    assert written not in scrub(f"{around}So {written} wrote.", lang="en", names=[f"{first} {last}"]).text


@EXAMPLES
@given(surname, given_name, around_zh, around_zh)
def test_no_name_after_wo_jiao_survives(family, rest, before, after):
    name = family + rest
    assert name not in scrub(f"{before}我叫{name}，{after}", lang="zh-hans").text


@EXAMPLES
@given(surname, given_name, st.sampled_from(["老师", "教授", "同学"]), around_zh)
def test_no_name_before_a_title_survives(family, rest, title, before):
    assert family + rest not in scrub(f"{before}{family}{rest}{title}说可以。", lang="zh-hans").text


@EXAMPLES
@given(st.emails(domains=st.sampled_from(["lakeside.example", "qq.com"])), around_zh)
def test_no_plain_mail_address_survives(address, around):
    name = address.split("@")[0]
    if name.replace(".", "").replace("-", "").isalnum() and len(name) > 1:
        assert address not in scrub(f"{around}邮箱{address}，谢谢", lang="zh-hans").text


@EXAMPLES
@given(st.text(max_size=400))
def test_any_text_at_all_is_taken_and_scrubbing_twice_changes_nothing(text):
    once = scrub(text, lang="en", names=["Lin Yue", "林悦"])
    assert scrub(once.text, lang="en", names=["Lin Yue", "林悦"]).text == once.text


@EXAMPLES
@given(st.lists(st.sampled_from(ORDINARY["en"] + ORDINARY["zh"]), max_size=6))
def test_ordinary_texts_in_any_order_are_not_touched(parts):
    text = "\n\n".join(parts)
    assert scrub(text, lang="en").text == text


def test_a_very_long_text_is_scrubbed_in_time():
    text = "我是大学的学生，请问老师 Dear Prof. the number 12 is in room 3. " * 400
    assert scrub(text, lang="en", names=["林悦", "Omar Haddad"]).text
