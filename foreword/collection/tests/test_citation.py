"""Lines for lists of references, as GB/T 7714 and APA print them."""

import pytest

from foreword.collection.citation import apa, gb_t_7714
from foreword.collection.models import Record


def book(**fields) -> Record:
    return Record(**{"place": "Cambridge, Mass.", "publisher": "MIT Press", "year": 2009, "lang": "eng", **fields})


ALGORITHMS = book(
    title="Introduction to Algorithms",
    authors=["Thomas H. Cormen", "Charles E. Leiserson", "Ronald L. Rivest", "Clifford Stein"],
    edition="3rd ed.",
)
HONGLOU = book(
    title="红楼梦",
    authors=["曹雪芹", "高鹗"],
    edition="第3版",
    place="北京",
    publisher="人民文学出版社",
    year=2008,
    lang="chi",
)


def test_gb_names_three_authors_and_the_edition():
    assert gb_t_7714(ALGORITHMS) == (
        "CORMEN T H, LEISERSON C E, RIVEST R L, et al. Introduction to Algorithms[M]. 3rd ed. "
        "Cambridge, Mass.: MIT Press, 2009."
    )


def test_gb_leaves_chinese_names_as_they_are():
    assert gb_t_7714(HONGLOU) == "曹雪芹, 高鹗. 红楼梦[M]. 3版. 北京: 人民文学出版社, 2008."


def test_apa_inverts_and_joins_the_names():
    assert apa(ALGORITHMS) == (
        "Cormen, T. H., Leiserson, C. E., Rivest, R. L., & Stein, C. (2009). "
        "Introduction to Algorithms (3rd ed.). MIT Press."
    )


def test_a_name_that_is_turned_round_already_is_understood():
    assert gb_t_7714(book(title="Learning Python", authors=["Lutz, Mark,"])).startswith("LUTZ M. ")


def test_a_body_is_not_turned_round():
    assert apa(book(title="Standards", authors=["American Library Association"])).startswith(
        "American Library Association ("
    )


def test_a_journal_is_marked_as_one():
    assert "Nature[J]" in gb_t_7714(book(title="Nature", issn="0028-0836"))


@pytest.mark.parametrize("style", [gb_t_7714, apa])
def test_a_book_with_nothing_but_a_title_still_gives_a_line(style):
    assert "Alone" in style(Record(title="Alone"))
