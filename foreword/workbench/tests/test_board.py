"""A post of the board that nobody answers comes to the desk, once, and its answer goes back to the board."""

from datetime import timedelta

import pytest

from foreword.community.actions import hide_thread, reply_to
from foreword.community.models import Thread
from foreword.desk.actions import answer, ask, write_to
from foreword.desk.models import Question
from foreword.kernel.clock import now
from foreword.kernel.jobs.run import run_until_idle
from foreword.workbench.board import bring_to_desk, bring_waiting
from tests.world import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(omar):
    at = now() - timedelta(hours=30)
    return Thread.objects.create(asker=omar, title="Where is the plotter?", text="For an A0 map.", asked_at=at)


class TestOnItsWayThere:
    def test_a_post_without_a_reply_becomes_its_askers_question(self, post, omar):
        assert bring_waiting() == 1
        question = Question.objects.get()
        assert (question.asker, question.medium, question.asked_about) == (omar, "board", f"community:{post.pid}")
        assert question.text == "Where is the plotter?\n\nFor an A0 map."

    def test_once_however_often_it_is_looked_for(self, post):
        assert [bring_waiting(), bring_waiting()] == [1, 0]
        assert bring_to_desk(post) == Question.objects.get()

    def test_not_while_it_is_fresh_nor_when_it_is_old(self, post):
        for hours in (2, 24 * 15):
            Thread.objects.update(asked_at=now() - timedelta(hours=hours))
            assert bring_waiting() == 0

    def test_not_when_somebody_has_replied_or_it_is_hidden(self, post, lin, dean):
        reply_to(thread=post, person=lin, text="In the basement, I think.")
        assert bring_waiting() == 0
        post.replies.all().delete()
        hide_thread(thread=post, by=dean)
        assert bring_waiting() == 0

    def test_not_where_the_library_wants_none(self, post, settings):
        settings.FOREWORD_BOARD_HOURS = 0
        assert bring_waiting() == 0

    def test_a_librarian_takes_it_by_hand(self, client, post, mei):
        page = sign_in(client, mei).post(f"/en/desk/posts/{post.pid}/")
        assert page["Location"].endswith(f"/questions/{Question.objects.get().pid}/")

    def test_a_reader_does_not(self, client, post, lin):
        assert sign_in(client, lin).post(f"/en/desk/posts/{post.pid}/").status_code == 404
        assert not Question.objects.exists()


class TestOnItsWayBack:
    def test_the_answer_stands_on_the_board(self, post, chen):
        answer(question=bring_to_desk(post), by=chen, text="In room 2.", client_id="a")
        run_until_idle()
        reply = post.replies.get()
        assert (reply.by, reply.by_librarian, reply.text) == (chen, True, "In room 2.")

    def test_not_once_its_asker_has_said_more_at_the_desk(self, post, omar, chen):
        question = bring_to_desk(post)
        write_to(question=question, author="reader", person=omar, text="My number is 5551234.", client_id="m")
        answer(question=question, by=chen, text="We rang 5551234.", client_id="a")
        run_until_idle()
        assert not post.replies.exists()

    def test_not_where_the_post_was_hidden_meanwhile(self, post, chen, dean):
        question = bring_to_desk(post)
        hide_thread(thread=post, by=dean)
        answer(question=question, by=chen, text="In room 2.", client_id="a")
        run_until_idle()
        assert not post.replies.exists()

    def test_an_answer_to_any_other_question_stays_at_the_desk(self, post, lin, chen):
        answer(
            question=ask(text="Where is the plotter?", lang="en", asker=lin).question,
            by=chen,
            text="In room 2.",
            client_id="a",
        )
        run_until_idle()
        assert not post.replies.exists()
