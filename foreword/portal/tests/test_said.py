"""The link in an answer's mail: a word on the answer without signing in, once."""

import re

import pytest
from django.core import mail as post

from foreword.desk.actions import answer, ask, claim, write_to
from foreword.desk.actions.judging import judge
from foreword.desk.models import AnswerLink, CareRules, Evaluation, Question, Stage, Survey
from foreword.desk.refusals import LinkSpent
from foreword.kernel.clock import ago
from foreword.kernel.erasure import erase_person
from foreword.kernel.jobs.run import run_until_idle

pytestmark = pytest.mark.django_db


@pytest.fixture
def answered(omar, chen) -> Question:
    question = ask(text="Where do I print posters?", lang="en", asker=omar).question
    claim(question=question, librarian=chen)
    answer(question=question, by=chen, text="In room 101.", client_id="a1")
    run_until_idle()
    question.refresh_from_db()
    return question


@pytest.fixture
def link(answered) -> str:
    """As it stands in the mail."""
    return re.search(r"/\S+/said/\S+", post.outbox[-1].body.replace("http:/", ""))[0].partition("8000")[2]


def opened(client, link):
    """Whoever clicks is led to an address without the secret."""
    page = client.get(link, follow=True)
    assert "token" not in page.request["QUERY_STRING"]
    return page


def say(client, link, **said):
    return client.post(opened(client, link).request["PATH_INFO"], said)


def test_the_mail_says_nothing_of_question_or_answer(link):
    assert "poster" not in post.outbox[-1].body
    assert "101" not in post.outbox[-1].body


def test_opening_the_link_changes_nothing(client, link, answered):
    page = opened(client, link)
    assert "This answers it" in page.content.decode()
    assert not Evaluation.objects.exists()
    assert AnswerLink.objects.unspent().exists()


def test_nobody_keeps_a_copy_of_the_page(client, link):
    assert "no-store" in opened(client, link).headers["Cache-Control"]


def test_yes_satisfies(client, link, answered):
    assert "Thank you" in say(client, link, satisfied="yes").content.decode()
    answered.refresh_from_db()
    assert answered.stage == Stage.SATISFIED


def test_not_yet_brings_it_back_with_what_is_missing(client, link, answered):
    say(client, link, satisfied="no", comment="It is closed today")
    answered.refresh_from_db()
    assert answered.is_open
    assert answered.conversation.messages.filter(text="It is closed today", author="reader").count() == 1


def test_it_works_once(client, link, answered):
    say(client, link, satisfied="yes")
    assert "We have your word" in say(client, link, satisfied="no").content.decode()
    assert [each.satisfied for each in Evaluation.objects.all()] == [True]


def test_of_two_clicks_one_counts(answered):
    first, second = AnswerLink.objects.get(), AnswerLink.objects.get()
    judge(link=first, satisfied=True)
    with pytest.raises(LinkSpent):
        judge(link=second, satisfied=False)


def test_a_word_that_is_refused_does_not_spend_it(client, link, answered):
    page = say(client, link, satisfied="no", comment="a\x00b")
    assert page.status_code == 422
    assert AnswerLink.objects.unspent().exists()


@pytest.mark.parametrize("broken", ["unknown", "changed", "old"])
def test_any_link_that_does_not_work_looks_the_same(client, link, broken):
    if broken == "old":
        AnswerLink.objects.update(expires_at=ago(days=1))
    address = {"unknown": "/en/said/zzzzzzzzzzzzz/?token=x", "changed": f"{link}x", "old": link}[broken]
    page = opened(client, address)
    assert page.status_code == 410
    assert "This link does not work" in page.content.decode()
    assert client.post(page.request["PATH_INFO"], {"satisfied": "yes"}).status_code == 410
    assert not Evaluation.objects.exists()


def test_it_opens_nothing_else(client, link, answered):
    opened(client, link)
    assert client.get(f"/en/questions/{answered.pid}/").status_code == 404


def test_passed_on_it_does_not_open_a_guest_s_exchange(client, chen):
    question = ask(text="Where do I print posters?", lang="en", contact="guest@mail.example").question
    answer(question=question, by=chen, text="In room 101.", client_id="a1")
    run_until_idle()
    link = re.search(r"/en/said/\S+", post.outbox[-1].body)[0]
    assert question.pid not in opened(client, link).content.decode()
    assert question.pid not in say(client, link, satisfied="yes").content.decode()


def test_a_link_that_does_not_work_is_not_remembered(client, link):
    opened(client, f"{link}x")
    assert not client.session.keys()


def test_a_message_that_is_no_answer_carries_no_link(answered, chen):
    write_to(question=answered, author="librarian", person=chen, text="Size A0 too.", client_id="m1")
    run_until_idle()
    assert "said" not in post.outbox[-1].body


def test_it_goes_with_its_reader(link, omar):
    erase_person(omar)
    assert not AnswerLink.objects.exists()


class TestTheSurvey:
    SAID = {"found": "yes", "useful": "yes", "learned": "no", "timely": "partly"}

    @pytest.fixture(autouse=True)
    def _all_are_drawn(self, db):
        CareRules.objects.create(survey_share=100)

    def test_comes_after_yes_by_the_same_link_and_once(self, client, link):
        page = say(client, link, satisfied="yes")
        assert "How did it go?" in page.content.decode()
        address = f"{page.request['PATH_INFO']}survey/"
        assert "counted with what others said" in client.post(address, self.SAID).content.decode()
        assert "How did it go?" not in client.post(address, self.SAID | {"found": "no"}).content.decode()
        assert Survey.objects.get().found == "yes"

    def test_comes_not_after_not_yet(self, client, link):
        assert "How did it go?" not in say(client, link, satisfied="no").content.decode()

    def test_says_what_is_left_out(self, client, link):
        address = f"{say(client, link, satisfied='yes').request['PATH_INFO']}survey/"
        assert client.post(address, {"found": "yes"}).status_code == 422
        assert Survey.objects.get().reader_at is None

    def test_needs_the_link(self, client, link):
        address = f"{say(client, link, satisfied='yes').request['PATH_INFO']}survey/"
        client.cookies.clear()
        assert client.post(address, self.SAID).status_code == 410
