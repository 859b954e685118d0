"""Filters and what is counted under them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreword.search.documents import Document
from foreword.search.filters import Filters
from foreword.search.queries import search, search_page
from foreword.search.tests.world import CHEN, LIN, NOBODY, Shelf

pytestmark = pytest.mark.django_db

KINDS = Filters(kind=frozenset(["answer", "entry"]))
BOOKS = {
    "nets": ("en", "TP393", 2019, ("graduate",)),
    "nets-zh": ("zh-hans", "TP393.1", 2021, ()),
    "nets-old": ("en", "G25", 1998, ("undergraduate",)),
}


class Catalogue(Shelf):
    def present(self, keys, *, viewer, lang):
        shown = super().present(keys, viewer=viewer, lang=lang)
        facts = {key: BOOKS[key] for key in shown}
        return {
            key: replace(shown[key], clc=mark, year=year, audience=group)
            for key, (_l, mark, year, group) in facts.items()
        }


@pytest.fixture
def catalogue(shelves, monkeypatch):
    from foreword.search import sources

    held = [
        Document(
            "record", key, lang, "public", "Networks 网络 of computers", "", topics=(mark,), audience=group, year=year
        )
        for key, (lang, mark, year, group) in BOOKS.items()
    ]
    monkeypatch.setitem(sources._sources, "record", Catalogue("record", held))


def found(viewer=NOBODY, **given):
    narrowed = Filters.parse({name: [value] for name, value in given.items()})
    return search_page("computer networks", viewer=viewer, lang="en", kinds={"record"}, filters=narrowed)


def keys(**given):
    return {hit.key for hit in found(**given).hits}


def counts(name, **given):
    facet = next((facet for facet in found(**given).facets if facet.name == name), None)
    return {value.value: value.count for value in facet.values} if facet else {}


class TestFilters:
    def test_a_class_holds_the_narrower_ones(self, catalogue):
        assert keys(subject="TP") == {"nets", "nets-zh"}

    def test_years_hold_both_ends(self, catalogue):
        assert keys(year="1998-2019") == {"nets", "nets-old"}

    def test_two_spans_of_years_leave_out_what_lies_between(self, catalogue):
        assert keys(year="1998,2021") == {"nets-old", "nets-zh"}

    def test_a_language(self, catalogue):
        assert keys(language="zh-hans") == {"nets-zh"}

    def test_what_names_no_audience_is_for_all(self, catalogue):
        assert keys(audience="graduate") == {"nets", "nets-zh"}

    def test_all_must_hold(self, catalogue):
        assert keys(subject="TP", year="2019") == {"nets"}

    @given(st.dictionaries(st.sampled_from(["kind", "subject", "year", "language"]), st.lists(st.text(max_size=50))))
    def test_whatever_an_address_says_can_be_read(self, given):
        Filters.parse(given).scope({"public"}, None)


class TestCounts:
    def test_say_what_a_choice_gives(self, catalogue):
        assert counts("subject") == {"TP": 2, "G25": 1}

    def test_of_a_filter_look_past_itself(self, catalogue):
        assert counts("subject", subject="TP") == {"TP": 2, "G25": 1}

    def test_of_a_filter_heed_the_others(self, catalogue):
        assert counts("subject", year="1998,2019") == {"G25": 1, "TP": 1}

    @pytest.mark.parametrize(("viewer", "counted"), [(LIN, True), (CHEN, False), (NOBODY, False)])
    def test_what_one_may_not_see_leaves_no_number(self, shelves, viewer, counted):
        facets = search_page("the vault", viewer=viewer, lang="en", filters=KINDS).facets
        numbers = {value.value: value.count for facet in facets for value in facet.values}
        assert numbers.get("answer", 0) == counted


def test_the_filter_of_a_reader_opens_nothing(shelves):
    hits = search("key of the vault", viewer=NOBODY, lang="en", filters=Filters(kind=frozenset(["answer"]))).hits
    assert hits == []
