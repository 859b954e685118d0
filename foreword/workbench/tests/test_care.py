"""What the desk sees and sets until a reader is satisfied: who is asked back, when they are reminded, when it closes."""

import pytest

from foreword.desk.actions import ask, claim, drafting
from foreword.desk.models import AskingBack, CareRules, Ended, Question, Stage
from tests.world import sign_in

pytestmark = pytest.mark.django_db
PAGE = "/en/desk/care/"
RULES = {"remind_first": 2, "remind_again": 5, "close_after": 10, "follow_up_after": 4, "survey_share": 5}


@pytest.fixture
def asked(omar, chen):
    question = ask(text="Where do I print posters?", lang="en", asker=omar).question
    drafting.send(question=question, by=chen, text="Which size?", client_id="b", sort="message")
    return question


def page_of(client, who, question):
    return sign_in(client, who).get(f"/en/desk/questions/{question.pid}/").content.decode()


class TestTheRules:
    @pytest.mark.parametrize("who", [None, "omar", "zhao", "mei", "chen"])
    def test_are_the_heads_only(self, client, who, request):
        if who:
            sign_in(client, request.getfixturevalue(who))
        assert client.get(PAGE).status_code == 404
        assert client.post(f"{PAGE}rules/", RULES).status_code == 404
        assert not CareRules.objects.exists()

    def test_are_kept(self, client, dean):
        sign_in(client, dean).post(f"{PAGE}rules/", RULES)
        client.post(f"{PAGE}rules/", RULES | {"close_after": 0})
        kept = CareRules.objects.get()
        assert (kept.remind_first, kept.remind_again, kept.close_after) == (2, 5, 0)

    def test_in_the_wrong_order_are_refused_in_words(self, client, dean):
        page = sign_in(client, dean).post(f"{PAGE}rules/", RULES | {"remind_again": 2})
        assert page.status_code == 422
        assert "comes after the first" in page.content.decode()


class TestWhatWaitsForItsReader:
    def test_says_so_with_its_days(self, client, chen, asked):
        page = page_of(client, chen, asked)
        assert "The reader was asked back on" in page
        assert "Is reminded on" in page
        assert "Closes on" in page
        assert "waits for the reader" in page

    def test_says_so_no_more_once_they_write(self, client, chen, asked, omar):
        sign_in(client, omar).post(f"/en/questions/{asked.pid}/messages/", {"text": "A0", "client_id": "r"})
        page = page_of(client, chen, asked)
        assert "asked back" not in page
        assert "has written again" in page

    def test_can_be_left_in_peace(self, client, chen, asked):
        sign_in(client, chen).post(f"/en/desk/questions/{asked.pid}/ask-no-more/")
        assert not AskingBack.objects.standing().exists()

    def test_but_not_by_a_reader(self, client, omar, asked):
        assert sign_in(client, omar).post(f"/en/desk/questions/{asked.pid}/ask-no-more/").status_code == 404

    def test_nor_while_a_colleague_has_it(self, client, wu, chen, asked):
        claim(question=asked, librarian=chen)
        sign_in(client, wu).post(f"/en/desk/questions/{asked.pid}/ask-no-more/")
        assert AskingBack.objects.standing().exists()

    def test_closed_it_says_why(self, client, chen, asked):
        Question.objects.update(ended=Ended.UNHEARD, stage=Stage.ARCHIVED)
        assert "Closed: nothing heard" in page_of(client, chen, asked)
