"""A question is due in opening hours; its clocks stand still while the reader is to reply; the desk hears in time."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreword.desk import actions
from foreword.desk.actions.clocks import warn_of_due, wind_all
from foreword.desk.actions.hours import set_week
from foreword.desk.hours.calendar import Calendar, always_open
from foreword.desk.hours.clocks import ANSWER, DESK, READER, SETTLED, Said, Target, wind
from foreword.desk.models import Question, ServiceTarget
from foreword.kernel import clock
from foreword.kernel.models import OutboxEvent

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
DAY = ((540, 1020),)
HOURS = Calendar(ZoneInfo("Asia/Shanghai"), (DAY, DAY, DAY, DAY, DAY, (), ()))
TARGET = Target(first_reply=3600, answer=8 * 3600)


def after(hours):
    return MONDAY + timedelta(hours=hours)


def said(*moments):
    return [Said(after(hours), side) for hours, side in moments]


class TestWinding:
    def test_an_hour_in_the_evening_is_an_hour_next_morning(self):
        assert wind(said((7.5, READER)), TARGET, HOURS).first_reply == after(24.5)

    def test_over_the_weekend_the_clock_stands_still(self):
        assert wind(said((4 * 24, READER)), TARGET, HOURS).answer == after(4 * 24 + 8)
        assert wind(said((4 * 24 + 1, READER)), TARGET, HOURS).answer == after(7 * 24 + 1)

    def test_a_reply_meets_the_first_and_holds_the_other(self):
        assert wind(said((0, READER), (0.5, DESK)), TARGET, HOURS).nearest is None

    def test_the_reader_sets_it_going_again_with_what_was_left(self):
        due = wind(said((0, READER), (2, DESK), (24, READER)), TARGET, HOURS)
        assert (due.first_reply, due.answer) == (None, after(24 + 6))

    def test_more_words_of_the_reader_give_no_more_time(self):
        assert wind(said((0, READER), (3, READER)), TARGET, HOURS).answer == after(8)

    def test_whoever_comes_back_after_an_answer_begins_a_new_round(self):
        due = wind(said((0, READER), (6, ANSWER), (24, READER)), TARGET, HOURS)
        assert due.answer == after(24 + 8)

    def test_a_satisfied_reader_waits_no_more(self):
        assert wind(said((0, READER), (6, ANSWER), (7, READER), (7.5, SETTLED)), TARGET, HOURS).nearest is None

    def test_the_desk_is_told_when_three_quarters_are_used(self):
        assert wind(said((0, READER)), TARGET, HOURS).warn == after(0.75)

    @given(
        st.lists(st.tuples(st.integers(1, 5000), st.sampled_from([READER, DESK, ANSWER, SETTLED])), max_size=8),
        st.integers(60, 100_000),
    )
    def test_is_due_after_the_time_that_was_left(self, steps, length):
        moment, used, since, answered = MONDAY, 0.0, MONDAY, False
        thread = [Said(moment, READER)]
        for minutes, side in steps:
            later = moment + timedelta(minutes=minutes)
            used += (later - moment).total_seconds() if since else 0
            if side == READER:
                used, answered = (0.0, False) if since is None and answered else (used, answered)
                since = since or later
            else:
                since, answered = None, side != DESK
            moment = later
            thread.append(Said(moment, side))
        due = wind(thread, Target(60, length), always_open())
        assert (due.answer is None) == (since is None)
        if since and used <= length:
            left = timedelta(seconds=length - used)
            assert abs(due.answer - (moment + left)) < timedelta(seconds=1)


@pytest.fixture
def at(monkeypatch):
    def move(moment):
        monkeypatch.setattr(clock.timezone, "now", lambda: moment.astimezone(UTC))

    move(MONDAY)
    return move


@pytest.fixture
def targets(db):
    ServiceTarget.objects.create(order=1, urgent=True, first_reply=30, answer=60)
    ServiceTarget.objects.create(order=2, first_reply=60, answer=480)


@pytest.fixture
def question(at, targets, lin):
    return actions.ask(text="Which databases hold building codes?", lang="en", asker=lin).question


def due_of(question):
    question.refresh_from_db()
    return question.due_at


@pytest.mark.django_db
class TestADueDate:
    def test_stands_when_a_question_comes(self, question):
        assert due_of(question) == after(1)
        assert question.answer_due == after(8)

    def test_is_nearer_for_what_is_urgent(self, question, chen):
        actions.analyse(question=question, by=chen, urgent=True)
        assert due_of(question) == after(0.5)

    def test_is_none_while_the_reader_is_asked_back(self, question, chen, lin, at):
        at(after(0.5))
        actions.write_to(question=question, author="librarian", text="Which country?", client_id="b", person=chen)
        assert due_of(question) is None
        at(after(5))
        actions.write_to(question=question, author="reader", text="China", client_id="r", person=lin)
        assert due_of(question) == after(5 + 7.5)

    def test_is_none_after_the_answer(self, question, chen):
        actions.answer(question=question, by=chen, text="Here.", client_id="a")
        assert due_of(question) is None

    def test_comes_back_with_not_yet(self, question, chen, at):
        actions.answer(question=question, by=chen, text="Here.", client_id="a")
        at(after(2))
        actions.evaluate(question=question, satisfied=False)
        assert due_of(question) == after(10)

    def test_is_none_without_targets(self, at, lin, db):
        assert due_of(actions.ask(text="Open on Sunday?", lang="en", asker=lin).question) is None

    def test_is_wound_anew_when_hours_change(self, question, dean):
        set_week(by=dean, zone="Asia/Shanghai", week=((), DAY, DAY, DAY, DAY, (), ()))
        wind_all()
        assert due_of(question) == after(25)


@pytest.mark.django_db
class TestWarning:
    def test_comes_before_the_due_date_and_once(self, question, at):
        assert warn_of_due() == 0
        at(after(0.8))
        assert [warn_of_due(), warn_of_due()] == [1, 0]
        note = question.conversation.messages.get(kind="note")
        assert (note.internal, note.text) == (True, "Most of the time for this is used up.")
        assert OutboxEvent.objects.filter(kind="desk.QuestionDueSoon").count() == 1

    def test_is_not_for_what_was_answered_meanwhile(self, question, chen, at):
        actions.answer(question=question, by=chen, text="Here.", client_id="a")
        at(after(0.8))
        assert warn_of_due() == 0

    def test_comes_again_for_the_next_due_date(self, question, chen, lin, at):
        at(after(0.8))
        warn_of_due()
        actions.write_to(question=question, author="librarian", text="Which country?", client_id="b", person=chen)
        actions.write_to(question=question, author="reader", text="China", client_id="r", person=lin)
        at(after(7))
        assert warn_of_due() == 1

    def test_does_not_stop_the_clock(self, question, at):
        at(after(0.8))
        warn_of_due()
        assert due_of(question) == after(1)
        assert Question.objects.get().warned_at is not None
