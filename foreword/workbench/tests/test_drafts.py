"""The suggested answer at the desk: of published texts alone, put into the box by hand, sent by nobody."""

import re

import pytest

from foreword.assist.drafting.choosing import Source
from foreword.channels.models import Message
from foreword.desk import actions
from foreword.desk.actions import suggesting
from foreword.desk.models import Citation, Draft, Question
from foreword.desk.queries.sourcing import Gathered
from foreword.kernel.clock import ago
from foreword.knowledge.models import Entry, EntryText, Status
from tests.world import sign_in

pytestmark = pytest.mark.django_db
SAID = "A loan is renewed twice, for thirty days each time. Renew it under My loans before the due date."


@pytest.fixture
def entry(topics) -> Entry:
    made = Entry.objects.create(
        key="renewing", topic=topics["borrowing"], status=Status.PUBLISHED, published_at=ago(days=3)
    )
    EntryText.objects.create(entry=made, lang="en", question="How do I renew a loan?", answer=SAID)
    return made


@pytest.fixture
def question(topics, lin, chen) -> Question:
    asked = actions.ask(text="May I renew a third time?", lang="en", asker=lin).question
    actions.claim(question=asked, librarian=chen)
    return asked


@pytest.fixture
def evidence(entry, monkeypatch):
    def found(verdict: str) -> None:
        source = Source("entry", entry.pid, "How do I renew a loan?", "/en/answers/x/", "en", SAID)
        monkeypatch.setattr(suggesting, "gather", lambda *_a, **_k: Gathered((source,), verdict, 0.5))

    return found


def suggested(client, who, question, **given):
    return sign_in(client, who).post(f"/en/desk/questions/{question.pid}/suggestion/", given).content.decode()


def test_each_sentence_has_the_number_of_its_source(client, chen, question, evidence):
    evidence("answer")
    page = suggested(client, chen, question)
    assert "A loan is renewed twice, for thirty days each time." in page
    assert "[1]" in page


def test_thin_evidence_is_called_so(client, chen, question, evidence):
    evidence("perhaps")
    page = suggested(client, chen, question)
    assert "The evidence is thin" in page
    assert "Insert all of it" not in page


def test_without_evidence_there_is_no_draft(client, chen, question, evidence):
    evidence("ask")
    assert "too thin for a draft" in suggested(client, chen, question)


def test_what_is_put_in_stands_behind_what_was_written_and_is_cited(client, chen, question, evidence):
    evidence("answer")
    packed = re.search(r'name="suggestion" value="([^"]+)"', suggested(client, chen, question)).group(1)
    address = f"/en/desk/questions/{question.pid}/suggestion/insert/"
    sign_in(client, chen).post(address, {"suggestion": packed, "part": "all", "text": "Dear Lin,"})
    text = Draft.objects.get(question=question).text
    assert text.startswith("Dear Lin,\n\nA loan is renewed twice")
    assert Citation.objects.get(question=question).number == 1
    assert not Message.objects.filter(conversation=question.conversation, author="staff").exists()


def test_a_suggestion_that_somebody_changed_is_not_put_in(client, chen, question, evidence):
    evidence("answer")
    address = f"/en/desk/questions/{question.pid}/suggestion/insert/"
    page = sign_in(client, chen).post(address, {"suggestion": "made up", "part": "all", "text": "Dear Lin,"})
    assert "Dear Lin," in page.content.decode()
    assert not Citation.objects.exists()


def test_a_colleague_s_question_is_not_drafted_for(client, wu, question, evidence):
    evidence("answer")
    assert sign_in(client, wu).post(f"/en/desk/questions/{question.pid}/suggestion/").status_code == 302


def test_readers_get_no_suggestion(client, lin, question):
    assert sign_in(client, lin).post(f"/en/desk/questions/{question.pid}/suggestion/").status_code in {403, 404}
