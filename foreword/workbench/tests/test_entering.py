"""The page of quick entry: a form without script, JSON for its script."""

import pytest

from foreword.desk.models import Question
from tests.world import sign_in

pytestmark = pytest.mark.django_db
PAGE = "/en/desk/enter/"
SAID = {"medium": "desk", "text": "Where is the scanner?", "kind": "directional", "said": "On floor 2.", "key": "k1"}
JSON = {"Accept": "application/json"}


@pytest.mark.parametrize("who", [None, "omar", "zhao"])
def test_is_the_desks_only(client, who, request):
    if who:
        sign_in(client, request.getfixturevalue(who))
    assert client.get(PAGE).status_code == client.post(PAGE, SAID).status_code == 404
    assert client.get(PAGE + "worker.js").status_code == 404


def test_without_script_it_is_a_form(client, mei):
    page = sign_in(client, mei).post(PAGE, SAID, follow=True)
    assert "Written down." in page.content.decode()
    assert Question.objects.get().medium == "desk"


def test_its_script_hears_where_the_question_is(client, mei):
    answer = sign_in(client, mei).post(PAGE, SAID, headers=JSON)
    assert answer.status_code == 201
    assert answer.json() == {"url": f"/en/desk/questions/{Question.objects.get().pid}/", "headline": SAID["text"]}


def test_its_script_hears_what_is_wrong(client, mei):
    answer = sign_in(client, mei).post(PAGE, {**SAID, "contact": "nobody"}, headers=JSON)
    assert answer.status_code == 422
    assert answer.json() == {"title": "We cannot read this mail address. Please check it, or leave it empty."}


def test_a_form_that_is_wrong_comes_back_with_its_words(client, mei):
    page = sign_in(client, mei).post(PAGE, {**SAID, "medium": "owl"})
    assert page.status_code == 422
    assert "On floor 2." in page.content.decode()


@pytest.mark.parametrize("heard", ["yesterday", "2026-11-25T10:00:00", "9" * 40])
def test_a_time_that_says_nothing_loses_nothing(client, mei, heard):
    assert sign_in(client, mei).post(PAGE, {**SAID, "heard_at": heard}, headers=JSON).status_code == 201


def test_what_a_colleague_wrote_is_not_sent_in_ones_own_name(client, mei, chen):
    answer = sign_in(client, mei).post(PAGE, {**SAID, "person": chen.pid}, headers=JSON)
    assert answer.status_code == 409
    assert not Question.objects.exists()
