"""Working together on a question, through the desk's pages."""

import pytest

from foreword.channels.models import Author
from foreword.desk import actions
from foreword.desk.actions import merging, tasking
from foreword.desk.models import Question, StaffReading, Tie
from tests.world import sign_in

pytestmark = pytest.mark.django_db


def asked(text, asker=None, **more) -> Question:
    return actions.ask(text=text, lang="en", asker=asker, **more).question


@pytest.fixture
def question(lin) -> Question:
    return asked("Where are the old maps?", lin)


def at(question, deed=""):
    return f"/en/desk/questions/{question.pid}/{deed}"


def said(question, text="And may I scan them?"):
    return actions.write_to(question=question, author=Author.READER, text=text, client_id="r1", person=question.asker)


class TestDoors:
    @pytest.mark.parametrize("who", [None, "omar", "prof", "zhao", "lin"])
    def test_are_not_there_for_readers(self, client, question, who, request, chen):
        task = tasking.add_task(question=question, by=chen, text="Ring the map room")
        message = said(question)
        if who:
            sign_in(client, request.getfixturevalue(who))
        for deed in ("tasks/", f"tasks/{task.pid}/", "tags/", "merge/", "ties/1/", f"split/{message.pid}/"):
            assert client.post(at(question, deed)).status_code == 404


class TestTasks:
    def test_who_is_asked_finds_it_in_their_queue(self, client, question, chen, mei):
        sign_in(client, chen).post(at(question, "tasks/"), {"text": "Scanned?", "assignee": mei.pid, "ask": "1"})
        page = sign_in(client, mei).get("/en/desk/?view=asked").content.decode()
        assert "Where are the old maps?" in page

    def test_and_nobody_else_does(self, client, question, chen, mei):
        tasking.ask_colleague(question=question, by=chen, text="Scanned?", colleague=mei)
        assert "Where are the old maps?" not in sign_in(client, chen).get("/en/desk/?view=asked").content.decode()

    def test_one_of_another_question_is_not_there(self, client, question, chen, omar):
        task = tasking.add_task(question=asked("Tea?", omar), by=chen, text="x")
        assert sign_in(client, chen).post(at(question, f"tasks/{task.pid}/"), {"state": "done"}).status_code == 404

    def test_an_open_one_is_said_when_archiving(self, client, question, chen):
        actions.answer(question=question, by=chen, text="Room 4.", client_id="a")
        tasking.add_task(question=question, by=chen, text="Ring")
        page = sign_in(client, chen).post(at(question, "archive/"), follow=True).content.decode()
        assert "1 sub-task is still open" in page

    def test_a_librarian_who_asks_sees_none_of_their_own(self, client, chen, mei):
        own = asked("How do I request leave?", mei)
        tasking.add_task(question=own, by=chen, text="Ring the office")
        assert "Ring the office" not in sign_in(client, mei).get(at(own)).content.decode()


class TestTies:
    def test_a_merged_thread_is_read_in_the_other_and_the_reading_is_logged(self, client, question, chen, lin):
        again = asked("Old maps: where are they kept?", lin)
        merging.merge(question=again, into=question, by=chen)
        page = sign_in(client, chen).get(at(question)).content.decode()
        assert "Old maps: where are they kept?" in page
        assert StaffReading.objects.filter(question=again, librarian=chen).exists()

    def test_by_the_address_of_the_other(self, client, question, chen, lin):
        again = asked("Old maps, please", lin)
        sign_in(client, chen).post(at(again, "merge/"), {"into": f"https://x.example{at(question)}?view=mine"})
        assert Tie.objects.get().other == question

    @pytest.mark.parametrize("into", ["", "nonsense", "0000000000000", "\x00", "/questions/"])
    def test_an_address_that_leads_nowhere_is_said(self, client, question, chen, into):
        page = sign_in(client, chen).post(at(question, "merge/"), {"into": into}, follow=True)
        assert b'class="notice alert"' in page.content

    def test_the_asker_is_led_on(self, client, question, chen, lin):
        again = asked("Old maps, please", lin)
        merging.merge(question=again, into=question, by=chen)
        page = sign_in(client, lin).get(f"/en/questions/{again.pid}/").content.decode()
        assert f"/en/questions/{question.pid}/" in page

    def test_a_stranger_is_not(self, client, question, chen, omar):
        other = asked("Old maps?", omar)
        merging.merge(question=other, into=question, by=chen)
        page = sign_in(client, omar).get(f"/en/questions/{other.pid}/").content.decode()
        assert question.pid not in page

    def test_a_part_is_reached_by_who_did_not_sign_in(self, client, chen):
        first = actions.ask(text="Where are the old maps?", lang="en")
        part = merging.split(message=said(first.question), by=chen)
        page = client.get(f"/en/questions/{first.question.pid}/?token={first.token}", follow=True).content.decode()
        assert f"/en/questions/{part.pid}/?token=" in page

    def test_the_desk_is_not_given_the_secret(self, client, chen):
        first = actions.ask(text="Where are the old maps?", lang="en")
        merging.split(message=said(first.question), by=chen)
        assert "token=" not in sign_in(client, chen).get(f"/en/questions/{first.question.pid}/").content.decode()

    def test_of_other_questions_are_left_alone(self, client, question, chen, omar, lin):
        tie = merging.merge(question=asked("Maps", lin), into=question, by=chen)
        sign_in(client, chen).post(at(asked("Tea?", omar), f"ties/{tie.pk}/"))
        tie.refresh_from_db()
        assert tie.undone_at is None
