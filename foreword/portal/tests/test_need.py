"""The point of need: one answer from the words and the page alone, the same for everybody, and a no that is kept."""

import pytest

from foreword.channels.models import ChatService
from foreword.people.models import Dimension
from foreword.portal.items import Item
from foreword.portal.queries import need
from foreword.portal.queries.need import at_need
from foreword.portraits.actions import switch
from foreword.portraits.models import Signal, Trait
from tests.world import sign_in

pytestmark = pytest.mark.django_db
HOME = "http://testserver"
COURSE = "https://course.example.edu"
NOWHERE = "zzqx vvkp wwgh"


@pytest.fixture
def answering(monkeypatch, renewing):
    """Only these words are answered."""
    known = []

    def offers(text, viewer, *, lang):
        assert viewer is None
        known.append(text)
        return (need_item(renewing),) if text in {"renew", "one two"} else ()

    monkeypatch.setattr(need, "offers", offers)
    return known


def need_item(entry):
    return Item("entry", entry.pid, "Renew a book", f"/en/answers/{entry.pid}/", "en")


class TestTheAnswer:
    def test_comes_from_the_latest_words_first(self, answering):
        assert at_need(["other", "renew"], [], lang="en").title == "Renew a book"
        assert answering == ["renew"]

    def test_may_come_from_all_words_together(self, answering):
        assert at_need(["one", "two"], [], lang="en").why == "You looked for “one two”."

    def test_may_come_from_what_the_page_is_about(self, answering):
        assert at_need([], ["A page", "renew"], lang="en").why == "It goes with this page."

    def test_is_a_person_where_searches_found_nothing(self, answering):
        found = at_need(["nothing", "at all"], ["A page"], lang="en")
        assert found.url == "/en/ask/?q=at+all"

    def test_is_silence_for_who_only_stays(self, answering):
        assert at_need([], ["A page"], lang="en") is None

    def test_takes_only_so_many_words(self, answering):
        at_need(["w" * 5000] * 50, [], lang="en")
        assert len(answering) == need.MOST_WORDS + 1
        assert max(map(len, answering)) <= need.MOST_WORDS * (need.LONGEST + 1)


class TestOnOurPages:
    def test_is_prepared_where_a_search_found_nothing(self, client):
        assert "<need-offer" in client.get("/en/search/", {"q": NOWHERE}).content.decode()

    def test_is_given_in_the_page(self, client, answering):
        page = client.post("/en/need/", {"words": ["other", "renew"]}).content.decode()
        assert "Renew a book" in page
        assert 'data-need="away"' in page

    def test_keeps_nothing_of_who_looked(self, client, lin, answering):
        sign_in(client, lin).post("/en/need/", {"words": ["other", "renew"]})
        assert not Signal.objects.exists()

    def test_is_dismissed_for_good_with_the_portrait(self, client, lin):
        client = sign_in(client, lin)
        assert client.post("/en/need/away/").status_code == 204
        assert "<need-offer" not in client.get("/en/search/", {"q": NOWHERE}).content.decode()

    def test_leaves_no_trace_of_a_reader_who_agreed_to_nothing(self, client, omar):
        assert sign_in(client, omar).post("/en/need/away/").status_code == 204
        assert not Trait.objects.filter(person=omar).exists()

    def test_a_no_goes_with_the_consent_that_it_stands_on(self, client, lin):
        client = sign_in(client, lin)
        client.post("/en/need/away/")
        switch(person=lin, dimension=Dimension.STYLE, on=False)
        assert "<need-offer" in client.get("/en/search/", {"q": NOWHERE}).content.decode()


class TestOnAnotherSite:
    @pytest.fixture(autouse=True)
    def _named(self):
        ChatService.objects.create(origins=[COURSE])

    def test_the_frame_stands_there_and_says_so_only_there(self, client):
        page = client.get("/en/widget/need/", {"site": COURSE})
        assert f'data-site="{COURSE}"' in page.content.decode()
        assert f"frame-ancestors 'self' {COURSE}" in page["Content-Security-Policy"]
        assert 'data-site=""' in client.get("/en/widget/need/", {"site": "https://evil.example"}).content.decode()

    def test_is_the_same_for_who_is_signed_in(self, client, lin, answering):
        said, headers = {"title": "Course", "topic": "renew"}, {"Origin": HOME}
        guest = client.post("/en/widget/need/answer/", said, headers=headers).content
        assert sign_in(client, lin).post("/en/widget/need/answer/", said, headers=headers).content == guest
        assert b"Renew a book" in guest

    def test_is_silence_where_nothing_answers(self, client, answering):
        said = {"title": "Course"}
        assert client.post("/en/widget/need/answer/", said, headers={"Origin": HOME}).status_code == 204

    def test_is_not_there_for_a_request_from_elsewhere(self, client):
        assert client.post("/en/widget/need/answer/", {}, headers={"Origin": COURSE}).status_code == 404

    def test_the_script_offers_in_the_language_of_its_address(self, client):
        assert "An answer from the library" in client.get("/en/widget.js").content.decode()
