"""Questions over HTTP."""

import json

import pytest
from django.test import Client

from foreword.channels.models import Message
from foreword.desk import actions
from foreword.desk.models import Question
from tests.world import sign_in

pytestmark = pytest.mark.django_db
URL = "/api/v1/questions"


def post(client, url=URL, *, body=None, **headers):
    data = {"text": "How do I renew a book?"} if body is None else body
    return client.post(url, json.dumps(data), content_type="application/json", headers=headers)


@pytest.fixture
def asked(client):
    return post(client).json()


class TestPosting:
    def test_gives_an_id_a_link_and_a_token(self, client):
        answer = post(client)
        body = answer.json()
        assert answer.status_code == 201
        assert body["id"] in body["url"]
        assert body["token"] in body["url"]

    def test_again_with_its_key_creates_nothing(self, client):
        headers = {"Idempotency-Key": "8f14e45f-ceea-467f-a0e6-9d9fd1f7a3a1"}
        first, second = post(client, **headers), post(client, **headers)
        assert (first.status_code, second.status_code) == (201, 200)
        assert first.json() == second.json()
        assert Question.objects.count() == 1

    @pytest.mark.parametrize("text", ["", "   ", "x" * 20_001, "a\x00b"])
    def test_a_bad_text_is_a_problem_in_words(self, client, text):
        answer = post(client, body={"text": text})
        assert answer.status_code == 422
        assert answer["Content-Type"] == "application/problem+json"
        assert answer.json()["title"]
        assert not Question.objects.exists()

    def test_speaks_the_readers_language(self, client):
        answer = post(client, body={"text": ""}, **{"Accept-Language": "zh-hans"})
        assert answer.json()["title"] == "请先写点内容。"

    @pytest.mark.parametrize("body", [b"\xff\xfe{", b"[]", b'{"text": "\\ud800"}', b"{"])
    def test_what_cannot_be_read_is_refused_kindly(self, client, body):
        answer = client.post(URL, body, content_type="application/json")
        assert answer.status_code in {400, 422}
        assert answer["Content-Type"] == "application/problem+json"

    def test_an_unknown_topic_is_refused(self, client):
        assert post(client, body={"text": "hi there", "topic": "nope"}).status_code == 422

    def test_too_many_say_when_to_come_back(self, client, monkeypatch):
        monkeypatch.setattr("foreword.desk.limits.ADDRESS_LIMIT", 2)
        answers = [post(client, body={"text": f"Question {number}"}) for number in range(3)]
        assert answers[-1].status_code == 429
        assert int(answers[-1]["Retry-After"]) > 0


class TestSessions:
    def test_a_session_needs_the_csrf_token(self, lin):
        client = sign_in(Client(enforce_csrf_checks=True), lin)
        assert post(client).status_code == 403

    def test_no_session_needs_none(self):
        assert post(Client(enforce_csrf_checks=True)).status_code == 201

    def test_a_signed_in_readers_question_is_theirs(self, client, lin):
        body = post(sign_in(client, lin)).json()
        assert (Question.objects.get().asker, body["token"]) == (lin, "")

    def test_a_later_sign_in_is_not_joined_to_it(self, client, asked, lin):
        sign_in(client, lin)
        assert client.get(f"{URL}/{asked['id']}").status_code == 404


class TestReading:
    def test_with_the_token_in_the_header_or_the_address(self, client, asked):
        one = client.get(f"{URL}/{asked['id']}", headers={"X-Question-Token": asked["token"]})
        two = client.get(f"{URL}/{asked['id']}?token={asked['token']}")
        assert one.status_code == two.status_code == 200
        assert one.json()["messages"][0]["text"] == "How do I renew a book?"

    @pytest.mark.parametrize("who", ["omar", "outsider", "zhao"])
    def test_foreign_and_missing_look_the_same(self, client, asked, who, request):
        sign_in(client, request.getfixturevalue(who))
        foreign, missing = client.get(f"{URL}/{asked['id']}"), client.get(f"{URL}/0000000000000")
        assert (foreign.status_code, foreign.json()) == (404, missing.json())

    def test_notes_stay_with_the_desk(self, client, asked, chen):
        question = Question.objects.get()
        actions.write_to(question=question, author="librarian", text="note!", client_id="n", person=chen, internal=True)
        shown = client.get(f"{URL}/{asked['id']}?token={asked['token']}").content
        assert b"note!" not in shown


class TestWriting:
    def test_the_same_client_id_is_one_message(self, client, asked):
        url = f"{URL}/{asked['id']}/messages?token={asked['token']}"
        first, second = (post(client, url, body={"text": "More", "client_id": "m1"}) for _ in range(2))
        assert first.json() == second.json()
        assert Message.objects.filter(client_id="m1").count() == 1

    def test_nobody_writes_in_a_foreign_thread(self, client, asked):
        assert post(client, f"{URL}/{asked['id']}/messages", body={"text": "x", "client_id": "m"}).status_code == 404


class TestTheStream:
    def test_is_a_redirect_with_a_ticket(self, client, asked):
        answer = client.get(f"{URL}/{asked['id']}/stream?token={asked['token']}&after=3")
        assert answer.status_code == 307
        assert answer["Location"].startswith("/rt/stream?ticket=")
        assert answer["Location"].endswith("&after=3")
