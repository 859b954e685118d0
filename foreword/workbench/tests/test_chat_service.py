"""The page of chat: what is promised, and which sites may show the window."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreword.channels.models import ChatService
from foreword.desk.actions.chat_service import BadSite, origin_of
from foreword.desk.refusals import Refusal
from tests.world import sign_in

PAGE = "/en/desk/chat/"
SAID = {"promise_minutes": "7", "sites": "https://www.example.edu/courses/1\n\nhttps://www.example.edu\n"}


@pytest.mark.django_db
class TestThePage:
    @pytest.mark.parametrize("who", [None, "omar", "mei", "chen", "wu"])
    def test_is_the_heads_only(self, client, who, request):
        if who:
            sign_in(client, request.getfixturevalue(who))
        assert client.get(PAGE).status_code == client.post(PAGE, SAID).status_code == 404
        assert not ChatService.objects.exists()

    def test_keeps_what_is_said_each_site_once(self, client, dean):
        sign_in(client, dean).post(PAGE, SAID)
        service = ChatService.objects.get()
        assert (service.promise_minutes, service.origins) == (7, ["https://www.example.edu"])

    def test_says_what_is_no_site_and_forgets_nothing(self, client, dean):
        page = sign_in(client, dean).post(PAGE, {**SAID, "sites": "https://a.edu\nour home page"})
        assert page.status_code == 422
        assert "“our home page” is no site." in page.content.decode()
        assert "https://a.edu" in page.content.decode()
        assert not ChatService.objects.exists()

    def test_a_promise_of_no_time_is_refused(self, client, dean):
        assert sign_in(client, dean).post(PAGE, {**SAID, "promise_minutes": "0"}).status_code == 422


class TestASite:
    @pytest.mark.parametrize(
        ("written", "origin"),
        [
            (" https://www.example.edu/a?b#c ", "https://www.example.edu"),
            ("https://WWW.example.edu:443", "https://www.example.edu"),
            ("https://example.edu:8443/x", "https://example.edu:8443"),
            ("http://localhost:8000", "http://localhost:8000"),
        ],
    )
    def test_is_known_by_scheme_host_and_port(self, written, origin):
        assert origin_of(written) == origin

    @pytest.mark.parametrize(
        "written",
        ["http://www.example.edu", "www.example.edu", "https://*", "https://a b.edu", "javascript:alert(1)",
         "https://user@example.edu", "https://example.edu:99999", "https://[", "https://; script-src *"],
    )  # fmt: skip
    def test_anything_else_is_refused(self, written):
        with pytest.raises(BadSite):
            origin_of(written)

    @given(st.text(max_size=60).map("https://".__add__) | st.text(max_size=60))
    def test_nothing_that_is_kept_breaks_out_of_a_header(self, written):
        try:
            origin = origin_of(written)
        except Refusal:
            return
        assert not set(origin) & set(" ;,'\"\r\n*")
