import pytest

from foreword.people.models import Person
from foreword.push.models import Delivery, Reach
from tests.world import sign_in

pytestmark = pytest.mark.django_db

PAGE = "/en/my/reach/"


@pytest.fixture
def page(client, lin):
    return sign_in(client, lin)


def test_nothing_is_chosen_beforehand(page):
    said = page.get(PAGE).content.decode()
    assert 'value="" id="id_mail_0" checked' in said.replace('"id_mail_0" required', '"id_mail_0"')
    assert "/feeds/mine/" not in said


def test_a_choice_is_kept(page, lin):
    page.post(f"{PAGE}choose/", {"mail": "weekly", "quiet_from": "12:00", "quiet_until": "14:00"})
    reach = Reach.objects.get(person=lin)
    assert (reach.mail, str(reach.quiet_from)) == ("weekly", "12:00:00")


@pytest.mark.parametrize("wrong", [{"mail": "hourly"}, {"quiet_from": "12:00"}, {"quiet_from": "late"}])
def test_what_cannot_be_is_refused_beside_its_field(page, lin, wrong):
    answer = page.post(f"{PAGE}choose/", wrong)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert not Reach.objects.exists()


def test_a_feed_is_opened_and_closed(page, lin):
    page.post(f"{PAGE}feed/", {"say": "open"})
    assert Reach.of(lin).feed_key in page.get(PAGE).content.decode()
    page.post(f"{PAGE}feed/", {"say": "close"})
    assert Reach.of(lin).feed_key == ""


def test_one_click_stops_everything_and_another_goes_on(page, lin):
    page.post(f"{PAGE}choose/", {"mail": "daily"})
    page.post(f"{PAGE}stop/", {"say": "stop"})
    assert Reach.of(lin).stopped_at
    page.post(f"{PAGE}stop/", {"say": "on"})
    assert (Reach.of(lin).stopped_at, Reach.of(lin).mail) == (None, "daily")


def test_without_signing_in_there_is_only_the_way_to_do_so(client, noise):
    assert client.get(PAGE).status_code == 200
    client.post(f"{PAGE}choose/", {"mail": "daily"})
    assert not Reach.objects.exists()


def test_a_child_is_offered_nothing(client, lin):
    Person.objects.filter(pk=lin.pk).update(under_14=True)
    lin.refresh_from_db()
    assert '<form class="form reach"' not in sign_in(client, lin).get(PAGE).content.decode()


class TestAnAnswerOnToday:
    @pytest.fixture
    def answer(self, lin) -> Delivery:
        reasons = [{"code": "opened", "dimension": "reading", "params": {}}]
        return Delivery.objects.create(person=lin, kind="entry", key="none", topic="citation", reasons=reasons)

    def say(self, page, answer, **words):
        said = page.post(f"/en/today/{answer.pid}/outcome/", words, headers={"HX-Request": "true"})
        answer.refresh_from_db()
        return said.content.decode()

    def test_may_be_refused_with_a_reason(self, page, answer):
        assert "I knew it already" in self.say(page, answer, outcome="dismissed")
        assert "Thank you" in self.say(page, answer, outcome="dismissed", objection="known")
        assert (answer.outcome, answer.objection) == ("dismissed", "known")

    def test_may_ask_for_less_of_its_topic(self, page, answer):
        self.say(page, answer, outcome="less")
        assert answer.outcome == "less"

    def test_takes_no_other_word(self, page, answer):
        self.say(page, answer, outcome="dismissed", objection="bored")
        assert answer.outcome == ""
