"""Reviews on the desk's pages: given in, read, sent or returned; levels and mentors, for the head."""

import pytest

from foreword.desk import actions
from foreword.desk.actions import reviewing
from foreword.desk.models import Level, LevelChange, Mentorship, QualityRules, ReviewState
from tests.world import sign_in

pytestmark = pytest.mark.django_db
LIST = "/en/desk/reviews/"
QUALITY = "/en/desk/quality/"


@pytest.fixture
def question(lin):
    return actions.ask(text="Where are the maps of 1931?", lang="en", asker=lin).question


@pytest.fixture
def review(question, mei):
    return reviewing.submit(question=question, by=mei, text="On level 3.", client_id="m1")


def page_of(answer) -> str:
    return answer.content.decode()


class TestTheComposer:
    def test_gives_a_students_answer_in(self, client, question, mei, lin):
        sent = {"text": "On level 3.", "client_id": "c1", "as": "answer"}
        page = sign_in(client, mei).post(f"/en/desk/questions/{question.pid}/messages/", sent, follow=True)
        assert "Given in for review." in page_of(page)
        assert "On level 3." not in page_of(sign_in(client, lin).get(f"/en/questions/{question.pid}/"))

    def test_says_so_on_its_button(self, client, question, mei, chen):
        assert "Give in for review" in page_of(sign_in(client, mei).get(f"/en/desk/questions/{question.pid}/"))
        assert "Give in for review" not in page_of(sign_in(client, chen).get(f"/en/desk/questions/{question.pid}/"))

    def test_stands_below_a_word_on_the_review(self, client, review, chen):
        page = sign_in(client, chen).get(f"/en/desk/questions/{review.question.pid}/")
        assert "An answer by Mei waits for review." in page_of(page)


class TestTheQueue:
    def test_marks_what_waits_for_review(self, client, review, chen, mei):
        assert all("in review" in page_of(sign_in(client, who).get("/en/desk/")) for who in (chen, mei))

    def test_marks_it_no_more_once_it_is_decided(self, client, review, chen):
        reviewing.send_reviewed(review=review, by=chen, text="On level 3.", scores={"closure": 4})
        assert "in review" not in page_of(sign_in(client, chen).get("/en/desk/?view=answered"))


class TestTheList:
    def test_shows_a_reviewer_what_waits(self, client, review, chen):
        assert "Where are the maps of 1931?" in page_of(sign_in(client, chen).get(LIST))

    def test_shows_an_author_their_own_and_their_level(self, client, review, mei):
        page = page_of(sign_in(client, mei).get(LIST))
        assert "Where are the maps of 1931?" in page
        assert "Level 1" in page

    def test_is_not_there_for_readers(self, client, review, lin):
        assert sign_in(client, lin).get(LIST).status_code == 404

    def test_says_when_a_mentor_is_away(self, client, mei, chen):
        Mentorship.objects.create(mentor=chen, mentee=mei)
        page = sign_in(client, chen).post(LIST + "away/", {"until": "2031-01-05"}, follow=True)
        assert "2031-01-05" in page_of(page)


class TestAReview:
    def test_goes_to_the_reader_as_it_was_changed(self, client, review, chen, lin):
        sent = {"as": "send", "text": "On level 4.", "closure": "4", "note": "Good."}
        sign_in(client, chen).post(f"{LIST}{review.pid}/decide/", sent)
        assert "On level 4." in page_of(sign_in(client, lin).get(f"/en/questions/{review.question.pid}/"))

    def test_shows_its_author_what_was_changed(self, client, review, chen, mei):
        reviewing.send_reviewed(review=review, by=chen, text="On level 4.", scores={"closure": 4}, note="Good.")
        page = page_of(sign_in(client, mei).get(f"{LIST}{review.pid}/"))
        assert "<del>3</del><ins>4</ins>" in page
        review.refresh_from_db()
        assert review.seen_at

    def test_that_is_refused_keeps_what_was_written(self, client, review, chen):
        sent = {"as": "return", "text": "On level 4.", "closure": "4", "note": ""}
        answer = sign_in(client, chen).post(f"{LIST}{review.pid}/decide/", sent)
        assert answer.status_code == 422
        assert "On level 4." in page_of(answer)
        assert 'name="closure" value="4" checked' in page_of(answer)

    def test_returned_leads_its_author_on(self, client, review, chen, mei):
        sent = {"as": "return", "text": "On level 3.", "closure": "2", "note": "Which shelf?"}
        sign_in(client, chen).post(f"{LIST}{review.pid}/decide/", sent)
        page = page_of(sign_in(client, mei).get(f"/en/desk/questions/{review.question.pid}/"))
        assert "Which shelf?" in page
        assert "On level 3.</textarea>" in page

    def test_is_not_there_for_other_students_and_readers(self, client, review, lin, db):
        assert sign_in(client, lin).get(f"{LIST}{review.pid}/").status_code == 404
        assert client.post(f"{LIST}{review.pid}/decide/", {"as": "send"}).status_code == 404

    def test_says_who_is_reading_it(self, client, review, chen, wu):
        sign_in(client, chen).post(f"{LIST}{review.pid}/take/")
        assert "Chen is reviewing this." in page_of(sign_in(client, wu).get(f"{LIST}{review.pid}/"))

    def test_is_taken_back_by_its_author(self, client, review, mei):
        sign_in(client, mei).post(f"{LIST}{review.pid}/withdraw/")
        review.refresh_from_db()
        assert review.state == ReviewState.WITHDRAWN


class TestTheRules:
    @pytest.mark.parametrize("who", [None, "omar", "mei", "chen", "zhao"])
    def test_are_the_heads(self, client, who, mei, request):
        if who:
            sign_in(client, request.getfixturevalue(who))
        assert client.get(QUALITY).status_code == 404
        for deed in ("rules/", f"{mei.pid}/level/", f"{mei.pid}/mentor/"):
            assert client.post(QUALITY + deed, {"level": "trusted", "words": "So"}).status_code == 404
        assert not LevelChange.objects.exists()

    def test_are_kept(self, client, dean):
        given = {field: getattr(QualityRules(), field) for field in RULES} | {"up_after": 8}
        sign_in(client, dean).post(QUALITY + "rules/", given)
        assert QualityRules.standing().up_after == 8

    def test_refuse_a_share_above_all(self, client, dean):
        given = {field: getattr(QualityRules(), field) for field in RULES} | {"sampled_share": 130}
        assert sign_in(client, dean).post(QUALITY + "rules/", given).status_code == 422

    def test_change_a_level_with_a_reason(self, client, dean, mei):
        sent = {"level": Level.TRUSTED, "words": "A year at the desk"}
        page = sign_in(client, dean).post(f"{QUALITY}{mei.pid}/level/", sent, follow=True)
        assert "Dean: A year at the desk" in page_of(page)

    def test_give_a_mentor(self, client, dean, mei, chen):
        sign_in(client, dean).post(f"{QUALITY}{mei.pid}/mentor/", {"mentor": chen.pid})
        assert Mentorship.objects.standing().get().mentor == chen


RULES = [
    "up_after", "up_score", "down_after", "down_score", "down_reopened", "sampled_share", "trusted_share",
    "review_within", "mentor_first", "chat_free",
]  # fmt: skip
