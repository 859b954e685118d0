"""A reader who is asked back is reminded twice, then told that it is closed; their answer stops it, and opens it again."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail as post
from hypothesis import given
from hypothesis import strategies as st

from foreword.channels.models import OutboundMail
from foreword.channels.tests.samples import mail
from foreword.desk import actions
from foreword.desk.actions import asking_back, caring, drafting, telling
from foreword.desk.actions.asking_back import plan_all, take_steps
from foreword.desk.actions.hours import set_day, set_week
from foreword.desk.actions.mailing import tell_return
from foreword.desk.actions.tasking import add_task
from foreword.desk.hours.calendar import Calendar, always_open
from foreword.desk.hours.reminders import CLOSE, REMIND, Plan, steps_ahead
from foreword.desk.models import AskingBack, CareRules, Ended, Question, Stage
from foreword.desk.queries.asking_back import waiting_for_reader
from foreword.desk.refusals import AlreadyClaimed, NotForTheDesk
from foreword.desk.tests.letterbox import READER, comes
from foreword.desk.tests.test_hours import calendars, moments
from foreword.kernel import clock
from foreword.kernel.erasure import erase_person
from foreword.kernel.jobs.run import run_until_idle

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
DAY = ((540, 1020),)
WEEK = (DAY, DAY, DAY, DAY, DAY, (), ())
HOURS = Calendar(ZoneInfo("Asia/Shanghai"), WEEK)


def day(number):
    return MONDAY + timedelta(days=number)


class TestSteps:
    def test_are_counted_in_days_of_opening(self):
        found = steps_ahead(Plan((3, 7), 7), HOURS, last=MONDAY, reminded=0)
        assert [(step.kind, step.at) for step in found] == [(REMIND, day(3)), (REMIND, day(9)), (CLOSE, day(18))]

    def test_after_a_late_reminder_the_next_is_as_far_away(self):
        assert steps_ahead(Plan((3, 7), 7), HOURS, last=day(7), reminded=1)[0].at == day(11)

    def test_of_no_reminder_nothing_is_closed(self):
        assert steps_ahead(Plan((), 7), HOURS, last=MONDAY, reminded=0) == ()

    def test_asked_at_night_it_is_morning(self):
        night = MONDAY.replace(hour=3)
        assert steps_ahead(Plan((1,), 0), HOURS, last=night, reminded=0)[0].at == day(1)

    @given(calendars(), moments, st.sets(st.integers(1, 90), max_size=3), st.integers(0, 90), st.integers(0, 4))
    def test_come_one_after_another_and_only_while_open(self, hours, last, days, close, reminded):
        found = steps_ahead(Plan(tuple(sorted(days)), close), hours, last=last, reminded=reminded)
        dates = [each.astimezone(hours.zone).date() for each in (last, *(step.at for step in found))]
        assert dates == sorted(dates)
        for step in found:
            assert hours.is_open(step.at) or hours.is_open(step.at - timedelta(microseconds=1))


@pytest.fixture
def at(monkeypatch):
    def move(moment):
        monkeypatch.setattr(clock.timezone, "now", lambda: moment.astimezone(UTC))

    move(MONDAY)
    return move


def ask_back(question, by, text="Which edition?", client_id="b"):
    drafting.send(question=question, by=by, text=text, client_id=client_id, sort="message")
    question.refresh_from_db()
    return question


@pytest.fixture
def asked(at, lin, chen):
    return ask_back(actions.ask(text="Where is the map?", lang="zh-hans", asker=lin).question, chen)


def passed(at, *days):
    """On each of these days the job runs; what it did."""
    done = []
    for number in days:
        at(day(number))
        done.append(take_steps())
    run_until_idle()
    return done


def said_by_the_service(question):
    rows = question.conversation.messages.filter(author="system", kind="text", internal=False)
    return [message.text for message in rows.order_by("seq")]


@pytest.mark.django_db
class TestAReaderWhoIsSilent:
    def test_is_reminded_twice_and_told_that_it_is_closed(self, asked, at):
        assert passed(at, 2, 3, 4, 7, 8, 14, 15) == [0, 1, 0, 1, 0, 1, 0]
        asked.refresh_from_db()
        assert (asked.stage, asked.ended, asked.archived_at) == (Stage.ARCHIVED, Ended.UNHEARD, day(14))
        assert len(said_by_the_service(asked)) == 3

    def test_hears_the_day_of_closing_with_the_last_reminder(self, asked, at):
        passed(at, 3, 7)
        first, last = said_by_the_service(asked)
        assert "7 December 2026" not in first
        assert "7 December 2026" in last

    def test_hears_it_in_the_language_of_the_question(self, at, omar, chen):
        ask_back(actions.ask(text="请问这张地图在哪里?", lang="en", asker=omar).question, chen)
        passed(at, 3)
        assert "地图" not in post.outbox[-1].body
        assert "关于您的提问" in post.outbox[-1].body

    def test_by_mail_only_that_a_word_is_needed(self, asked, at):
        passed(at, 3)
        letter = post.outbox[-1]
        assert (letter.to, letter.subject) == (["lin@lakeside.example"], "We need a word from you")
        assert "edition" not in letter.body
        assert letter.extra_headers["Auto-Submitted"] == "auto-generated"

    def test_without_an_address_finds_it_on_the_page(self, at, db, chen):
        question = ask_back(actions.ask(text="Where is the map?", lang="en").question, chen)
        before = len(post.outbox)
        passed(at, 3)
        assert len(said_by_the_service(question)) == 1
        assert len(post.outbox) == before

    def test_is_not_reminded_in_holidays(self, asked, at, dean):
        set_week(by=dean, zone="Asia/Shanghai", week=WEEK)
        set_day(by=dean, day=day(3).date(), spans=())
        plan_all()
        assert passed(at, 3, 4) == [0, 1]


@pytest.mark.django_db
class TestAReaderWhoAskedByMail:
    @pytest.fixture
    def mailed(self, at, letterbox, chen):
        comes(mail("Where is the map?", subject="Maps"))
        return ask_back(Question.objects.get(), chen)

    def test_is_reminded_of_what_was_asked_under_their_own_subject(self, mailed, at):
        passed(at, 3)
        letter = post.outbox[-1]
        assert (letter.to, letter.subject) == ([READER], "Re: Maps")
        assert "> Which edition?" in letter.body

    def test_answers_by_replying(self, mailed, at):
        passed(at, 3, 7, 14)
        at(day(20))
        comes(mail("The second.", message_id="<m2@x>"), post.outbox[-1].extra_headers["Reply-To"])
        mailed.refresh_from_db()
        assert (mailed.is_open, mailed.ended, mailed.archived_at) == (True, "", None)
        assert mailed.waiting_since

    def test_an_away_note_is_no_answer(self, mailed, at):
        away = mail("I am away.", message_id="<m3@x>", Auto_Submitted="auto-replied")
        comes(away, post.outbox[-1].extra_headers["Reply-To"])
        assert passed(at, 3) == [1]


@pytest.mark.django_db
class TestItStops:
    def write(self, question, text="The second."):
        actions.write_to(question=question, author="reader", text=text, client_id="r")

    def test_when_the_reader_writes(self, asked, at):
        self.write(asked)
        assert passed(at, 3, 7, 14) == [0, 0, 0]
        assert AskingBack.objects.standing().count() == 0

    def test_when_it_is_answered(self, asked, at, chen):
        actions.answer(question=asked, by=chen, text="Here.", client_id="a")
        assert passed(at, 3) == [0]

    def test_when_the_desk_says_so(self, asked, at, chen):
        asking_back.ask_no_more(question=asked, by=chen)
        assert passed(at, 3) == [0]
        assert asked.is_open

    def test_not_by_a_colleague(self, asked, wu, chen):
        actions.claim(question=asked, librarian=chen)
        with pytest.raises(AlreadyClaimed):
            asking_back.ask_no_more(question=asked, by=wu)

    def test_when_the_mail_came_back(self, asked, at):
        tell_return(mail=OutboundMail.objects.latest("pk"), failed=True, recipient=READER)
        assert AskingBack.objects.standing().count() == 0
        assert passed(at, 3) == [0]

    def test_for_good_even_if_the_desk_then_only_chats(self, asked, at, chen):
        self.write(asked)
        actions.write_to(question=asked, author="librarian", person=chen, text="Thank you.", client_id="t")
        assert passed(at, 3) == [0]

    def test_before_closing_while_a_colleague_is_at_work_on_it(self, asked, at, chen):
        add_task(question=asked, by=chen, text="Look into the card file")
        assert passed(at, 3, 7, 14, 30) == [1, 1, 0, 0]
        asked.refresh_from_db()
        assert asked.is_open

    def test_when_its_reader_is_erased(self, asked, at, lin):
        erase_person(lin)
        run_until_idle()
        assert passed(at, 3, 7, 14) == [0, 0, 0]

    def test_and_begins_anew_with_the_next_asking(self, asked, at, chen):
        passed(at, 3)
        ask_back(asked, chen, "Which map?", "b2")
        assert passed(at, 5, 6) == [0, 1]


@pytest.mark.django_db
class TestNeverTwice:
    def test_however_often_the_job_runs(self, asked, at):
        at(day(3))
        assert [take_steps(), take_steps()] == [1, 0]

    def test_after_two_weeks_without_a_worker(self, asked, at):
        assert passed(at, 14, 15) == [1, 0]
        assert waiting_for_reader(asked).closes_at == day(14 + 4 + 7)

    def test_of_a_worker_that_is_killed_nothing_is_half_done(self, asked, at, monkeypatch):
        def killed(**_):
            raise KeyboardInterrupt

        at(day(3))
        with monkeypatch.context() as patched:
            patched.setattr(telling, "send_mail", killed)
            with pytest.raises(KeyboardInterrupt):
                take_steps()
        assert said_by_the_service(asked) == []
        assert passed(at, 3, 3) == [1, 0]
        assert [letter.subject for letter in post.outbox].count("We need a word from you") == 1

    def test_by_a_job_that_knew_the_question_before_the_reader_wrote(self, asked, at):
        at(day(3))
        stale = AskingBack.objects.select_related("question", "message").get()
        actions.write_to(question=asked, author="reader", text="The second.", client_id="r")
        assert asking_back._take(asking=stale) is False

    def test_a_message_sent_twice_asks_once(self, asked, chen):
        ask_back(asked, chen)
        assert AskingBack.objects.count() == 1


@pytest.mark.django_db
class TestRules:
    def test_are_the_heads(self, chen):
        with pytest.raises(NotForTheDesk):
            caring.keep_rules(rules=CareRules(), by=chen)

    def test_hold_for_what_waits_already(self, asked, at, dean):
        caring.keep_rules(rules=CareRules(remind_first=1, remind_again=0, close_after=2), by=dean)
        at(day(0) + timedelta(seconds=5))
        run_until_idle()
        assert passed(at, 1, 2, 3) == [1, 0, 1]

    def test_may_say_never(self, asked, at, dean):
        caring.keep_rules(rules=CareRules(remind_first=0, remind_again=0), by=dean)
        at(day(0) + timedelta(seconds=5))
        run_until_idle()
        assert passed(at, 3, 7, 60) == [0, 0, 0]


@pytest.mark.django_db
def test_the_desk_knows_what_is_to_come(asked, at):
    passed(at, 3)
    waits = waiting_for_reader(asked)
    assert (waits.reminded_at, waits.reminds_at, waits.closes_at) == (day(3), day(7), day(14))


def test_time_that_is_not_counted_is_every_day():
    assert steps_ahead(Plan((3,), 0), always_open(), last=MONDAY, reminded=0)[0].at == day(3)
