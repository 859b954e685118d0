"""A question's page: its way, its thread, its end; for its asker and nobody else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foreword.desk.actions import answer, ask, claim
from foreword.desk.actions.drafting import send
from foreword.desk.models import Ended, Evaluation, Question, Stage
from tests.world import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(omar) -> Question:
    return ask(text="Where do I print posters?", lang="en", asker=omar).question


@pytest.fixture
def answered(asked, chen) -> Question:
    claim(question=asked, librarian=chen)
    answer(question=asked, by=chen, text="In room *101*.", client_id="a1")
    asked.refresh_from_db()
    return asked


def url_of(question: Question, part: str = "") -> str:
    return f"/en/questions/{question.pid}/{part}"


def page_of(response) -> str:
    return response.content.decode()


def test_its_asker_sees_the_way_and_the_thread(client, omar, answered):
    page = page_of(sign_in(client, omar).get(url_of(answered)))
    assert "<em>101</em>" in page
    assert 'aria-current="step"' in page
    assert "This answers it" in page


@pytest.mark.parametrize("who", ["lin", "outsider", None])
@pytest.mark.parametrize("part", ["", "thread/"])
def test_others_find_nothing(client, request, asked, who, part):
    if who:
        sign_in(client, request.getfixturevalue(who))
    assert client.get(url_of(asked, part)).status_code == 404


@pytest.mark.parametrize("part", ["messages/", "evaluation/"])
def test_a_librarian_does_not_write_as_its_asker(client, chen, answered, part):
    assert sign_in(client, chen).post(url_of(answered, part), {"text": "x", "satisfied": "yes"}).status_code == 404


def test_more_can_be_written_without_script(client, omar, asked):
    sign_in(client, omar).post(url_of(asked, "messages/"), {"text": "Size A0.", "client_id": "c1"})
    assert "Size A0." in page_of(client.get(url_of(asked)))


def test_a_message_sent_twice_is_one(client, omar, asked):
    for _ in range(2):
        sign_in(client, omar).post(url_of(asked, "messages/"), {"text": "Size A0.", "client_id": "c1"})
    assert page_of(client.get(url_of(asked))).count("Size A0.") == 1


def test_a_refused_message_is_given_back(client, omar, asked):
    response = sign_in(client, omar).post(url_of(asked, "messages/"), {"text": "y" * 20_001})
    assert response.status_code == 422
    assert "y" * 20_001 in page_of(response)


def test_the_news_begin_after_what_the_page_has(client, omar, answered):
    sign_in(client, omar)
    assert "print posters" not in page_of(client.get(url_of(answered, "thread/"), {"after": "1"}))
    assert "<em>101</em>" in page_of(client.get(url_of(answered, "thread/"), {"after": "1"}))


@pytest.mark.parametrize("after", ["", "x", "-1", "9" * 40])
def test_any_cursor_is_answered(client, omar, asked, after):
    assert sign_in(client, omar).get(url_of(asked, "thread/"), {"after": after}).status_code == 200


def test_yes_ends_it(client, omar, answered):
    sign_in(client, omar).post(url_of(answered, "evaluation/"), {"satisfied": "yes"})
    answered.refresh_from_db()
    assert answered.stage == Stage.SATISFIED
    assert "You said that this answers it" in page_of(client.get(url_of(answered)))


def test_not_yet_reopens_it_with_the_words(client, omar, answered):
    sign_in(client, omar).post(url_of(answered, "evaluation/"), {"satisfied": "no", "comment": "Closed today."})
    answered.refresh_from_db()
    assert answered.is_open
    assert Evaluation.objects.get().comment == "Closed today."


def test_an_unanswered_question_cannot_be_judged(client, omar, asked):
    response = sign_in(client, omar).post(url_of(asked, "evaluation/"), {"satisfied": "yes"})
    assert response.status_code == 422
    assert "no answer yet" in page_of(response)


class TestAskedBack:
    @pytest.fixture
    def back(self, asked, chen) -> Question:
        send(question=asked, by=chen, text="Which size?", client_id="b", sort="message")
        return asked

    def test_says_what_it_waits_for_and_until_when(self, client, omar, back):
        page = page_of(sign_in(client, omar).get(url_of(back)))
        assert "once you have answered what we asked you" in page
        assert "If we hear nothing by" in page
        assert "We need a word from you" in page_of(client.get("/en/questions/"))

    def test_an_answer_is_enough(self, client, omar, back):
        sign_in(client, omar).post(url_of(back, "messages/"), {"text": "Size A0.", "client_id": "c1"})
        assert "once you have answered" not in page_of(client.get(url_of(back)))
        assert "We need a word from you" not in page_of(client.get("/en/questions/"))

    def test_closed_it_opens_with_a_word(self, client, omar, back):
        Question.objects.update(ended=Ended.UNHEARD, stage=Stage.ARCHIVED)
        assert "it opens again" in page_of(sign_in(client, omar).get(url_of(back)))
        client.post(url_of(back, "messages/"), {"text": "Size A0.", "client_id": "c1"})
        back.refresh_from_db()
        assert back.is_open


def test_my_questions_are_mine_only(client, omar, lin, asked):
    ask(text="Somebody else's matter", lang="en", asker=lin)
    page = page_of(sign_in(client, omar).get("/en/questions/"))
    assert "posters" in page
    assert "Somebody else" not in page


def test_without_an_account_this_browser_remembers(client):
    client.post("/en/ask/", {"text": "Where is the map room?", "key": "k"})
    assert "map room" in page_of(client.get("/en/questions/"))


def guest_asks(client, text="Where are the maps?") -> Question:
    client.post("/en/ask/", {"text": text, "key": text})
    return Question.objects.get(text=text)


def test_a_guests_questions_are_not_handed_to_who_signs_in_next(client, omar):
    asked = guest_asks(client)
    assert client.get(url_of(asked)).status_code == 200
    sign_in(client, omar)
    assert client.get(url_of(asked)).status_code == 404
    assert "Where are the maps?" not in page_of(client.get("/en/questions/"))


def test_the_list_costs_the_same_for_one_link_and_for_many(client):
    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            client.get("/en/questions/")
        return len(seen)

    guest_asks(client)
    cost()
    one = cost()
    for number in range(5):
        guest_asks(client, f"Where is room {number}?")
    assert cost() == one
