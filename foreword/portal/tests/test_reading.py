"""What can be read, searched and judged."""

import pytest

from foreword.collection.models import Record
from foreword.knowledge.models import Status
from foreword.portraits.models import Signal
from tests.world import sign_in

pytestmark = pytest.mark.django_db

ODD = ["", "   ", "x" * 20_000, "📚", "<script>alert(1)</script>", "'; DROP TABLE", "\u0000", "%", 'a:b (c) "d']


def page_of(response) -> str:
    return response.content.decode()


class TestToday:
    def test_nobody_in_particular_sees_a_page(self, client, renewing):
        page = page_of(client.get("/en/"))
        assert "How do I renew a book?" in page
        assert "Not for me" not in page

    def test_an_empty_library_still_says_something(self, client):
        assert "Ask a librarian" in page_of(client.get("/en/"))

    def test_a_consenting_reader_sees_why(self, client, lin, pushed):
        page = page_of(sign_in(client, lin).get("/zh-hans/"))
        assert "怎样续借图书" in page
        assert 'class="why"' in page

    def test_what_was_on_the_page_was_seen(self, client, lin, pushed):
        sign_in(client, lin).get("/zh-hans/")
        pushed.refresh_from_db()
        assert pushed.seen_at

    @pytest.mark.parametrize("outcome", ["useful", "dismissed"])
    def test_an_outcome_is_kept_without_script(self, client, lin, pushed, outcome):
        sign_in(client, lin).post(f"/en/today/{pushed.pid}/outcome/", {"outcome": outcome})
        pushed.refresh_from_db()
        assert pushed.outcome == outcome

    def test_an_outcome_by_script_is_a_fragment(self, client, lin, pushed):
        sign_in(client, lin)
        response = client.post(
            f"/en/today/{pushed.pid}/outcome/", {"outcome": "useful"}, headers={"HX-Request": "true"}
        )
        assert "<html" not in page_of(response)
        assert "chosen" in page_of(response)

    @pytest.mark.parametrize("who", ["omar", None])
    def test_a_foreign_delivery_has_no_outcome(self, client, request, pushed, who):
        if who:
            sign_in(client, request.getfixturevalue(who))
        client.post(f"/en/today/{pushed.pid}/outcome/", {"outcome": "useful"})
        pushed.refresh_from_db()
        assert pushed.outcome == ""


class TestSearch:
    @pytest.mark.parametrize("query", ODD)
    def test_any_query_has_a_page(self, client, renewing, query):
        response = client.get("/en/search/", {"q": query})
        assert response.status_code == 200
        assert "<script>alert" not in page_of(response)

    def test_it_finds_and_offers_a_person(self, client, renewing):
        page = page_of(client.get("/en/search/", {"q": "renew a book"}))
        assert "How do I renew a book?" in page
        assert "/en/ask/?q=renew%20a%20book" in page

    def test_a_consenting_readers_search_is_a_signal(self, client, lin, renewing):
        sign_in(client, lin).get("/en/search/", {"q": "renew"})
        assert Signal.objects.get(person=lin).kind == "searched"

    def test_without_consent_nothing_is_kept(self, client, omar, renewing):
        sign_in(client, omar).get("/en/search/", {"q": "renew"})
        assert not Signal.objects.exists()


class TestEntry:
    def test_is_read_in_the_language_of_the_address(self, client, renewing):
        page = page_of(client.get(f"/zh-hans/answers/{renewing.pid}/"))
        assert "怎样续借图书" in page
        assert '<html lang="zh-Hans">' in page

    def test_names_its_language_where_it_differs(self, client, renewing):
        renewing.texts.filter(lang="en").delete()
        assert '<h1 lang="zh-Hans">' in page_of(client.get(f"/en/answers/{renewing.pid}/"))

    def test_the_switch_leads_to_the_same_page(self, client, renewing):
        assert f'href="/zh-hans/answers/{renewing.pid}/"' in page_of(client.get(f"/en/answers/{renewing.pid}/"))

    @pytest.mark.parametrize("status", [Status.DRAFT, Status.WITHDRAWN])
    def test_what_is_not_published_is_not_there(self, client, renewing, status):
        type(renewing).objects.filter(pk=renewing.pk).update(status=status)
        assert client.get(f"/en/answers/{renewing.pid}/").status_code == 404

    def test_opening_it_marks_the_delivery(self, client, lin, pushed):
        sign_in(client, lin).get(f"/en/answers/{pushed.key}/", {"d": pushed.pid})
        pushed.refresh_from_db()
        assert pushed.opened_at
        assert Signal.objects.filter(person=lin, kind="opened").exists()

    def test_opening_it_says_in_which_language_and_on_what(self, client, lin, renewing):
        phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Mobile"
        sign_in(client, lin).get(f"/en/answers/{renewing.pid}/", headers={"User-Agent": phone})
        assert Signal.objects.get(person=lin).about == {"lang": "en", "device": "phone", "form": "text"}

    def test_is_watched_only_for_who_agreed(self, client, lin, omar, renewing):
        address = f"/en/answers/{renewing.pid}/"
        assert "<stay-note" not in page_of(client.get(address))
        assert "<stay-note" not in page_of(sign_in(client, omar).get(address))
        assert "<stay-note" in page_of(sign_in(client, lin).get(address))

    def test_a_failed_note_does_not_cost_the_page(self, client, lin, renewing, monkeypatch):
        monkeypatch.setattr("foreword.portal.actions.record_signal", lambda **_: 1 / 0)
        assert sign_in(client, lin).get(f"/en/answers/{renewing.pid}/").status_code == 200


class TestRecord:
    def test_shows_facts_and_citations(self, client):
        record = Record.objects.create(
            control_number="1",
            title="数据结构",
            subtitle="C语言版",
            authors=["严蔚敏", "吴伟民"],
            place="北京",
            publisher="清华大学出版社",
            year=1997,
            lang="chi",
        )
        page = page_of(client.get(f"/en/records/{record.pid}/"))
        assert "严蔚敏, 吴伟民. 数据结构: C语言版[M]. 北京: 清华大学出版社, 1997." in page


class TestOtherPages:
    @pytest.mark.parametrize("path", ["privacy/", "ui/", "ask/", "questions/", "account/login/", "account/signup/"])
    @pytest.mark.parametrize("lang", ["en", "zh-hans"])
    def test_is_there_in_both_languages(self, client, db, lang, path):
        assert client.get(f"/{lang}/{path}").status_code == 200

    def test_the_feed_names_the_newest(self, client, renewing):
        assert "怎样续借图书" in page_of(client.get("/feeds/answers.xml?lang=zh-hans"))

    def test_robots_stay_out_of_private_pages(self, client):
        assert "Disallow: /*/questions/" in page_of(client.get("/robots.txt"))

    def test_one_click_sign_in_is_the_demos_alone(self, client, omar, settings):
        settings.FOREWORD_DEMO = False
        assert client.post("/en/demo/sign-in/", {"person": omar.pid}).status_code == 404

    def test_in_the_demo_one_click_signs_in(self, client, omar, settings):
        settings.FOREWORD_DEMO = True
        client.post("/en/demo/sign-in/", {"person": omar.pid})
        assert client.get("/en/").context["user"] == omar
