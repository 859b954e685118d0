"""What questions took: measured from their threads, by the wall's clock and in opening hours."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreword.channels.models import Message
from foreword.desk import actions
from foreword.desk.actions.measuring import measure_changed
from foreword.desk.actions.merging import merge
from foreword.desk.hours.calendar import Calendar, always_open
from foreword.desk.hours.clocks import ANSWER, DESK, READER, SETTLED, Said
from foreword.desk.hours.spent import Spent, spent
from foreword.desk.models import Question, Turnaround

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
NINE_TO_FIVE = Calendar(ZoneInfo("UTC"), (((9 * 60, 17 * 60),),) * 5 + ((), ()))
HOUR = 60 * 60


def said(*turns):
    """(hours after Monday nine o'clock, side)"""
    return [Said(MONDAY + timedelta(hours=hours), side) for hours, side in turns]


class TestSpent:
    def test_nothing_has_come_yet(self):
        assert spent(said((0, READER)), always_open()) == Spent()

    def test_the_answer_may_be_the_first_reply(self):
        took = spent(said((0, READER), (2, ANSWER)), always_open())
        assert (took.first_reply, took.answer, took.waited, took.on_first) == (2 * HOUR, 2 * HOUR, 0, True)

    def test_a_reply_is_not_yet_an_answer(self):
        took = spent(said((0, READER), (1, DESK)), always_open())
        assert (took.first_reply, took.answer) == (HOUR, None)

    def test_waiting_for_the_reader_is_not_the_desks(self):
        took = spent(said((0, READER), (1, DESK), (4, READER), (6, ANSWER)), always_open())
        assert (took.answer, took.answer_open, took.waited) == (6 * HOUR, 3 * HOUR, 3 * HOUR)

    def test_a_reader_who_never_came_back_was_waited_for(self):
        took = spent(said((0, READER), (1, DESK), (50, ANSWER)), always_open())
        assert (took.answer_open, took.waited, took.on_first) == (HOUR, 49 * HOUR, False)

    def test_a_night_is_no_opening_time(self):
        took = spent(said((7, READER), (25, ANSWER)), NINE_TO_FIVE)  # 16:00 to 10:00 the next day
        assert (took.answer, took.answer_open) == (18 * HOUR, 2 * HOUR)

    def test_what_comes_after_the_answer_changes_nothing(self):
        first = said((0, READER), (2, ANSWER))
        later = said((3, READER), (9, ANSWER), (10, SETTLED))
        assert spent(first, always_open()) == spent(first + later, always_open())

    @pytest.mark.parametrize(
        ("seconds", "kept"),
        [
            (0, 0),
            (29, 29),
            (599, 599),
            (1201, 1200),
            (7199, 7200),
            (7300, 7200),
            (100_000, 100_080),
            (190_000, 190_800),
        ],
    )
    def test_is_as_exact_as_it_is_said(self, seconds, kept):
        begin = Said(MONDAY, READER)
        assert spent([begin, Said(MONDAY + timedelta(seconds=seconds), ANSWER)], always_open()).answer == kept

    @given(st.lists(st.tuples(st.integers(0, 400), st.sampled_from([READER, DESK, ANSWER, SETTLED])), max_size=12))
    def test_the_desks_time_and_the_readers_are_the_whole(self, turns):
        took = spent(said((0, READER), *sorted(turns)), always_open())
        if took.answer is not None:
            assert abs(took.answer - took.answer_open - took.waited) <= HOUR  # each is rounded by itself
            assert took.first_reply <= took.answer


@pytest.mark.django_db
class TestMeasuring:
    @pytest.fixture
    def question(self, lin) -> Question:
        asked = actions.ask(text="Urban heat island: three reviews", lang="en", asker=lin).question
        at = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)  # Tuesday morning in Shanghai
        Question.objects.filter(pk=asked.pk).update(asked_at=at)
        Message.objects.filter(conversation=asked.conversation).update(sent_at=at)
        asked.refresh_from_db()
        return asked

    def of(self, question) -> Turnaround:
        measure_changed()
        return Turnaround.objects.get(pk=question.pk)

    def answer(self, question, by, after=timedelta(hours=2)):
        message = actions.answer(question=question, by=by, text="Here.", client_id=f"a{question.pk}")
        Message.objects.filter(pk=message.pk).update(sent_at=question.asked_at + after)

    def test_days_and_hours_are_the_librarys(self, question):
        row = self.of(question)
        assert (row.asked_on, row.month, row.weekday, row.hour) == (date(2026, 3, 3), date(2026, 3, 1), 2, 7)

    def test_notes_are_no_replies(self, question, chen):
        note = {"question": question, "author": "librarian", "person": chen, "internal": True}
        actions.write_to(**note, text="Whose is this?", client_id="n")
        assert self.of(question).first_reply is None

    def test_an_answer_is_measured(self, question, chen):
        self.answer(question, chen)
        row = self.of(question)
        assert (row.answer, row.on_first, row.reopened) == (2 * HOUR, True, 0)

    def test_a_question_that_changed_is_measured_anew(self, question, chen):
        assert self.of(question).answer is None
        self.answer(question, chen)
        assert self.of(question).answer == 2 * HOUR

    def test_what_has_not_changed_is_left_alone(self, question):
        assert [measure_changed(), measure_changed()] == [1, 0]

    def test_not_yet_opens_it_again(self, question, chen):
        self.answer(question, chen)
        actions.evaluate(question=question, satisfied=False)
        row = self.of(question)
        assert (row.reopened, row.on_first) == (1, False)

    def test_an_analysis_is_no_reopening(self, question, chen):
        actions.analyse(question=question, by=chen, kind="research", read=4)
        row = self.of(question)
        assert (row.reopened, row.kind, row.read) == (0, "research", 4)

    def test_what_goes_on_elsewhere_is_counted_there(self, question, lin, chen):
        other = actions.ask(text="Heat islands again, please", lang="en", asker=lin).question
        merge(question=question, into=other, by=chen)
        measure_changed()
        assert [row.question_id for row in Turnaround.objects.counted()] == [other.pk]

    def test_a_forgotten_question_keeps_what_it_took(self, question, chen):
        self.answer(question, chen)
        measure_changed()
        Message.objects.filter(conversation=question.conversation).delete()
        question.refresh_from_db()
        question.text = ""
        question.save()
        assert self.of(question).answer == 2 * HOUR

    def test_asks_the_database_no_more_for_more_questions(self, question, lin, django_assert_max_num_queries):
        for number in range(12):
            actions.ask(text=f"Question {number} on maps", lang="en", asker=lin)
        with django_assert_max_num_queries(14):
            assert measure_changed() == 13

    def test_stops_at_most(self, question, lin):
        actions.ask(text="Where is the map room?", lang="en", asker=lin)
        assert measure_changed(most=1) == 1

    def test_a_question_deleted_meanwhile_does_no_harm(self, question, monkeypatch):
        pk = question.pk
        monkeypatch.setattr("foreword.desk.actions.measuring._reopened", lambda _pks: _delete(pk))
        assert measure_changed() == 1
        assert not Turnaround.objects.exists()


def _delete(pk):
    Question.objects.filter(pk=pk).delete()
    return {pk: 0}
