"""The window for other sites: who may frame it, who may talk through it, and that no cookie opens anything."""

import pytest

from foreword.channels.models import ChatService
from foreword.desk.links import token_of
from foreword.desk.models import Question
from tests.world import sign_in

pytestmark = pytest.mark.django_db
HOME = "http://testserver"
COURSE = "https://course.example.edu"


@pytest.fixture
def window(client):
    """Our own frame: what it posts carries our own origin."""

    def post(path, **said):
        return client.post(f"/en/widget/{path}/", said, headers={"Origin": HOME})

    return post


@pytest.fixture
def talk(window):
    window("ask", text="Is there a scanner for slides?", key="k1")
    question = Question.objects.get()
    return {"pid": question.pid, "token": token_of(question)}


class TestTheFrame:
    def test_may_stand_on_the_sites_that_are_named(self, client):
        ChatService.objects.create(origins=[COURSE])
        page = client.get("/en/widget/")
        assert f"frame-ancestors 'self' {COURSE}" in page["Content-Security-Policy"]
        assert "X-Frame-Options" not in page

    def test_stands_nowhere_else(self, client):
        assert "frame-ancestors 'self';" in client.get("/en/widget/")["Content-Security-Policy"] + ";"

    def test_no_other_page_may_be_framed(self, client):
        ChatService.objects.create(origins=[COURSE])
        page = client.get("/en/ask/")
        assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
        assert page["X-Frame-Options"] == "DENY"

    def test_tells_only_a_site_that_is_named(self, client):
        ChatService.objects.create(origins=[COURSE])
        assert f'data-site="{COURSE}"' in client.get("/en/widget/", {"site": COURSE}).content.decode()
        assert 'data-site=""' in client.get("/en/widget/", {"site": "https://evil.example"}).content.decode()

    def test_leaves_no_cookie(self, client, window):
        client.get("/en/widget/")
        window("ask", text="Is there a scanner for slides?", key="k1")
        assert not client.cookies

    @pytest.mark.parametrize(("lang", "words"), [("en", "Ask the library"), ("zh-hans", "问图书馆")])
    def test_its_script_speaks_the_language_of_its_address(self, client, lang, words):
        script = client.get(f"/{lang}/widget.js")
        assert words in script.content.decode()
        assert script["Content-Type"].startswith("text/javascript")


class TestATalk:
    def test_is_asked_as_a_guest_whoever_is_signed_in(self, client, window, lin):
        sign_in(client, lin)
        page = window("ask", text="Is there a scanner for slides?", key="k1")
        assert page.status_code == 200
        assert Question.objects.get().asker is None

    def test_goes_on_with_its_secret(self, window, talk):
        page = window("message", **talk, text="For glass slides, too.", client_id="m1", after="1")
        assert "For glass slides, too." in page.content.decode()
        assert "For glass slides, too." in window("thread", **talk).content.decode()

    def test_a_message_sent_twice_is_one(self, window, talk):
        for _ in range(2):
            window("message", **talk, text="For glass slides, too.", client_id="m1", after="1")
        assert Question.objects.get().conversation.messages.count() == 2

    def test_an_empty_question_is_said_and_an_address_stays(self, window):
        page = window("ask", text=" ", key="k1", contact="omar@example.edu")
        assert page.status_code == 422
        assert "Please write something first." in page.content.decode()
        assert 'value="omar@example.edu"' in page.content.decode()

    def test_a_bad_address_later_is_said(self, window, talk):
        page = window("contact", **talk, contact="nobody at home")
        assert page.status_code == 422
        assert "We cannot read this mail address." in page.content.decode()

    @pytest.mark.parametrize("deed", ["thread", "message", "contact", "verdict"])
    def test_without_its_secret_it_is_not_there(self, window, talk, deed):
        for token in ("", "wrong", talk["token"][:-2] + "xx"):
            assert window(deed, pid=talk["pid"], token=token, text="I am somebody else.").status_code == 404

    @pytest.mark.parametrize("deed", ["ask", "offers", "thread", "message"])
    @pytest.mark.parametrize("origin", [{}, {"Origin": COURSE}, {"Origin": "null"}])
    def test_no_other_page_speaks_for_the_reader(self, client, talk, deed, origin):
        ChatService.objects.create(origins=[COURSE])
        told = {**talk, "text": "Forged.", "key": "k2"}
        assert client.post(f"/en/widget/{deed}/", told, headers=origin).status_code == 404
        assert Question.objects.get().conversation.messages.count() == 1

    def test_a_program_that_fills_in_everything_is_refused(self, window):
        assert window("ask", text="Buy now", key="k", website="https://spam.example").status_code == 422
        assert not Question.objects.exists()
