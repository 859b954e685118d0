"""Some days after an answer its reader is asked once whether it worked, with the link of the answer; or not at all."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail as post

from foreword.channels.tests.samples import mail
from foreword.desk import actions
from foreword.desk.actions import asking_back, caring, drafting, following_up, taking_back, telling
from foreword.desk.actions.following_up import ask_whether_it_worked, plan_follow_ups
from foreword.desk.actions.hours import set_week
from foreword.desk.actions.judging import judge
from foreword.desk.actions.merging import merge
from foreword.desk.links import answer_token
from foreword.desk.models import AnswerLink, CareRules, FollowUp, Question
from foreword.desk.queries.care import care_figures
from foreword.desk.queries.follow_ups import follow_up_of
from foreword.desk.tests.letterbox import READER, comes
from foreword.kernel import clock
from foreword.kernel.erasure import erase_person
from foreword.kernel.jobs.run import run_until_idle

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
DAY = ((540, 1020),)


@pytest.fixture
def at(monkeypatch):
    def move(days):
        moment = MONDAY + timedelta(days=days)
        monkeypatch.setattr(clock.timezone, "now", lambda: moment.astimezone(UTC))

    move(0)
    return move


@pytest.fixture
def answered(at, omar, chen):
    question = actions.ask(text="Where do I print posters?", lang="en", asker=omar).question
    actions.answer(question=question, by=chen, text="In room 101.", client_id="a")
    run_until_idle()
    return Question.objects.get(pk=question.pk)


def passed(at, *days):
    done = []
    for number in days:
        at(number)
        done.append(ask_whether_it_worked())
    run_until_idle()
    return done


def words_to(question):
    rows = question.conversation.messages.filter(author="system", kind="text", internal=False)
    return [message.text for message in rows]


class TestAsking:
    def test_comes_after_five_days_and_once(self, answered, at):
        assert passed(at, 4, 5, 6, 30) == [0, 1, 0, 0]
        assert ["Did it work?" in words for words in words_to(answered)] == [True]

    def test_carries_the_link_of_the_answer_and_nothing_of_it(self, answered, at):
        passed(at, 5)
        letter = post.outbox[-1]
        link = AnswerLink.objects.get()
        assert f"/said/{link.pid}/?token={answer_token(link)}" in letter.body
        assert letter.subject == "Did our answer work?"
        assert "101" not in letter.body
        assert letter.extra_headers["Auto-Submitted"] == "auto-generated"

    def test_no_opens_it_again(self, answered, at):
        passed(at, 5)
        judge(link=AnswerLink.objects.get(), satisfied=False)
        answered.refresh_from_db()
        assert answered.is_open

    def test_is_in_the_exchange_for_whoever_asked_by_mail(self, at, letterbox, chen):
        comes(mail("Where is the map?", subject="Maps"))
        actions.answer(question=Question.objects.get(), by=chen, text="In room 3.", client_id="a")
        passed(at, 5)
        assert (post.outbox[-1].to, post.outbox[-1].subject) == ([READER], "Re: Maps")
        assert "Did it work?" in post.outbox[-1].body

    def test_is_in_the_language_of_the_question(self, at, omar, chen):
        question = actions.ask(text="海报在哪里打印?", lang="en", asker=omar).question
        actions.answer(question=question, by=chen, text="101室。", client_id="a")
        passed(at, 5)
        assert "我们的回答" in post.outbox[-1].subject

    def test_stands_on_the_page_of_whoever_left_no_address(self, at, chen):
        question = actions.ask(text="Where do I print?", lang="en").question
        actions.answer(question=question, by=chen, text="In room 101.", client_id="a")
        before = len(post.outbox)
        assert passed(at, 5) == [1]
        assert len(words_to(question)) == 1
        assert len(post.outbox) == before

    def test_counts_days_of_opening(self, at, omar, chen, dean):
        set_week(by=dean, zone="Asia/Shanghai", week=(DAY, DAY, DAY, DAY, DAY, (), ()))
        question = actions.ask(text="Where do I print?", lang="en", asker=omar).question
        actions.answer(question=question, by=chen, text="In room 101.", client_id="a")
        plan_follow_ups()
        assert passed(at, 5, 7) == [0, 1]

    def test_is_of_the_last_answer(self, answered, at, chen):
        at(3)
        actions.answer(question=answered, by=chen, text="And in room 102.", client_id="a2")
        assert passed(at, 5, 8) == [0, 1]
        assert FollowUp.objects.get(sent_at__isnull=False).message.text == "And in room 102."


class TestNobodyIsAsked:
    def test_who_has_said_so(self, answered, at):
        actions.evaluate(question=answered, satisfied=True)
        assert passed(at, 5) == [0]

    def test_who_has_said_not_yet(self, answered, at):
        actions.evaluate(question=answered, satisfied=False)
        assert passed(at, 5) == [0]

    def test_whose_words_wait_for_a_reply(self, answered, at, omar):
        actions.write_to(question=answered, author="reader", person=omar, text="It is closed.", client_id="r")
        assert passed(at, 5, 6) == [0, 0]

    def test_whose_question_goes_on_in_another(self, answered, at, omar, chen):
        into = actions.ask(text="Posters again?", lang="en", asker=omar).question
        merge(question=answered, into=into, by=chen)
        assert passed(at, 5) == [0]

    def test_who_was_erased(self, answered, at, omar):
        erase_person(omar)
        run_until_idle()
        assert passed(at, 5) == [0]

    def test_where_the_library_does_not(self, answered, at, dean):
        caring.keep_rules(rules=CareRules(follow_up_after=0), by=dean)
        plan_follow_ups()
        assert passed(at, 5, 60) == [0, 0]

    def test_but_still_who_was_filed_without_a_word(self, answered, at, chen):
        actions.archive(question=answered, by=chen)
        assert passed(at, 5) == [1]


class TestOnce:
    def test_of_a_worker_that_is_killed_nothing_is_half_done(self, answered, at, monkeypatch):
        def killed(**_):
            raise KeyboardInterrupt

        at(5)
        with monkeypatch.context() as patched:
            patched.setattr(telling, "send_mail", killed)
            with pytest.raises(KeyboardInterrupt):
                ask_whether_it_worked()
        assert words_to(answered) == []
        assert passed(at, 5, 5) == [1, 0]
        assert [letter.subject for letter in post.outbox].count("Did our answer work?") == 1

    def test_of_two_workers_one_asks(self, answered, at):
        at(5)
        stale = FollowUp.objects.select_related("question", "message").get()
        assert [ask_whether_it_worked(), following_up._ask(follow_up=stale)] == [1, False]

    def test_a_job_that_did_not_know_of_the_verdict_is_told(self, answered, at):
        at(5)
        stale = FollowUp.objects.select_related("question", "message").get()
        actions.evaluate(question=answered, satisfied=True)
        assert following_up._ask(follow_up=stale) is False


def test_the_desk_knows_when(answered, at):
    assert follow_up_of(answered).due_at == MONDAY + timedelta(days=5)
    passed(at, 5)
    assert follow_up_of(answered).sent_at == MONDAY + timedelta(days=5)


def test_the_desk_hears_nothing_of_it_once_the_reader_has_spoken(answered):
    actions.evaluate(question=answered, satisfied=True)
    assert follow_up_of(answered) is None


class TestFigures:
    def test_count_who_was_asked_and_what_they_said_then(self, answered, at, omar, chen):
        other = actions.ask(text="And postcards?", lang="en", asker=omar).question
        actions.answer(question=other, by=chen, text="In room 102.", client_id="a")
        passed(at, 5)
        at(6)
        actions.evaluate(question=answered, satisfied=False)
        figures = care_figures()
        assert (figures.asked_whether, figures.worked, figures.worked_not) == (2, 0, 1)

    def test_do_not_count_a_word_from_before(self, answered, at, chen):
        actions.evaluate(question=answered, satisfied=False)
        actions.answer(question=answered, by=chen, text="And in room 102.", client_id="a2")
        passed(at, 5)
        assert care_figures().worked_not == 0

    def test_tell_apart_how_questions_ended(self, at, omar, chen):
        for text, reason in (("One?", "found"), ("Two?", "unneeded"), ("Three?", "found")):
            taking_back.take_back(question=actions.ask(text=text, lang="en", asker=omar).question, reason=reason)
        figures = care_figures()
        assert (figures.found, figures.unneeded, figures.unheard) == (2, 1, 0)

    def test_count_a_question_once(self, at, omar, chen):
        question = actions.ask(text="Where do I print?", lang="en", asker=omar).question
        for text in ("Which size?", "And which paper?"):
            drafting.send(question=question, by=chen, text=text, client_id=text, sort="message")
        asking_back.AskingBack.objects.update(reminded=1)
        figures = care_figures()
        assert (figures.asked_back, figures.reminded) == (1, 1)
