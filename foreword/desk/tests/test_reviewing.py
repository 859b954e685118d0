"""A student librarian's answer is read by a reviewer before its reader sees it, and nothing of it is lost."""

from datetime import timedelta

import pytest

from foreword.channels.models import Author, Medium
from foreword.desk import actions
from foreword.desk.actions import drafting, reviewing, trusting
from foreword.desk.actions.chatting import be_here, end_untaken, say, start_chat
from foreword.desk.actions.taking_back import take_back
from foreword.desk.models import Draft, Level, LevelChange, QualityRules, Question, Review, ReviewState, Stage
from foreword.desk.quality.refusals import (
    InReview,
    MentorFirst,
    NeedsReview,
    NoNote,
    NoScores,
    NotAReviewer,
    ReviewOpen,
    ReviewOver,
)
from foreword.desk.queries import question_page
from foreword.desk.refusals import Filed
from foreword.kernel.clock import ago, now, today
from foreword.people.models import Role
from tests.world import person

pytestmark = pytest.mark.django_db
GOOD = {"searching": 4, "closure": 3}


@pytest.fixture
def question(lin):
    return actions.ask(text="Where are the maps of 1931?", lang="en", asker=lin).question


@pytest.fixture
def review(question, mei):
    return reviewing.submit(question=question, by=mei, text="On level 3.", client_id="m1")


def shown(question, reader):
    return [message.text for message in question_page(question.pid, reader).messages]


class TestAnAnswerInReview:
    def test_is_not_on_its_readers_page(self, question, review, lin):
        assert shown(question, lin) == ["Where are the maps of 1931?"]

    def test_is_not_taken_for_what_is_archived(self, question, mei):
        take_back(question=question, reason="found")
        with pytest.raises(Filed):
            reviewing.submit(question=question, by=mei, text="On level 3.", client_id="m1")

    def test_is_not_to_be_sent_by_its_author(self, question, mei):
        with pytest.raises(NeedsReview):
            drafting.send(question=question, by=mei, text="On level 3.", client_id="m1", sort="answer")

    def test_is_not_to_be_sent_as_a_word_to_the_reader(self, question, mei):
        with pytest.raises(NeedsReview):
            drafting.send(question=question, by=mei, text="On level 3.", client_id="m1", sort="message")

    def test_is_not_to_be_said_over_the_live_line_of_what_is_no_chat(self, question, mei):
        with pytest.raises(NeedsReview):
            actions.write_to(
                question=question, author=Author.LIBRARIAN, person=mei, text="On 3.", client_id="m1", medium=Medium.CHAT
            )

    def test_is_free_in_a_chat_until_that_became_a_question(self, lin, mei, time_machine):
        be_here(person=mei, takes_chats=True)
        chat = start_chat(text="Where are the maps of 1931?", lang="en", asker=lin).question
        say(question=chat, by=mei, text="I am looking.", client_id="m1")
        actions.release(question=chat, by=mei)
        time_machine.move_to(now() + timedelta(minutes=30))
        assert end_untaken(question=chat)
        with pytest.raises(NeedsReview):
            say(question=chat, by=mei, text="On level 3.", client_id="m2")

    def test_leaves_notes_free(self, question, mei):
        drafting.send(question=question, by=mei, text="Scanned?", client_id="m1", sort="note")

    def test_is_one_however_often_it_is_given_in(self, question, review, mei):
        assert reviewing.submit(question=question, by=mei, text="On level 3.", client_id="m1") == review

    def test_gives_its_author_the_question(self, question, review, mei):
        question.refresh_from_db()
        assert question.assignee == mei

    def test_gives_way_to_a_later_one(self, question, review, mei):
        later = reviewing.submit(question=question, by=mei, text="On level 4.", client_id="m2")
        review.refresh_from_db()
        assert (review.state, later.state) == (ReviewState.WITHDRAWN, ReviewState.WAITING)

    def test_keeps_its_question_from_being_filed(self, question, mei, chen):
        Question.objects.filter(pk=question.pk).update(answered_at=now())
        reviewing.submit(question=question, by=mei, text="More.", client_id="m3")
        with pytest.raises(ReviewOpen):
            actions.archive(question=question, by=mei)

    def test_comes_back_to_its_author_who_takes_it_back(self, question, review, mei):
        reviewing.withdraw(review=review, by=mei)
        assert Draft.objects.get(question=question).text == "On level 3."

    def test_is_no_other_students_to_see(self, review, db):
        other = person("Other", Role.STUDENT_LIBRARIAN)
        assert not Review.objects.visible_to(other).exists()

    def test_is_no_readers_to_see(self, review, lin):
        assert not Review.objects.visible_to(lin).exists()


class TestAReviewer:
    def test_sends_it_in_its_authors_name(self, question, review, chen, lin, mei):
        message = reviewing.send_reviewed(review=review, by=chen, text="On level 4.", scores=GOOD)
        assert shown(question, lin)[-1] == "On level 4."
        assert message.person == mei

    def test_leaves_both_wordings_for_its_author(self, review, chen):
        reviewing.send_reviewed(review=review, by=chen, text="On level 4.", scores=GOOD)
        assert (review.text, review.sent_text) == ("On level 3.", "On level 4.")

    def test_moves_the_question_to_answered(self, question, review, chen):
        reviewing.send_reviewed(review=review, by=chen, text="On level 4.", scores=GOOD)
        question.refresh_from_db()
        assert question.stage == Stage.ANSWERED

    def test_sends_it_once(self, question, review, chen, lin):
        reviewing.send_reviewed(review=review, by=chen, text="On level 4.", scores=GOOD)
        with pytest.raises(ReviewOver):
            reviewing.send_reviewed(review=review, by=chen, text="On level 4.", scores=GOOD)

    def test_returns_it_with_a_note_and_the_text_is_a_draft_again(self, question, review, chen):
        reviewing.return_to_author(review=review, by=chen, note="Which floor?", scores=GOOD)
        assert Draft.objects.get(question=question).text == "On level 3."

    def test_returns_nothing_without_a_note(self, review, chen):
        with pytest.raises(NoNote):
            reviewing.return_to_author(review=review, by=chen, note=" ", scores=GOOD)

    def test_loses_nothing_that_is_being_written_meanwhile(self, question, review, chen, mei):
        drafting.keep_draft(question=question, by=mei, text="Or level 5?")
        reviewing.return_to_author(review=review, by=chen, note="Which floor?", scores=GOOD)
        assert Draft.objects.get(question=question).text == "Or level 5?"
        assert Review.objects.get().text == "On level 3."

    def test_rates_at_least_one_behaviour(self, review, chen):
        with pytest.raises(NoScores):
            reviewing.send_reviewed(review=review, by=chen, text="On level 4.", scores={"closure": 9, "charm": 4})

    def test_who_is_second_is_told_by_whom(self, review, chen, wu):
        reviewing.take_up(review=review, by=chen)
        with pytest.raises(InReview, match="Chen"):
            reviewing.send_reviewed(review=review, by=wu, text="On level 4.", scores=GOOD)

    def test_keeps_its_author_from_changing_it_meanwhile(self, question, review, chen, mei):
        reviewing.take_up(review=review, by=chen)
        with pytest.raises(InReview):
            reviewing.submit(question=question, by=mei, text="No, level 4.", client_id="m2")

    def test_is_never_a_student(self, review, db):
        with pytest.raises(NotAReviewer):
            reviewing.take_up(review=review, by=person("Other", Role.STUDENT_LIBRARIAN))

    def test_is_told_of_a_reply_that_came_in_between(self, question, review, chen, wu):
        seen = question.conversation.last_seq
        actions.release(question=question, by=review.author)
        actions.answer(question=question, by=wu, text="Level 4.", client_id="w1")
        with pytest.raises(actions.Refusal):
            reviewing.send_reviewed(review=review, by=chen, text="On level 4.", scores=GOOD, seen=seen)

    def test_who_forgets_it_gives_it_back_in_time(self, review, chen):
        reviewing.take_up(review=review, by=chen)
        Review.objects.update(taken_at=ago(hours=3))
        assert reviewing.give_back_unread() == 1
        review.refresh_from_db()
        assert review.reviewer is None


class TestAMentor:
    @pytest.fixture
    def review(self, question, mei, chen, dean):
        trusting.pair(mentee=mei, mentor=chen, by=dean)
        return reviewing.submit(question=question, by=mei, text="On level 3.", client_id="m1")

    def test_has_the_review_first(self, review, chen, wu):
        with pytest.raises(MentorFirst):
            reviewing.take_up(review=review, by=wu)
        reviewing.take_up(review=review, by=chen)

    def test_has_it_for_an_hour(self, review, wu):
        Review.objects.update(open_at=ago(minutes=1))
        reviewing.take_up(review=review, by=wu)

    def test_leaves_it_to_others(self, review, chen, wu):
        reviewing.put_down(review=review, by=chen)
        reviewing.take_up(review=review, by=wu)

    def test_who_is_away_is_not_waited_for(self, question, mei, chen, dean, wu):
        trusting.pair(mentee=mei, mentor=chen, by=dean)
        trusting.be_away(mentor=chen, until=today())
        review = reviewing.submit(question=question, by=mei, text="On level 3.", client_id="m9")
        reviewing.take_up(review=review, by=wu)


class TestLevels:
    def answered(self, lin, mei, chen, count, score):
        for number in range(count):
            question = actions.ask(text=f"Map {number}?", lang="en", asker=lin).question
            review = reviewing.submit(question=question, by=mei, text="Here.", client_id="m")
            reviewing.send_reviewed(review=review, by=chen, text="Here.", scores={"closure": score})

    def test_rise_after_good_reviews_and_say_why(self, lin, mei, chen):
        self.answered(lin, mei, chen, 5, 4)
        change = LevelChange.objects.get()
        assert (change.level, change.why, change.count, change.mean) == (Level.SAMPLED, "good", 5, 4.0)

    def test_stay_while_reviews_are_few(self, lin, mei, chen):
        self.answered(lin, mei, chen, 4, 4)
        assert not LevelChange.objects.exists()

    def test_once_risen_send_at_once(self, lin, mei, dean):
        trusting.set_level(person=mei, level=Level.SAMPLED, by=dean, words="Worked at the desk last year")
        question = actions.ask(text="Maps?", lang="en", asker=lin).question
        actions.answer(question=question, by=mei, text="Here.", client_id="m")
        assert shown(question, lin)[-1] == "Here."

    def test_sample_what_is_sent_at_once(self, lin, mei, dean):
        QualityRules.objects.create(sampled_share=100)
        trusting.set_level(person=mei, level=Level.SAMPLED, by=dean, words="Worked at the desk last year")
        question = actions.ask(text="Maps?", lang="en", asker=lin).question
        message = actions.answer(question=question, by=mei, text="Here.", client_id="m")
        assert Review.objects.get().message == message

    def test_fall_when_answers_do_not_answer(self, lin, mei, dean):
        trusting.set_level(person=mei, level=Level.SAMPLED, by=dean, words="Worked at the desk last year")
        for number in range(2):
            question = actions.ask(text=f"Map {number}?", lang="en", asker=lin).question
            actions.answer(question=question, by=mei, text="Here.", client_id="m")
            actions.evaluate(question=question, satisfied=False)
        change = LevelChange.objects.order_by("pk").last()
        assert (change.level, change.why, change.count) == (Level.PROBATION, "reopened", 2)

    def test_by_hand_need_a_reason_and_the_head(self, mei, chen, dean):
        for by, words in ((chen, "So"), (dean, " ")):
            with pytest.raises(actions.Refusal):
                trusting.set_level(person=mei, level=Level.TRUSTED, by=by, words=words)
