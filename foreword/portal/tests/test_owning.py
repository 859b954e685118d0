"""What its asker may do with a question on its own page; nobody else may."""

import pytest

from foreword.desk.actions import answer, ask, claim, evaluate
from foreword.desk.models import CareRules, Ended, Question, Stage, Survey
from tests.world import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(omar) -> Question:
    return ask(text="Where do I print posters?", lang="en", asker=omar).question


def url_of(question: Question, part: str = "") -> str:
    return f"/en/questions/{question.pid}/{part}"


def page_of(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize("who", ["lin", "outsider", "chen", None])
@pytest.mark.parametrize("deed", ["words/", "take-back/", "come-back/"])
def test_others_may_do_nothing(client, request, asked, who, deed):
    if who:
        sign_in(client, request.getfixturevalue(who))
    said = {"text": "x", "version": "0", "reason": "found"}
    assert client.post(url_of(asked, deed), said).status_code == 404
    asked.refresh_from_db()
    assert (asked.text, asked.stage) == ("Where do I print posters?", Stage.RECEIVED)


def test_the_words_are_changed_on_its_page(client, omar, asked):
    assert "Where do I print posters?</textarea>" in page_of(sign_in(client, omar).get(url_of(asked)))
    client.post(url_of(asked, "words/"), {"text": "Where do I print an A0 poster?", "version": "0"})
    page = page_of(client.get(url_of(asked)))
    assert "an A0 poster?</h1>" in page
    assert "Where do I print posters?" not in page


def test_the_desk_sees_that_they_were(client, omar, chen, asked):
    sign_in(client, omar).post(url_of(asked, "words/"), {"text": "Where do I print an A0 poster?", "version": "0"})
    page = page_of(sign_in(client, chen).get(f"/en/desk/questions/{asked.pid}/"))
    assert "Its reader changed the words" in page
    assert "Where do I print posters?" in page


def test_words_from_an_older_window_are_given_back_in_their_form(client, omar, asked):
    sign_in(client, omar)
    for text in ("One", "Two"):
        response = client.post(url_of(asked, "words/"), {"text": text, "version": "0"})
    assert response.status_code == 422
    assert "in another window" in page_of(response)
    assert "Two</textarea>" in page_of(response)


def test_words_that_come_too_late_are_given_back_in_the_box(client, omar, chen, asked):
    claim(question=asked, librarian=chen)
    response = sign_in(client, omar).post(url_of(asked, "words/"), {"text": "An A0 poster", "version": "0"})
    assert response.status_code == 422
    assert "A librarian has it now" in page_of(response)
    assert "An A0 poster</textarea>" in page_of(response)
    assert "Keep the change" not in page_of(response)


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 40])
def test_any_version_is_answered(client, omar, asked, version):
    response = sign_in(client, omar).post(url_of(asked, "words/"), {"text": "One", "version": version})
    assert response.status_code in {302, 422}


def test_it_is_taken_back_and_up_again(client, omar, asked):
    sign_in(client, omar).post(url_of(asked, "take-back/"), {"reason": "found"})
    page = page_of(client.get(url_of(asked)))
    assert "because you found it" in page
    assert "I no longer need this" not in page
    client.post(url_of(asked, "come-back/"))
    assert "I no longer need this" in page_of(client.get(url_of(asked)))


def test_the_list_says_that_it_was(client, omar, asked):
    sign_in(client, omar).post(url_of(asked, "take-back/"), {"reason": "unneeded"})
    assert "no longer needed" in page_of(client.get("/en/questions/"))


def test_what_is_answered_is_judged_instead(client, omar, chen, asked):
    answer(question=asked, by=chen, text="In room 101.", client_id="a")
    page = page_of(sign_in(client, omar).get(url_of(asked)))
    assert "I no longer need this" not in page
    assert client.post(url_of(asked, "take-back/"), {"reason": "found"}).status_code == 422


def test_the_desk_sees_why_it_ended(client, chen, asked):
    Question.objects.update(ended=Ended.FOUND, stage=Stage.ARCHIVED)
    page = page_of(sign_in(client, chen).get(f"/en/desk/questions/{asked.pid}/"))
    assert "Taken back: found meanwhile" in page


class TestTheSurvey:
    SAID = {"found": "yes", "useful": "yes", "learned": "no", "timely": "partly"}

    @pytest.fixture
    def drawn(self, asked, chen) -> Question:
        CareRules.objects.create(survey_share=100)
        answer(question=asked, by=chen, text="In room 101.", client_id="a")
        evaluate(question=asked, satisfied=True)
        return asked

    def test_stands_on_the_page_of_what_was_drawn_and_once(self, client, omar, drawn):
        assert "How did it go?" in page_of(sign_in(client, omar).get(url_of(drawn)))
        client.post(url_of(drawn, "survey/"), self.SAID)
        assert "How did it go?" not in page_of(client.get(url_of(drawn)))
        assert Survey.objects.get().timely == "partly"

    def test_sent_twice_it_counts_once(self, client, omar, drawn):
        sign_in(client, omar).post(url_of(drawn, "survey/"), self.SAID)
        assert client.post(url_of(drawn, "survey/"), self.SAID | {"found": "no"}).status_code == 422
        assert Survey.objects.get().found == "yes"

    def test_what_was_said_so_far_is_kept(self, client, omar, drawn):
        response = sign_in(client, omar).post(url_of(drawn, "survey/"), self.SAID | {"learned": ""})
        assert response.status_code == 422
        assert page_of(response).count("checked") == 3

    @pytest.mark.parametrize("who", ["lin", "chen", None])
    def test_is_its_askers(self, client, request, drawn, who):
        if who:
            sign_in(client, request.getfixturevalue(who))
        assert client.post(url_of(drawn, "survey/"), self.SAID).status_code == 404
