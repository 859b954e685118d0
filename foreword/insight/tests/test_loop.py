from datetime import timedelta

import pytest

from foreword.channels.models import Conversation
from foreword.desk.models import Exposure, Question
from foreword.insight import queries
from foreword.kernel.clock import ago, now, today
from foreword.knowledge.models import Entry, EntrySource, EntryText, Status
from foreword.push.models import Delivery, Outcome
from tests.world import sign_in

REASON = [{"code": "season", "dimension": "", "params": {}}]


def push(person, key="e1", **fields):
    return Delivery.objects.create(person=person, kind="entry", key=key, reasons=REASON, **fields)


def ask(asker=None, **fields):
    return Question.objects.create(
        conversation=Conversation.objects.create(), asker=asker, text="How do I cite a map?", **fields
    )


def entry(question=None, **fields):
    made = Entry.objects.create(status=Status.PUBLISHED, published_at=now(), **fields)
    EntryText.objects.create(entry=made, lang="en", question="How do I cite a map?", answer="Like a book.")
    if question:
        EntrySource.objects.create(entry=made, question=question.pid)
    return made


def month():
    return queries.loop(today() - timedelta(days=29), today())


def counts():
    return {step.key: step.count for step in month().steps}


@pytest.mark.django_db
class TestLoop:
    def test_counts_what_was_pushed_seen_and_useful(self, lin):
        push(lin, seen_at=now(), outcome=Outcome.USEFUL)
        push(lin, key="e2", seen_at=now())
        push(lin, key="e3")
        assert (counts()["pushed"], counts()["seen"], counts()["useful"]) == (3, 2, 1)

    def test_a_question_after_a_push_is_asked_anyway(self, lin):
        question = ask(lin)
        Exposure.objects.create(question=question, how="pushed", kind="entry", key="e1")
        assert counts()["asked"] == 1
        assert counts()["answered"] == 0

    def test_a_question_after_suggestions_only_is_not(self, lin):
        Exposure.objects.create(question=ask(lin), how="suggested", kind="entry", key="e1")
        assert counts()["asked"] == 0

    def test_an_entry_from_a_question_that_is_pushed_closes_the_loop(self, lin, omar):
        born = entry(question=ask(lin))
        entry(key="of-its-own-accord")
        push(omar, key=born.pid)
        assert (counts()["entries"], counts()["again"]) == (1, 1)

    def test_other_months_do_not_count(self, lin):
        push(lin, pushed_at=ago(days=60))
        assert counts()["pushed"] == 0

    def test_anticipation_is_the_share_settled_before_a_question(self, lin, omar):
        for key in "abc":
            push(lin, key=key, outcome=Outcome.USEFUL)
        ask(omar)
        assert month().anticipated == 75.0

    def test_anticipation_of_nothing_is_not_a_number(self, db):
        assert month().anticipated is None


@pytest.mark.django_db
class TestLineage:
    def test_leads_from_the_question_to_the_push(self, lin, omar, chen):
        question = ask(lin)
        born = entry(question=question)
        push(omar, key=born.pid, outcome=Outcome.USEFUL)
        found = queries.lineage(born.pid, viewer=chen, lang="en")
        assert found.questions == [question]
        assert (found.pushed, found.useful) == (1, 1)
        assert found.anticipated

    def test_names_no_reader(self, client, lin, omar, chen):
        born = entry(question=ask(lin))
        push(omar, key=born.pid)
        page = sign_in(client, chen).get(f"/en/insight/lineage/{born.pid}/").content.decode()
        assert omar.name not in page
        assert omar.pid not in page

    def test_says_that_it_came_from_a_question_whoever_looks(self, client, lin, zhao):
        born = entry(question=ask(lin), from_question=True, asker_agreed=True)
        page = sign_in(client, zhao).get(f"/en/insight/lineage/{born.pid}/").content.decode()
        assert "of its own accord" not in page

    def test_of_a_missing_entry_is_not_found(self, client, chen):
        assert sign_in(client, chen).get("/en/insight/lineage/nothing/").status_code == 404


@pytest.mark.django_db
class TestAccess:
    @pytest.mark.parametrize("path", ["/en/insight/loop/", "/zh-hans/insight/loop/"])
    def test_staff_see_the_loop(self, client, chen, path):
        assert sign_in(client, chen).get(path).status_code == 200

    def test_student_librarians_do_not(self, client, mei):
        assert sign_in(client, mei).get("/en/insight/loop/").status_code == 404

    def test_readers_are_not_told_that_it_is_there(self, client, omar):
        assert sign_in(client, omar).get("/en/insight/loop/").status_code == 404
        client.logout()
        assert client.get("/en/insight/loop/").status_code == 404

    def test_a_period_the_wrong_way_round_is_turned(self, client, dean):
        page = sign_in(client, dean).get("/en/insight/loop/?since=2026-05-02&until=2026-05-01")
        assert page.context["loop"].since.isoformat() == "2026-05-01"

    def test_a_date_that_is_none_is_named(self, client, dean):
        page = sign_in(client, dean).get("/en/insight/loop/?since=yesterday")
        assert page.status_code == 200
        assert "errorlist" in page.content.decode()
