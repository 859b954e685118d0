"""A record as search finds it and as its page shows it."""

import pytest

from foreword.collection.actions import store_records
from foreword.collection.facts import Facts
from foreword.collection.models import Record
from foreword.collection.queries import record_page
from foreword.search.queries import search
from foreword.search.viewers import Viewer


@pytest.fixture
def book(db) -> Record:
    facts = Facts(
        control_number="cn1",
        title="数据结构",
        subtitle="C语言版",
        authors=["严蔚敏", "吴伟民"],
        publisher="清华大学出版社",
        place="北京",
        year=2013,
        lang="chi",
        isbns=["9787302330646"],
        call_number="TP311.12/Y17",
        alternate=["shu ju jie gou"],
    )
    store_records(facts=[facts], source="test")
    return Record.objects.get()


def found(text: str) -> list[str]:
    hits = search(text, viewer=Viewer.anonymous(), lang="zh-hans", kinds=["record"]).hits
    return [hit.key for hit in hits]


@pytest.mark.parametrize("text", ["数据结构", "严蔚敏", "9787302330646", "TP311.12/Y17", "shu ju jie gou"])
def test_a_book_is_found_by_whatever_is_known_of_it(book, text):
    assert found(text) == [book.pid]


def test_a_corrected_title_is_found(book):
    store_records(facts=[Facts(control_number="cn1", title="操作系统原理", lang="chi")], source="test")
    assert found("操作系统原理") == [book.pid]


def test_its_page_has_both_citations(book):
    page = record_page(book.pid)
    assert (page.title, page.gb_t_7714) == (
        "数据结构：C语言版",
        "严蔚敏, 吴伟民. 数据结构: C语言版[M]. 北京: 清华大学出版社, 2013.",
    )


def test_an_unknown_record_does_not_exist(db):
    with pytest.raises(Record.DoesNotExist):
        record_page("nothing")


def test_two_catalogues_may_use_one_number(book):
    store_records(facts=[Facts(control_number="cn1", title="Another")], source="elsewhere")
    assert Record.objects.count() == 2
