"""The librarian's part of the survey, and what its head sees of both."""

import pytest

from foreword.desk.actions import answer, ask, evaluate
from foreword.desk.models import CareRules, Question, Survey
from foreword.kernel.clock import now
from tests.world import sign_in

pytestmark = pytest.mark.django_db
LIST = "/en/desk/surveys/"


@pytest.fixture
def drawn(omar, chen) -> Question:
    CareRules.objects.create(survey_share=100)
    question = ask(text="Where do I print posters?", lang="en", asker=omar).question
    answer(question=question, by=chen, text="In room 101.", client_id="a")
    evaluate(question=question, satisfied=True)
    Survey.objects.update(found="no", useful="no", learned="no", timely="no", reader_at=now())
    return question


def said(question, **more):
    given = {"success": "yes", "difficulty": "easy", "stood_on": "own", **more}
    return {f"{question.pid}-{name}": value for name, value in given.items()}


def page_of(client, who, address=LIST):
    return sign_in(client, who).get(address).content.decode()


def test_who_answered_finds_it_in_the_queue_and_says_it_once(client, chen, drawn):
    assert LIST in page_of(client, chen, "/en/desk/")
    client.post(f"{LIST}{drawn.pid}/", said(drawn))
    client.post(f"{LIST}{drawn.pid}/", said(drawn, success="no"))
    assert Survey.objects.get().success == "yes"
    assert LIST not in page_of(client, chen, "/en/desk/")


def test_what_is_left_out_is_asked_for(client, chen, drawn):
    response = sign_in(client, chen).post(f"{LIST}{drawn.pid}/", said(drawn, difficulty=""))
    assert response.status_code == 422
    assert "This field is required" in response.content.decode()


def test_what_the_reader_said_is_nowhere_on_it(client, chen, drawn):
    page = page_of(client, chen)
    assert "Did you get what you wanted" not in page
    assert page.count("selected") == 3


@pytest.mark.parametrize("who", ["omar", "wu", "dean", None])
def test_nobody_else_says_it(client, who, request, drawn):
    if who:
        sign_in(client, request.getfixturevalue(who))
    assert client.post(f"{LIST}{drawn.pid}/", said(drawn)).status_code == 404
    assert Survey.objects.get().librarian_at is None


def test_the_head_sees_no_figure_of_few(client, dean, drawn):
    assert "Fewer than five answers" in page_of(client, dean, "/en/desk/quality/")


def test_the_head_sees_how_far_both_agree(client, dean, drawn, omar):
    for number in range(7):
        question = ask(text=f"Where is room {number}?", lang="en", asker=omar).question
        success = "yes" if number else "no"
        Survey.objects.create(question=question, found="yes", success=success, reader_at=now(), librarian_at=now())
    page = page_of(client, dean, "/en/desk/quality/")
    assert "At least 5 answers have been judged by both sides." in page
    assert "fewer than five" in page


@pytest.mark.parametrize("who", ["chen", "mei", "omar"])
def test_nobody_else_sees_it(client, who, request, drawn):
    assert sign_in(client, request.getfixturevalue(who)).get("/en/desk/quality/").status_code == 404
