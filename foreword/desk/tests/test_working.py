"""The work order: who has it, where it stands, and how it ends."""

from contextlib import suppress

import pytest
from django.core import mail
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foreword.channels.models import Message, OutboundMail
from foreword.desk import actions, queries
from foreword.desk.actions.trusting import set_level
from foreword.desk.models import Claim, Kind, Level, Question, Stage
from foreword.kernel.jobs.run import run_until_idle
from foreword.kernel.models import AuditEntry, OutboxEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(lin) -> Question:
    return actions.ask(text="想找三篇关于城市热岛效应的综述", lang="zh-hans", asker=lin).question


def answer(question, by, client_id="a1", text="Here are two reviews."):
    return actions.answer(question=question, by=by, text=text, client_id=client_id)


class TestClaiming:
    def test_gives_it_to_one(self, question, chen):
        actions.claim(question=question, librarian=chen)
        question.refresh_from_db()
        assert (question.assignee, question.stage) == (chen, Stage.ACCEPTED)

    def test_tells_the_second_who_has_it(self, question, chen, mei):
        actions.claim(question=question, librarian=chen)
        with pytest.raises(actions.AlreadyClaimed) as refused:
            actions.claim(question=question, librarian=mei)
        assert refused.value.by == chen
        assert "Chen" in refused.value.message

    def test_again_changes_nothing(self, question, chen):
        assert actions.claim(question=question, librarian=chen) == actions.claim(question=question, librarian=chen)

    def test_is_for_the_desk_only(self, question, omar):
        with pytest.raises(actions.NotAtTheDesk):
            actions.claim(question=question, librarian=omar)

    def test_only_its_holder_gives_it_back(self, question, chen, mei, dean):
        actions.claim(question=question, librarian=chen)
        with pytest.raises(actions.NotYours):
            actions.release(question=question, by=mei)
        actions.release(question=question, by=dean)
        assert not Claim.objects.filter(released_at=None).exists()

    def test_keeps_others_from_answering(self, question, chen, wu):
        actions.claim(question=question, librarian=chen)
        with pytest.raises(actions.AlreadyClaimed):
            answer(question, wu)
        assert not Message.objects.filter(kind="answer").exists()


class TestWorking:
    def test_analysis_moves_it_on(self, question, chen, topics):
        actions.analyse(question=question, by=chen, clc="tu-023", read=4, kind=Kind.RESEARCH, topic=topics["searching"])
        question.refresh_from_db()
        assert (question.clc, question.stage) == ("TU-023", Stage.ANALYSING)

    @pytest.mark.parametrize("bad", [{"clc": "not a class"}, {"read": 9}, {"kind": "hard"}])
    def test_a_bad_analysis_is_refused(self, question, chen, bad):
        with pytest.raises(actions.BadAnalysis):
            actions.analyse(question=question, by=chen, **bad)

    def test_a_search_is_kept_without_dangerous_links(self, question, chen):
        run = actions.record_search(
            question=question, by=chen, database="CNKI", query="城市热岛", hits=148, url="javascript:alert(1)"
        )
        question.refresh_from_db()
        assert (run.hits, run.url, question.stage) == (148, "", Stage.SEARCHING)

    @pytest.mark.parametrize("stage", [Stage.ANSWERED, Stage.SATISFIED, Stage.ARCHIVED])
    def test_an_end_is_not_reached_by_hand(self, question, chen, stage):
        with pytest.raises(actions.WrongStage):
            actions.move(question=question, stage=stage, by=chen)


class TestAnswering:
    def test_claims_what_nobody_had(self, question, chen):
        answer(question, chen)
        question.refresh_from_db()
        assert (question.assignee, question.stage) == (chen, Stage.ANSWERED)

    def test_sent_again_is_the_same_answer(self, question, chen):
        assert answer(question, chen) == answer(question, chen)
        assert OutboxEvent.objects.filter(kind="desk.QuestionAnswered").count() == 1

    def test_tells_the_asker_without_a_word_of_the_question(self, question, chen, lin):
        answer(question, chen)
        run_until_idle()
        letter = mail.outbox[0]
        assert letter.to == [lin.email]
        assert "热岛" not in letter.subject + letter.body
        assert f"/zh-hans/my/questions/{question.pid}" in letter.body or question.pid in letter.body

    def test_gives_who_did_not_sign_in_their_secret_link(self, chen):
        asked = actions.ask(text="Where is the map room?", lang="en", contact="a@b.example")
        answer(asked.question, chen)
        assert f"?token={asked.token}" in OutboundMail.objects.get().text

    def test_writes_to_nobody_who_left_no_address(self, chen):
        answer(actions.ask(text="Where is the map room?", lang="en").question, chen)
        assert not OutboundMail.objects.exists()


class TestEnding:
    def test_there_is_nothing_to_evaluate_before_an_answer(self, question):
        with pytest.raises(actions.NotAnswered):
            actions.evaluate(question=question, satisfied=True)

    def test_not_yet_reopens_it_for_whoever_had_it(self, question, chen):
        answer(question, chen)
        actions.evaluate(question=question, satisfied=False, comment="Only one opens")
        question.refresh_from_db()
        assert (question.stage, question.assignee) == (Stage.ACCEPTED, chen)

    def test_what_is_missing_is_said_in_the_thread(self, question, chen):
        answer(question, chen)
        actions.evaluate(question=question, satisfied=False, comment="Only one opens")
        assert question.conversation.messages.order_by("seq").last().text == "Only one opens"

    @pytest.mark.parametrize("satisfied", [True, False])
    def test_a_double_click_says_it_once(self, question, chen, satisfied):
        answer(question, chen)
        for _ in range(2):
            actions.evaluate(question=question, satisfied=satisfied, comment="Only one opens")
        assert question.evaluations.count() == 1
        assert question.conversation.messages.filter(text="Only one opens").count() == (0 if satisfied else 1)

    def test_the_same_word_on_the_next_answer_is_another(self, question, chen):
        for number in range(2):
            answer(question, chen, client_id=f"a{number}")
            actions.evaluate(question=question, satisfied=False)
        assert question.evaluations.count() == 2

    def test_a_comment_that_is_no_text_is_refused(self, question, chen):
        answer(question, chen)
        with pytest.raises(actions.NotText):
            actions.evaluate(question=question, satisfied=False, comment="a\x00b")

    def test_a_student_librarian_files_what_they_answered(self, question, mei, dean):
        set_level(person=mei, level=Level.TRUSTED, by=dean, words="A year at the desk")
        answer(question, mei)
        actions.archive(question=question, by=mei)
        question.refresh_from_db()
        assert question.stage == Stage.ARCHIVED

    def test_somebody_from_another_room_does_not_file(self, question, chen, zhao):
        answer(question, chen)
        actions.release(question=question, by=chen)
        with pytest.raises(actions.NotAtTheDesk):
            actions.archive(question=question, by=zhao)

    def test_satisfied_may_be_archived(self, question, chen):
        answer(question, chen)
        actions.evaluate(question=question, satisfied=True)
        actions.archive(question=question, by=chen)
        question.refresh_from_db()
        assert question.stage == Stage.ARCHIVED
        assert OutboxEvent.objects.filter(kind="desk.QuestionArchived").count() == 1

    def test_what_is_not_answered_is_not_archived(self, question, chen):
        with pytest.raises(actions.NotAnswered):
            actions.archive(question=question, by=chen)

    def test_a_later_message_brings_it_back_to_the_queue(self, question, chen, lin):
        answer(question, chen)
        actions.write_to(question=question, author="reader", text="One more thing", client_id="m2", person=lin)
        assert [row.waiting for row in queries.queue(chen, "mine").rows] == [True]


class TestReading:
    def test_is_for_its_asker(self, question, lin):
        assert queries.open_question(question.pid, lin) == question
        assert not AuditEntry.objects.exists()

    @pytest.mark.parametrize("who", ["omar", "outsider", "prof", "zhao"])
    def test_is_for_nobody_else(self, question, who, request):
        with pytest.raises(Question.DoesNotExist):
            queries.open_question(question.pid, request.getfixturevalue(who))

    def test_by_the_desk_is_logged_once_a_day(self, question, chen, lin):
        for _ in range(3):
            queries.open_question(question.pid, chen)
        entry = AuditEntry.objects.get()
        assert (entry.actor, entry.subject, entry.action) == (chen.pid, lin.pid, "question.opened")

    def test_a_secret_link_opens_no_other_question(self):
        first = actions.ask(text="First?", lang="en")
        second = actions.ask(text="Second?", lang="en")
        assert queries.open_question(first.question.pid, None, first.token)
        with pytest.raises(Question.DoesNotExist):
            queries.open_question(second.question.pid, None, first.token)

    def test_notes_are_the_desks_own(self, question, chen, lin):
        actions.write_to(
            question=question, author="librarian", text="Ask Wu", client_id="n", person=chen, internal=True
        )
        assert len(queries.thread_of(question, lin)) == 1
        assert len(queries.thread_of(question, chen)) == 2


def _ways(steps):
    return [(step.stage, step.state) for step in steps]


class TestTheWay:
    def test_goes_back_with_the_question(self, question, chen):
        answer(question, chen)
        actions.evaluate(question=question, satisfied=False)
        question.refresh_from_db()
        assert _ways(queries.way(question)) == [
            ("received", "done"),
            ("accepted", "now"),
            ("analysing", "todo"),
            ("searching", "todo"),
            ("answered", "todo"),
            ("satisfied", "todo"),
        ]


DEEDS = ["claim", "release", "analysing", "searching", "accepted", "answer", "yes", "no", "archive", "ask more", "note"]


def _do(deed, question, person, number):
    stories = {
        "claim": lambda: actions.claim(question=question, librarian=person),
        "release": lambda: actions.release(question=question, by=person),
        "answer": lambda: answer(question, person, client_id=f"c{number}"),
        "yes": lambda: actions.evaluate(question=question, satisfied=True),
        "no": lambda: actions.evaluate(question=question, satisfied=False),
        "archive": lambda: actions.archive(question=question, by=person),
        "ask more": lambda: actions.write_to(question=question, author="reader", text="?", client_id=f"c{number}"),
        "note": lambda: actions.write_to(
            question=question, author="librarian", text="n", client_id=f"c{number}", person=person, internal=True
        ),
    }
    with suppress(actions.Refusal):
        stories.get(deed, lambda: actions.move(question=question, stage=deed, by=person))()


class TestAnyOrder:
    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(deeds=st.lists(st.tuples(st.sampled_from(DEEDS), st.booleans()), max_size=14))
    def test_keeps_the_work_order_whole(self, deeds, lin, chen, mei):
        question = actions.ask(text=f"Q {Question.objects.count()}", lang="en", asker=lin).question
        for number, (deed, first) in enumerate(deeds):
            _do(deed, question, chen if first else mei, number)
            question.refresh_from_db()
            standing = list(question.claims.filter(released_at=None))
            assert len(standing) <= 1
            assert question.assignee_id == (standing[0].librarian_id if standing else None)
            assert question.visits.order_by("entered_at", "pk").last().stage == question.stage
            assert (question.archived_at is not None) == (question.stage == Stage.ARCHIVED)
            assert (question.answered_at is not None) == question.conversation.messages.filter(kind="answer").exists()
            assert (question.queued_since is not None) == (question.is_open or question.waiting_since is not None)
            if question.stage == Stage.SATISFIED:
                assert question.evaluations.order_by("pk").last().satisfied
            numbers = list(question.conversation.messages.order_by("seq").values_list("seq", flat=True))
            assert numbers == list(range(1, len(numbers) + 1))
