"""Reference lists from CSL-JSON. The expected lines follow GB/T 7714-2015, APA 7 and MLA 9."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foreword.media.citations import STYLES, CitationsUnreadable, read_works, set_lines

ARTICLE = {
    "type": "article-journal",
    "title": "媒体融合视角下高校图书馆参考咨询服务流程再造研究",
    "author": [{"literal": "闫金"}, {"literal": "詹一"}],
    "container-title": "图书情报工作",
    "issued": {"date-parts": [[2021]]},
    "volume": "65",
    "issue": "3",
    "page": "85-92",
}
BOOK = {
    "type": "book",
    "title": "Reference and Information Services",
    "author": [{"family": "Cassell", "given": "Kay Ann"}, {"family": "Hiremath", "given": "Uma"}],
    "publisher": "Neal-Schuman",
    "publisher-place": "New York",
    "issued": {"date-parts": [[2011]]},
}
PAGE = {
    "type": "webpage",
    "title": "Opening hours",
    "author": [{"literal": "Lakeside University Library"}],
    "URL": "https://lakeside.example/hours",
    "issued": {"date-parts": [[2026, 9, 1]]},
    "accessed": {"date-parts": [[2026, 11, 25]]},
}


@pytest.mark.parametrize(
    ("style", "work", "line"),
    [
        (
            "GB/T 7714",
            ARTICLE,
            "闫金, 詹一. 媒体融合视角下高校图书馆参考咨询服务流程再造研究[J]. 图书情报工作, 2021, 65(3): 85-92.",
        ),
        (
            "GB/T 7714",
            BOOK,
            "CASSELL K A, HIREMATH U. Reference and Information Services[M]. New York: Neal-Schuman, 2011.",
        ),
        (
            "GB/T 7714",
            PAGE,
            "Lakeside University Library. Opening hours[EB/OL]. (2026-09-01)[2026-11-25]. https://lakeside.example/hours.",
        ),
        ("APA", BOOK, "Cassell, K. A., & Hiremath, U. (2011). Reference and Information Services. Neal-Schuman."),
        (
            "APA",
            ARTICLE,
            "闫金, & 詹一 (2021). 媒体融合视角下高校图书馆参考咨询服务流程再造研究. 图书情报工作, 65(3), 85-92.",
        ),
        ("MLA", BOOK, "Cassell, Kay Ann, and Uma Hiremath. Reference and Information Services. Neal-Schuman, 2011."),
        (
            "MLA",
            ARTICLE,
            "闫金, and 詹一. “媒体融合视角下高校图书馆参考咨询服务流程再造研究.” 图书情报工作, vol. 65, no. 3, 2021, pp. 85-92.",
        ),
    ],
)
def test_a_work_is_set_in_its_style(style, work, line):
    assert set_lines([work], style) == [line]


def test_more_than_three_authors_are_et_al():
    many = {**BOOK, "author": [{"family": f"Name{n}", "given": "A"} for n in "ABCD"]}
    assert set_lines([many], "GB/T 7714")[0].startswith("NAMEA A, NAMEB A, NAMEC A, et al. ")


@pytest.mark.parametrize("text", ["", "{", "[]", '[{"type": "book"}]', '["x"]', '[{"title": " "}]', "[" * 3000])
def test_what_cannot_be_read_says_where(text):
    with pytest.raises(CitationsUnreadable):
        read_works(text)


scalars = st.none() | st.text(max_size=4) | st.integers(0, 3000)
values = scalars | st.lists(scalars, max_size=2) | st.lists(st.lists(scalars, max_size=3), max_size=2)
names = st.fixed_dictionaries({}, optional={key: st.text(max_size=5) for key in ("family", "given", "literal")})


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    st.fixed_dictionaries(
        {"title": st.just("T")},
        optional={
            "author": st.lists(names, max_size=5) | values,
            "issued": st.fixed_dictionaries({"date-parts": values}) | values,
            "type": values,
            "volume": values,
            "URL": values,
            "container-title": values,
        },
    )
)
def test_whatever_stands_in_a_work_it_is_set(work):
    works = read_works(json.dumps(work))
    assert all(set_lines(works, style)[0] for style in STYLES)


def test_apa_names_nineteen_of_many_and_the_last():
    many = [{"family": f"N{number}", "given": "A"} for number in range(30)]
    line = set_lines([{"type": "book", "title": "T", "author": many}], "APA")[0]
    assert "N18, A., … N29, A." in line and "N19" not in line
