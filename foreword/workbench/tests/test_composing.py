"""The composer: shared drafts, sending after somebody else, templates and macros."""

import pytest

from foreword.desk import actions
from foreword.desk.actions import drafting
from foreword.desk.live import read_draft
from foreword.desk.models import Draft, Question, ReplyTemplate, Stage
from tests.world import sign_in

pytestmark = pytest.mark.django_db
TEMPLATES = "/en/desk/templates/"


@pytest.fixture
def question(lin) -> Question:
    return actions.ask(text="Where are the old maps?", lang="en", asker=lin).question


@pytest.fixture
def macro(db) -> ReplyTemplate:
    return ReplyTemplate.objects.create(
        name="Ask for the years", text_en="Dear {reader}, which years?", text_zh="{reader}，哪几年？", stage="analysing"
    )


def at(question, deed=""):
    return f"/en/desk/questions/{question.pid}/{deed}"


class TestDrafts:
    def test_survive_a_reload_for_everybody(self, client, question, chen, mei):
        assert sign_in(client, chen).post(at(question, "draft/"), {"text": "In room"}).status_code == 204
        page = sign_in(client, mei).get(at(question)).content.decode()
        assert "In room" in page
        assert "Chen is writing here." in page

    def test_say_who_but_not_what_on_the_stream(self, question, chen):
        drafting.keep_draft(question=question, by=chen, text="In room")
        [(number, said)] = read_draft(question.pid, 0)
        assert (number, said["name"], "In room" in str(said)) == (1, "Chen", False)

    def test_are_not_for_readers(self, client, question, chen, lin):
        drafting.keep_draft(question=question, by=chen, text="Half a thought")
        sign_in(client, lin)
        assert client.post(at(question, "draft/"), {"text": "x"}).status_code == 404
        assert "Half a thought" not in client.get(f"/en/questions/{question.pid}/").content.decode()

    def test_one_that_comes_after_its_message_is_none(self, client, question, chen):
        sent = {"text": "Room 4.", "client_id": "c1", "as": "answer"}
        sign_in(client, chen).post(at(question, "messages/"), sent)
        client.post(at(question, "draft/"), sent)
        assert not Draft.objects.exclude(text="").exists()


class TestSending:
    def test_asks_first_when_a_colleague_wrote_meanwhile(self, client, question, chen, wu):
        seen = question.conversation.last_seq
        drafting.send(question=question, by=wu, text="Which years?", client_id="m1", sort="message")
        sent = {"text": "Room 4.", "client_id": "c1", "as": "answer", "seen": seen}
        page = sign_in(client, chen).post(at(question, "messages/"), sent).content.decode()
        assert "Wu has written to the reader meanwhile." in page
        assert "Room 4." in page
        assert not question.conversation.messages.filter(client_id="c1").exists()

    @pytest.mark.parametrize("seen", ["", "x", "-1", "99999999999999999999"])
    def test_survives_a_bad_number(self, client, question, chen, seen):
        sent = {"text": "Room 4.", "client_id": "c1", "as": "answer", "seen": seen}
        assert sign_in(client, chen).post(at(question, "messages/"), sent).status_code == 302


class TestTemplates:
    def test_go_into_the_box_filled_in(self, client, question, chen, macro):
        page = sign_in(client, chen).post(at(question, "messages/"), {"text": "", "insert": macro.pid})
        assert "Dear 林悦, which years?" in page.content.decode()
        assert question.conversation.messages.count() == 1

    def test_follow_what_is_written_already(self, client, question, chen, macro):
        page = sign_in(client, chen).post(at(question, "messages/"), {"text": "Hello.", "insert": macro.pid})
        assert "Hello.\n\nDear" in page.content.decode()

    def test_a_macro_moves_the_question_once_it_is_sent(self, client, question, chen, macro):
        sent = {"text": "Which years?", "client_id": "c1", "as": "message", "macro": macro.pid}
        sign_in(client, chen).post(at(question, "messages/"), sent)
        question.refresh_from_db()
        assert question.stage == Stage.ANALYSING

    @pytest.mark.parametrize(("who", "there"), [("chen", 200), ("dean", 200), ("mei", 404), ("wu", 404), ("omar", 404)])
    def test_are_written_by_some(self, client, who, there, request, macro):
        sign_in(client, request.getfixturevalue(who))
        assert client.get(TEMPLATES).status_code == there
        data = {"name": "N", "text_en": "e", "text_zh": "z"}
        assert (client.post(f"{TEMPLATES}save/", data).status_code == 302) is (there == 200)
        assert (client.post(f"{TEMPLATES}{macro.pid}/delete/").status_code == 302) is (there == 200)

    def test_what_is_wrong_is_said_and_what_was_written_stays(self, client, chen):
        data = {"name": "N", "text_en": "Dear {secret}", "text_zh": "z"}
        page = sign_in(client, chen).post(f"{TEMPLATES}save/", data).content.decode()
        assert "There is no placeholder {secret}." in page
        assert "Dear {secret}" in page

    def test_are_changed(self, client, chen, macro):
        data = {"name": "New", "text_en": "e", "text_zh": "z", "template": macro.pid}
        sign_in(client, chen).post(f"{TEMPLATES}save/", data)
        macro.refresh_from_db()
        assert macro.name == "New"
