"""Whose turn a question is, on the desk's pages, and sending it on."""

import pytest

from foreword.desk import actions
from foreword.desk.actions.routing import route
from foreword.desk.models import RoutingRule, Tier
from tests.world import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(lin):
    RoutingRule.objects.create(target=Tier.STUDENT)
    question = actions.ask(text="Where is the map room?", lang="en", asker=lin).question
    route(question=question)
    return question


class TestTheQuestion:
    def test_says_to_whom_it_was_sent(self, client, question, chen):
        page = sign_in(client, chen).get(f"/en/desk/questions/{question.pid}/evidence/")
        assert "To: Student desk" in page.content.decode()

    def test_is_sent_on_with_one_click(self, client, question, chen):
        sent = {"target": "reference", "reason": "A map of 1931"}
        sign_in(client, chen).post(f"/en/desk/questions/{question.pid}/route/", sent)
        question.refresh_from_db()
        assert question.tier == Tier.REFERENCE
        assert "A map of 1931" in client.get(f"/en/desk/questions/{question.pid}/evidence/").content.decode()

    def test_is_no_readers_to_send(self, client, question, lin):
        answer = sign_in(client, lin).post(f"/en/desk/questions/{question.pid}/route/", {"target": "reference"})
        assert answer.status_code == 404

    def test_stands_in_the_queue_with_its_desk(self, client, question, mei):
        page = sign_in(client, mei).get("/en/desk/?view=forme").content.decode()
        assert "→ Student desk" in page
