"""A reader follows a public question of another and is told once when it is answered."""

import pytest
from django.core import mail as post

from foreword.community import actions, queries
from foreword.community.models import Follow
from foreword.kernel.erasure import erase_person
from foreword.kernel.jobs.run import run_until_idle
from tests.world import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(lin, topics):
    return actions.ask_in_public(person=lin, title="Which map room is open?", text="On Sundays.", lang="en")


@pytest.fixture
def followed(thread, omar):
    actions.follow(thread=thread, person=omar)
    return thread


def url(thread):
    return f"/en/community/questions/{thread.pid}/"


def told():
    run_until_idle()
    return [letter.to[0] for letter in post.outbox]


class TestBeingTold:
    def test_comes_with_a_librarians_reply_and_once(self, followed, omar, chen):
        for text in ("The one in the old library.", "From ten."):
            actions.reply_to(thread=followed, person=chen, text=text)
        assert told() == [omar.email]

    def test_comes_with_a_mark_on_a_readers_reply(self, followed, omar, prof, chen):
        reply = actions.reply_to(thread=followed, person=prof, text="The old one.")
        assert told() == []
        actions.endorse(reply=reply, by=chen)
        assert told() == [omar.email]

    def test_says_where_and_not_what(self, followed, chen):
        actions.reply_to(thread=followed, person=chen, text="The one in the old library.")
        told()
        letter = post.outbox[0]
        assert url(followed) in letter.body
        assert "map" not in letter.body + letter.subject
        assert letter.extra_headers["Auto-Submitted"] == "auto-generated"

    def test_is_in_the_language_of_whoever_follows(self, thread, prof, chen):
        prof.language = "zh-hans"
        prof.save()
        actions.follow(thread=thread, person=prof)
        actions.reply_to(thread=thread, person=chen, text="The old one.")
        told()
        assert "您关注的问题" in post.outbox[0].subject

    def test_is_not_doubled_by_a_second_worker(self, followed, chen):
        actions.reply_to(thread=followed, person=chen, text="The old one.")
        stale = Follow.objects.select_related("person").get()
        told()
        assert actions._tell(stale, followed) is False

    def test_is_never_owed_when_the_answer_comes_in_the_same_moment(self, thread, omar, chen, monkeypatch):
        hold = actions._hold

        def answered_before(held):
            monkeypatch.setattr(actions, "_hold", hold)
            actions.reply_to(thread=held, person=chen, text="The old one.")
            hold(held)

        monkeypatch.setattr(actions, "_hold", answered_before)
        actions.follow(thread=thread, person=omar)
        told()
        assert not Follow.objects.untold().exists()

    def test_stops_with_no_longer(self, followed, omar, chen):
        actions.unfollow(thread=followed, person=omar)
        actions.reply_to(thread=followed, person=chen, text="The old one.")
        assert told() == []

    def test_is_not_of_what_was_hidden_meanwhile(self, followed, chen, dean):
        actions.reply_to(thread=followed, person=chen, text="The old one.")
        actions.hide_thread(thread=followed, by=dean)
        assert told() == []

    def test_is_not_of_a_mark_that_was_taken_back_meanwhile(self, followed, prof, chen):
        reply = actions.reply_to(thread=followed, person=prof, text="The old one.")
        actions.endorse(reply=reply, by=chen)
        actions.endorse(reply=reply, by=chen, endorsed=False)
        assert told() == []


class TestThePages:
    def test_offer_it_until_it_is_answered(self, client, omar, thread, chen):
        assert "Tell me when it is answered" in sign_in(client, omar).get(url(thread)).content.decode()
        actions.reply_to(thread=thread, person=chen, text="The old one.")
        assert "Tell me when it is answered" not in client.get(url(thread)).content.decode()

    def test_follow_once_however_often_one_clicks(self, client, omar, thread):
        sign_in(client, omar)
        for _ in range(2):
            client.post(f"{url(thread)}follow/")
        assert Follow.objects.count() == 1
        assert "You are told when it is answered" in client.get(url(thread)).content.decode()
        client.post(f"{url(thread)}follow/", {"undo": "1"})
        assert not Follow.objects.exists()

    def test_ask_strangers_to_sign_in(self, client, thread):
        assert "/login/" in client.post(f"{url(thread)}follow/").headers["Location"]

    def test_of_hidden_threads_are_not_there(self, client, omar, thread, dean):
        actions.hide_thread(thread=thread, by=dean)
        assert sign_in(client, omar).post(f"{url(thread)}follow/").status_code == 404

    def test_of_ones_own_questions_show_what_one_follows(self, client, omar, followed, chen):
        assert "Not answered yet" in sign_in(client, omar).get("/en/questions/").content.decode()
        actions.reply_to(thread=followed, person=chen, text="The old one.")
        run_until_idle()
        page = client.get("/en/questions/").content.decode()
        assert "Which map room is open?" in page
        assert "Not answered yet" not in page


def test_what_one_follows_is_nobody_elses(followed, lin):
    assert queries.followed(lin) == ()


def test_it_goes_with_whoever_follows(followed, omar):
    erase_person(omar)
    assert not Follow.objects.exists()
