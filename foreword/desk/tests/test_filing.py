"""What becomes of an archived question, and what is forgotten in time."""

from datetime import timedelta

import pytest

from foreword.desk import actions
from foreword.desk.models import Citation, Question, Stage
from foreword.desk.source import PastAnswers
from foreword.kernel.clock import now
from foreword.kernel.jobs.run import run_until_idle
from foreword.kernel.retention import sweep
from foreword.knowledge.models import Entry, EntryText, Status
from foreword.search.models import IndexChange
from foreword.search.viewers import Viewer

pytestmark = pytest.mark.django_db
WORDS = "You can renew twice in My account, as long as nobody has reserved the book."


@pytest.fixture
def question(omar) -> Question:
    return actions.ask(text="Can I renew my book a third time?", lang="en", asker=omar).question


def file(question, by, text=WORDS):
    actions.answer(question=question, by=by, text=text, client_id="a")
    actions.archive(question=question, by=by)
    run_until_idle()


class TestDrafting:
    def test_an_archived_answer_becomes_a_draft(self, question, chen):
        file(question, chen)
        entry = Entry.objects.get()
        assert (entry.status, entry.drafted_by, entry.sources.get().question) == (Status.DRAFT, chen, question.pid)

    def test_an_answer_that_only_quotes_an_entry_does_not(self, question, chen, zhao):
        known = Entry.objects.create(status=Status.PUBLISHED, published_by=zhao)
        EntryText.objects.create(entry=known, lang="en", question="Renewing", answer=WORDS)
        Citation.objects.create(question=question, kind="entry", key=known.pid, title="Renewing")
        file(question, chen, f"Dear reader, {WORDS} Regards")
        assert Entry.objects.count() == 1


class TestPastAnswers:
    def test_are_found_by_the_desk_alone(self, question, chen):
        file(question, chen)
        source = PastAnswers()
        assert [document.access for document in source.documents()] == ["staff"]
        assert question.pid in source.present([question.pid], viewer=Viewer.of(chen), lang="en")
        assert source.present([question.pid], viewer=Viewer.anonymous(), lang="en") == {}

    def test_open_questions_are_not_among_them(self, question):
        assert PastAnswers().document(question.pid) == []


class TestForgetting:
    def _closed(self, days):
        asked = actions.ask(text=f"Closed {days} days ago", lang="en", contact="a@b.example").question
        when = now() - timedelta(days=days)
        Question.objects.filter(pk=asked.pk).update(stage=Stage.ARCHIVED, answered_at=when, archived_at=when)
        return asked

    def test_takes_address_and_link_180_days_after_closing(self):
        old, recent = self._closed(181), self._closed(179)
        assert actions.forget_contacts(closed_before=now() - timedelta(days=180)) == 1
        old.refresh_from_db()
        recent.refresh_from_db()
        assert (old.contact, old.secret, recent.contact) == ("", "", "a@b.example")

    def test_takes_what_was_said_180_days_after_filing(self, question, chen):
        file(question, chen)
        actions.evaluate(question=question, satisfied=False, comment="My neighbour Gao has it")
        Question.objects.update(archived_at=now() - timedelta(days=181))
        IndexChange.objects.all().delete()
        sweep()
        said = question.conversation.messages.values_list("text", "person")
        assert set(said) == {("", None)}
        assert question.evaluations.get().comment == ""
        assert IndexChange.objects.filter(kind="question", key=question.pid).exists()

    def test_leaves_what_is_younger(self, question, chen):
        file(question, chen)
        sweep()
        assert question.conversation.messages.filter(text=WORDS).exists()
