"""The page of results: what it does with a verdict, how it is narrowed, and what is noted of its use."""

import re

import pytest

from foreword.collection.models import Record
from foreword.knowledge.models import Wording
from foreword.portal.queries import finding
from foreword.search.models import FailedSearch, Followed, SearchEvent, SearchUse
from foreword.search.queries import search_page

pytestmark = pytest.mark.django_db
NOWHERE = "zzqx vvkp wwgh"


@pytest.fixture
def verdict(monkeypatch):
    """Make every search end in this verdict."""

    def be(wanted):
        from dataclasses import replace

        probability = {"answer": 0.97, "perhaps": 0.5, "ask": 0.1}[wanted]
        certain = lambda *a, **k: replace(search_page(*a, **k), confidence=probability, verdict=wanted)  # noqa: E731
        monkeypatch.setattr(finding, "search_page", certain)

    return be


def look(client, query, lang="en", **given):
    return client.get(f"/{lang}/search/", {"q": query, **given}, headers={"User-Agent": "Firefox"}).content.decode()


class TestVerdicts:
    def test_an_answer_is_opened(self, client, renewing, verdict):
        verdict("answer")
        page = look(client, "renew a book")
        assert "Here is the answer" in page
        assert "<strong>My loans</strong>" in page

    def test_perhaps_is_not(self, client, renewing, verdict):
        verdict("perhaps")
        page = look(client, "renew a book")
        assert "Perhaps one of these" in page
        assert "Here is the answer" not in page

    def test_else_a_person_is_asked_with_what_was_typed(self, client, renewing, verdict):
        verdict("ask")
        page = look(client, "renew my <b>passport</b>")
        assert "renew my &lt;b&gt;passport&lt;/b&gt;</textarea>" in page
        assert page.index("ask-form") < page.index("What comes nearest")

    def test_words_are_marked(self, client, renewing, verdict):
        verdict("perhaps")
        assert "<mark>" in look(client, "loans")


class TestNarrowing:
    @pytest.fixture
    def books(self, renewing):
        Record.objects.create(control_number="1", title="Renewing a city", lang="eng", year=1999, clc="TU984")
        Record.objects.create(control_number="2", title="Renewing a book trade", lang="eng", year=2021, clc="G23")

    def test_a_filter_is_in_the_address_and_can_be_taken_away(self, client, books):
        page = look(client, "renewing", kind="record", year="1999")
        assert "Renewing a city" in page
        assert "How do I renew" not in page.split("</header>")[1].split("<footer")[0]
        assert re.search(r'class="chip" href="/en/search/\?q=renewing&amp;kind=record"', page)

    def test_nothing_of_that_kind_is_no_failed_search(self, client, books):
        assert "Nothing of that kind" in look(client, "renewing", kind="product")
        assert not FailedSearch.objects.exists()

    def test_in_chinese(self, client, books):
        assert "缩小范围" in look(client, "续借", lang="zh-hans", kind="entry")


class TestNoting:
    def event(self):
        return SearchEvent.objects.get()

    def test_an_opened_hit_is_known_by_its_place(self, client, renewing, verdict):
        verdict("perhaps")
        address = re.search(r'href="(/en/answers/[^"]+)"', look(client, "renew a book"))[1].replace("&amp;", "&")
        client.get(address)
        use = SearchUse.objects.get()
        assert (use.what, use.key, use.place, use.search) == (Followed.OPENED, renewing.pid, 1, self.event())

    def test_this_answered_it_teaches_search_and_the_entry(self, client, renewing, verdict):
        verdict("answer")
        page = look(client, "extend my loan")
        pid = re.search(r'name="search" value="(\w+)"', page)[1]
        client.post("/en/answered/", {"item": f"entry:{renewing.pid}", "words": "extend my loan", "search": pid})
        assert SearchUse.objects.get().what == Followed.ANSWERED
        assert Wording.objects.get(entry=renewing, confirmed=True).text == "extend my loan"

    def test_what_was_not_found_is_kept_in_words(self, client, renewing, verdict):
        verdict("ask")
        look(client, NOWHERE)
        assert FailedSearch.objects.get().text == NOWHERE

    @pytest.mark.parametrize("query", ["student 20231234567 card lost", "depression"], ids=["a number", "illness"])
    def test_but_not_what_is_somebodys_own(self, client, renewing, verdict, query):
        verdict("ask")
        look(client, query)
        assert query not in FailedSearch.objects.values_list("text", flat=True)

    def test_other_words_right_after_are_a_failure_of_the_first(self, client, renewing, verdict):
        verdict("perhaps")
        look(client, "loan again")
        headers = {"User-Agent": "Firefox", "Referer": "http://testserver/en/search/?q=loan+again"}
        client.get("/en/search/", {"q": "renew a book"}, headers=headers)
        assert FailedSearch.objects.get().text == "loan again"

    def test_asking_all_the_same_is_one_too(self, client, renewing, verdict):
        verdict("perhaps")
        look(client, "renew a book")
        form = {"text": "May I renew it a third time?", "search": self.event().pid, "searched": "renew a book"}
        client.post("/en/ask/", form, headers={"User-Agent": "Firefox"})
        assert FailedSearch.objects.get().why == "asked"

    def test_whoever_asks_not_to_be_followed_is_not(self, client, renewing):
        client.get("/en/search/", {"q": NOWHERE}, headers={"Sec-GPC": "1", "User-Agent": "Firefox"})
        assert not SearchEvent.objects.exists()
        assert not FailedSearch.objects.exists()

    def test_nor_are_librarians(self, client_of, chen, renewing):
        client_of(chen).get("/en/search/", {"q": NOWHERE}, headers={"User-Agent": "Firefox"})
        assert not SearchEvent.objects.exists()
