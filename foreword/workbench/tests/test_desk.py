"""The desk's pages, without a browser."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foreword.desk import actions
from foreword.desk.models import Question, Stage
from foreword.desk.source import PastAnswers
from foreword.workbench.slots import panels, register_panel
from tests.world import sign_in

pytestmark = pytest.mark.django_db
DESK = "/en/desk/"


@pytest.fixture
def question(lin) -> Question:
    return actions.ask(text="Urban heat island: three reviews", lang="en", asker=lin).question


def at(question, deed=""):
    return f"{DESK}questions/{question.pid}/{deed}"


class TestDoors:
    @pytest.mark.parametrize("who", [None, "omar", "prof", "zhao", "outsider"])
    def test_are_not_there_for_readers(self, client, question, who, request):
        if who:
            sign_in(client, request.getfixturevalue(who))
        for url in (DESK, f"{DESK}queue/", f"{DESK}find/", at(question), at(question, "evidence/")):
            assert client.get(url).status_code == 404
        for deed in ("claim/", "release/", "stage/", "analysis/", "searches/", "citations/", "messages/", "archive/"):
            assert client.post(at(question, deed)).status_code == 404

    @pytest.mark.parametrize("who", ["mei", "chen", "wu", "dean", "admin"])
    def test_are_open_to_the_desk(self, client, question, who, request):
        sign_in(client, request.getfixturevalue(who))
        assert client.get(at(question)).status_code == 200

    def test_a_missing_question_is_not_found(self, client, chen):
        assert sign_in(client, chen).get(f"{DESK}questions/0000000000000/").status_code == 404


class TestTheQueue:
    def test_shows_what_waits(self, client, question, chen):
        page = sign_in(client, chen).get(DESK)
        assert b"Urban heat island" in page.content

    @pytest.mark.parametrize(
        ("view", "there"), [("unclaimed", False), ("mine", True), ("archived", False), ("odd", True)]
    )
    def test_has_views(self, client, question, chen, view, there):
        actions.claim(question=question, librarian=chen)
        page = sign_in(client, chen).get(f"{DESK}?view={view}")
        assert (b"Urban heat island" in page.content) is there

    def test_filters_by_language(self, client, question, chen):
        assert b"Urban heat" not in sign_in(client, chen).get(f"{DESK}?lang=zh-hans").content

    @pytest.mark.parametrize("before", ["yesterday", "2026-99-99T00:00:00", "\x00"])
    def test_survives_a_bad_place_to_begin(self, client, question, chen, before):
        assert sign_in(client, chen).get(DESK, {"before": before}).status_code == 200

    def test_asks_the_database_no_more_for_more_rows(self, client, chen, lin):
        sign_in(client, chen)
        counts = []
        for number in range(2):
            for each in range(4):
                actions.ask(text=f"Question {number} {each}", lang="en", asker=lin)
            with CaptureQueriesContext(
                connection,
            ) as asked:
                client.get(DESK)
            counts.append(len(asked))
        assert counts[0] == counts[1]

    def test_says_when_the_open_thread_has_news(self, client, question, chen):
        sign_in(client, chen)
        answer = client.get(f"{DESK}queue/", {"at": question.pid, "seen": "0"})
        assert answer["HX-Trigger"] == "thread-news"
        assert "HX-Trigger" not in client.get(f"{DESK}queue/", {"at": question.pid, "seen": "99"})


class TestDeeds:
    def test_claiming_redirects_to_the_question(self, client, question, chen):
        answer = sign_in(client, chen).post(at(question, "claim/?view=mine"))
        assert answer.url == at(question, "?view=mine")
        question.refresh_from_db()
        assert question.assignee == chen

    def test_who_comes_second_is_told_who_was_first(self, client, question, chen, mei):
        actions.claim(question=question, librarian=chen)
        page = sign_in(client, mei).post(at(question, "claim/"), follow=True)
        assert b"Chen already has this question." in page.content

    def test_an_answer_goes_out(self, client, question, chen):
        sign_in(client, chen).post(at(question, "messages/"), {"text": "Here.", "client_id": "x1", "as": "answer"})
        question.refresh_from_db()
        assert question.stage == Stage.ANSWERED

    def test_a_note_stays_inside(self, client, question, chen):
        sign_in(client, chen).post(at(question, "messages/"), {"text": "Hm.", "client_id": "x1", "as": "note"})
        assert question.conversation.messages.get(client_id="x1").internal

    def test_a_refused_text_comes_back(self, client, question, chen, mei):
        actions.claim(question=question, librarian=chen)
        sent = {"text": "Long work", "client_id": "x1", "as": "answer"}
        page = sign_in(client, mei).post(at(question, "messages/"), sent)
        assert b"Long work" in page.content

    def test_the_script_learns_that_it_went_out(self, client, question, chen):
        sent = {"text": "Here.", "client_id": "x1", "as": "answer"}
        answer = sign_in(client, chen).post(at(question, "messages/"), sent, headers={"HX-Request": "true"})
        assert answer["HX-Trigger"] == "sent"

    @pytest.mark.parametrize(
        ("deed", "data"),
        [
            ("analysis/", {"read": "77"}),
            ("searches/", {"database": ""}),
            ("citations/", {"kind": "entry", "key": "nothing"}),
            ("stage/", {"stage": "archived"}),
            ("archive/", {}),
            ("messages/", {"text": "", "client_id": "x"}),
        ],
    )
    def test_what_is_wrong_is_said(self, client, question, chen, deed, data):
        page = sign_in(client, chen).post(at(question, deed), data, follow=True)
        assert page.status_code == 200
        assert b'class="notice alert"' in page.content

    def test_script_in_a_question_stays_text(self, client, chen):
        asked = actions.ask(text="<script>alert(1)</script><img src=x onerror=alert(1)>", lang="en").question
        page = sign_in(client, chen).get(at(asked)).content
        assert b"<script>alert" not in page
        assert b"<img src=x" not in page


class TestSlots:
    def test_a_panel_is_filled_only_for_whom_it_is_meant(self, question, chen, mei):
        register_panel("test", "a.html", lambda question, _viewer: {"pid": question.pid}, lambda person: person == chen)
        assert [panel.context for panel in panels("test", question, chen)] == [{"pid": question.pid}]
        assert panels("test", question, mei) == []


class TestFinding:
    @pytest.fixture
    def answered(self, question, chen):
        write = {"question": question, "author": "reader", "person": question.asker}
        actions.write_to(**write, text="Mainly about albedo, please.", client_id="r1")
        note = {"question": question, "author": "librarian", "person": chen, "internal": True}
        actions.write_to(**note, text="A word on quokkas among colleagues.", client_id="n1")
        actions.answer(question=question, by=chen, text="Three reviews follow.", client_id="a1")
        return question

    def test_reads_the_whole_thread_but_no_note(self, answered):
        [document] = PastAnswers().document(answered.pid)
        assert "albedo" in document.body
        assert "Three reviews" in document.body
        assert "quokkas" not in document.body

    def test_is_for_staff(self, answered):
        assert document_access(answered) == "staff"

    @pytest.mark.parametrize("kind", ["question", "", "odd", "\x00"])
    def test_looks_in_one_kind(self, client, chen, kind):
        assert sign_in(client, chen).get(f"{DESK}find/", {"q": "albedo", "kind": kind}).status_code == 200


def document_access(question):
    return PastAnswers().document(question.pid)[0].access
