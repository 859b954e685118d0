"""What the analysis form suggests, and what becomes of it."""

import pytest

from foreword.desk import actions
from foreword.desk.models import Question, Understanding
from tests.world import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(topics, lin) -> Question:
    asked = actions.ask(text="May I renew a third time?", lang="en", asker=lin).question
    said = {
        "topic": {"value": "borrowing", "probability": 0.91, "sure": True},
        "kind": {"value": "policy", "probability": 0.42, "sure": False},
        "urgency": {"value": "usual", "probability": 0.97, "sure": True},
    }
    Understanding.objects.create(question=asked, version="test", said=said)
    return asked


def form(client, who, question):
    return sign_in(client, who).get(f"/en/desk/questions/{question.pid}/evidence/").content.decode()


class TestTheForm:
    def test_has_a_likely_topic_chosen_and_says_how_sure(self, client, chen, question):
        page = form(client, chen, question)
        assert '<option value="borrowing" selected>' in page
        assert "91%: very likely" in page

    def test_only_offers_what_is_doubtful(self, client, chen, question):
        page = form(client, chen, question)
        assert '<option value="policy" selected>' not in page
        assert "Rules and services? · 42%: a guess" in page

    def test_keeping_it_decides_all_that_stands_in_it(self, client, chen, question):
        address = f"/en/desk/questions/{question.pid}/analysis/"
        sign_in(client, chen).post(address, {"topic": "borrowing", "kind": "policy", "urgent": "no"})
        question.refresh_from_db()
        assert (question.topic_id, question.kind, question.urgent) == ("borrowing", "policy", False)
        assert question.understanding.decided_at is not None

    def test_suggests_nothing_after_that(self, client, chen, question):
        actions.analyse(question=question, by=chen)
        assert "Suggested" not in form(client, chen, question)
