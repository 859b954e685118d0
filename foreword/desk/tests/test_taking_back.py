"""Its asker changes the words until somebody has it, takes it back, takes it up again; the desk sees each of it."""

import pytest

from foreword.desk import actions
from foreword.desk.actions import drafting
from foreword.desk.actions.chatting import start_chat
from foreword.desk.actions.reviewing import submit
from foreword.desk.actions.rewording import reword
from foreword.desk.actions.taking_back import take_back, take_up_again
from foreword.desk.actions.tasking import add_task
from foreword.desk.models import Ended, Question, Stage, Wording
from foreword.desk.queries import queue
from foreword.desk.queries.asking_back import waiting_for_reader
from foreword.desk.queries.wordings import earlier
from foreword.desk.refusals import EmptyText
from foreword.desk.refusals_of_care import NotOpen, RewordedMeanwhile, TakenMeanwhile
from foreword.kernel.clock import ago
from foreword.kernel.erasure import erase_person
from foreword.kernel.jobs.run import run_until_idle
from foreword.kernel.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(lin):
    return actions.ask(text="Where is the map?", lang="en", asker=lin).question


def fresh(question):
    return Question.objects.select_related("conversation", "asker").get(pk=question.pk)


class TestChangingTheWords:
    def test_changes_the_question_and_its_first_message(self, question):
        reword(question=question, text="Where is the map of 1936?", version=0)
        assert fresh(question).text == "Where is the map of 1936?"
        assert question.conversation.messages.get(client_id="question").text == "Where is the map of 1936?"

    def test_keeps_how_it_read(self, question):
        reword(question=question, text="Where is the map of 1936?", version=0)
        reword(question=question, text="And that of 1949?", version=1)
        assert [old.text for old in earlier(question)] == ["Where is the map of 1936?", "Where is the map?"]

    def test_has_it_understood_anew_in_its_new_language(self, question):
        run_until_idle()
        reword(question=question, text="1936年的地图在哪里?", version=0)
        assert fresh(question).lang == "zh-hans"
        assert Job.objects.pending().filter(task__endswith="understand_question").exists()

    def test_of_two_windows_the_later_is_told(self, question):
        reword(question=question, text="Where is the map of 1936?", version=0)
        with pytest.raises(RewordedMeanwhile):
            reword(question=question, text="Where is the map of 1949?", version=0)

    def test_a_double_click_changes_once(self, question):
        for _ in range(2):
            reword(question=question, text="Where is the map of 1936?", version=0)
        assert Wording.objects.count() == 1

    def test_is_over_once_a_librarian_has_it(self, question, chen):
        stale = fresh(question)
        actions.claim(question=question, librarian=chen)
        with pytest.raises(TakenMeanwhile):
            reword(question=stale, text="Where is the map of 1936?", version=0)

    def test_and_when_they_gave_it_back_too(self, question, chen):
        actions.claim(question=question, librarian=chen)
        actions.release(question=question, by=chen)
        Question.objects.update(stage=Stage.RECEIVED)
        with pytest.raises(TakenMeanwhile):
            reword(question=question, text="Where is the map of 1936?", version=0)

    def test_into_nothing_is_refused(self, question):
        with pytest.raises(EmptyText):
            reword(question=question, text=" \u200b", version=0)

    def test_goes_with_its_reader(self, question, lin):
        reword(question=question, text="Where is the map of 1936?", version=0)
        erase_person(lin)
        assert not Wording.objects.exclude(text="").exists()


class TestTakingBack:
    @pytest.mark.parametrize("reason", [Ended.FOUND, Ended.UNNEEDED])
    def test_takes_it_off_the_queue_with_its_reason(self, question, chen, reason):
        take_back(question=question, reason=reason)
        taken = fresh(question)
        assert (taken.stage, taken.ended, taken.queued_since) == (Stage.ARCHIVED, reason, None)
        assert queue(chen).counts["open"] == 0

    def test_twice_is_once(self, question):
        take_back(question=question, reason="found")
        take_back(question=question, reason="unneeded")
        assert fresh(question).ended == Ended.FOUND

    @pytest.mark.parametrize("reason", ["unheard", "", "x"])
    def test_needs_one_of_the_two_reasons(self, question, reason):
        with pytest.raises(NotOpen):
            take_back(question=question, reason=reason)

    def test_is_not_for_what_is_answered(self, question, chen):
        actions.answer(question=question, by=chen, text="Here.", client_id="a")
        with pytest.raises(NotOpen):
            take_back(question=question, reason="found")

    def test_is_not_while_a_chat_waits(self, lin, monkeypatch):
        monkeypatch.setattr("foreword.desk.queries.chats.ChatOffer.can_chat", True)
        chat = start_chat(text="Where is the map?", lang="en", asker=lin).question
        with pytest.raises(NotOpen):
            take_back(question=chat, reason="found")

    def test_lets_go_of_what_colleagues_were_to_do(self, question, chen, mei):
        add_task(question=question, by=chen, text="Look into the card file")
        submit(question=question, by=mei, text="In room 3.", client_id="v", sort="answer")
        take_back(question=question, reason="found")
        assert not question.tasks.open().exists()
        assert not question.reviews.waiting().exists()

    def test_asks_nothing_of_its_reader_any_more(self, question, chen):
        drafting.send(question=question, by=chen, text="Which?", client_id="b", sort="message")
        take_back(question=question, reason="found")
        assert waiting_for_reader(fresh(question)) is None


class TestTakingUpAgain:
    def test_brings_it_back_where_it_stood_with_all_that_was_given_up(self, question, chen, mei):
        actions.move(question=question, stage=Stage.SEARCHING, by=chen)
        add_task(question=question, by=chen, text="Look into the card file")
        submit(question=question, by=mei, text="In room 3.", client_id="v", sort="answer")
        take_back(question=question, reason="found")
        take_up_again(question=question)
        again = fresh(question)
        assert (again.stage, again.ended, again.archived_at) == (Stage.SEARCHING, "", None)
        assert (question.tasks.open().count(), question.reviews.waiting().count()) == (1, 1)

    def test_what_was_withdrawn_before_stays_so(self, question, chen):
        add_task(question=question, by=chen, text="Look into the card file")
        question.tasks.update(state="dropped", closed_at=ago(hours=1))
        take_back(question=question, reason="found")
        take_up_again(question=question)
        assert not question.tasks.open().exists()

    def test_waits_again_for_what_nobody_replied_to(self, question, chen, lin):
        actions.write_to(question=question, author="reader", person=lin, text="By Friday.", client_id="r")
        take_back(question=question, reason="found")
        take_up_again(question=question)
        assert fresh(question).waiting_since

    def test_twice_is_once(self, question):
        take_back(question=question, reason="found")
        take_up_again(question=question)
        take_up_again(question=question)
        assert fresh(question).stage == Stage.RECEIVED

    def test_is_over_after_a_week(self, question):
        take_back(question=question, reason="found")
        Question.objects.update(archived_at=ago(days=8))
        with pytest.raises(NotOpen):
            take_up_again(question=question)

    def test_writing_opens_it_at_any_time(self, question, lin):
        take_back(question=question, reason="found")
        Question.objects.update(archived_at=ago(days=30))
        actions.write_to(question=question, author="reader", person=lin, text="It was another map.", client_id="r")
        again = fresh(question)
        assert (again.is_open, again.ended) == (True, "")
        assert again.waiting_since
