"""Asking: whatever is sent, the reader keeps their words and hears what became of them."""

import re

import pytest

from foreword.desk.models import Exposure, Question
from foreword.kernel.clock import now
from foreword.knowledge.models import Entry, EntryText, Status
from foreword.portal.forms import read_shown, sign_shown
from tests.world import sign_in

pytestmark = pytest.mark.django_db

ASK = "/en/ask/"


def letter(**fields) -> dict:
    return {"text": "May I renew a book a third time?", "key": "k1", **fields}


def page_of(response) -> str:
    return response.content.decode()


def test_a_question_leads_to_its_own_page(client):
    response = client.post(ASK, letter())
    assert response.url == f"/en/questions/{Question.objects.get().pid}/"


def test_the_secret_address_is_shown_once(client):
    url = client.post(ASK, letter()).url
    assert [page_of(client.get(url)).count("?token=") > 0 for _ in range(2)] == [True, False]


def test_nobody_else_finds_the_page(client, client_of):
    url = client.post(ASK, letter()).url
    assert client_of(None).get(url).status_code == 404


def test_the_secret_address_opens_it_and_leaves_the_address_bar(client, client_of):
    url = client.post(ASK, letter()).url
    secret = re.search(r'data-copy="[^"]*(/en/questions/[^"]*)"', page_of(client.get(url)))[1]
    other = client_of(None)
    assert other.get(secret).url == url
    assert other.get(url).status_code == 200


@pytest.mark.parametrize("token", ["x", "a" * 5000, "\u0000", "钥匙"])
def test_a_wrong_secret_finds_the_calm_page(client_of, client, token):
    url = client.post(ASK, letter()).url
    response = client_of(None).get(url, {"token": token})
    assert response.status_code == 404
    assert "There is nothing here" in page_of(response)


def test_sending_twice_makes_one(client):
    urls = {client.post(ASK, letter()).url for _ in range(3)}
    assert len(urls) == Question.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "write something"),
        (" \n ", "write something"),
        ("x" * 20_001, "20,000"),
        ("a\u0000b", "like a file"),
    ],
)
def test_what_cannot_be_taken_is_said_in_words(client, text, says):
    response = client.post(ASK, letter(text=text))
    assert response.status_code == 422
    assert says in page_of(response)
    assert not Question.objects.exists()


def test_a_bad_mail_address_keeps_the_text(client):
    page = page_of(client.post(ASK, letter(contact="mei@@")))
    assert "third time" in page
    assert "mail address" in page


@pytest.mark.parametrize("text", ["📚🤔", "<script>alert(1)</script> why?", "x" * 20_000, "为什么？"])
def test_odd_but_honest_text_is_a_question(client, text):
    page = page_of(client.get(client.post(ASK, letter(text=text)).url))
    assert "<script>alert" not in page


def test_a_program_that_fills_the_trap_is_turned_away(client):
    assert client.post(ASK, letter(website="http://spam.example")).status_code == 422
    assert not Question.objects.exists()


def test_what_was_shown_goes_with_it(client, renewing):
    client.post(ASK, letter(shown=sign_shown([f"entry:{renewing.pid}"])))
    assert Exposure.objects.get().key == renewing.pid


def test_what_was_not_shown_cannot_be_claimed(client, renewing):
    client.post(ASK, letter(shown=f"entry:{renewing.pid}"))
    assert not Exposure.objects.exists()


def test_asking_about_an_answer_says_which(client, renewing):
    client.post(ASK, letter(about=f"entry:{renewing.pid}"))
    assert Question.objects.get().asked_about == f"entry:{renewing.pid}"


@pytest.mark.parametrize("about", ["entry:nothing", "question:abc", ":", "entry:" + "x" * 50])
def test_a_made_up_context_is_dropped(client, about):
    client.post(ASK, letter(about=about))
    assert Question.objects.get().asked_about == ""


def test_asking_about_a_pushed_answer_is_its_outcome(client, lin, pushed):
    sign_in(client, lin).post("/zh-hans/ask/", letter(about=f"entry:{pushed.key}", delivery=pushed.pid))
    pushed.refresh_from_db()
    assert pushed.outcome == "asked"


def test_nobody_gives_an_outcome_to_a_foreign_delivery(client, omar, pushed):
    sign_in(client, omar).post(ASK, letter(about=f"entry:{pushed.key}", delivery=pushed.pid))
    pushed.refresh_from_db()
    assert pushed.outcome == ""


def test_while_typing_answers_are_offered_and_remembered(client, renewing):
    page = page_of(client.post("/en/ask/offers/", {"text": "renew a book"}))
    assert "How do I renew a book?" in page
    assert read_shown(re.search(r'name="shown" value="([^"]*)"', page)[1]) == [f"entry:{renewing.pid}"]


def test_this_answered_it_sends_nothing(client, renewing):
    response = client.post("/en/answered/", {"item": f"entry:{renewing.pid}", "text": "renew my loan please"})
    assert response.url == f"/en/answers/{renewing.pid}/"
    assert not Question.objects.exists()
    assert renewing.wordings.get().text == "renew my loan please"


def test_words_that_do_not_find_an_entry_are_not_learned_for_it(client, renewing):
    for number in range(12):
        other = Entry.objects.create(key=f"posters-{number}", status=Status.PUBLISHED, published_at=now())
        EntryText.objects.create(
            entry=other, lang="en", question=f"Posters on floor {number}?", answer="Print posters."
        )
    client.post("/en/answered/", {"item": f"entry:{renewing.pid}", "text": "print posters on a floor"})
    assert not renewing.wordings.exists()


def test_this_answered_it_about_nothing_is_said(client):
    assert "no longer here" in page_of(client.post("/en/answered/", {"item": "entry:none"}, follow=True))
