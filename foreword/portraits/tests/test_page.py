import pytest

from foreword.kernel.jobs.run import run_until_idle
from foreword.people.models import Consent, consent
from foreword.people.queries import consented
from foreword.portraits.actions import record_signal
from foreword.portraits.models import Trait
from tests.world import sign_in

pytestmark = pytest.mark.django_db

PAGE = "/en/my/portrait/"


@pytest.fixture
def portrayed(client, lin, topics):
    record_signal(person=lin, kind="searched", topic="citation", text="gb/t 7714")
    record_signal(person=lin, kind="opened", topic="citation", item="entry:x", title="Citing a thesis")
    run_until_idle()
    return sign_in(client, lin)


def trait(lin, key="interest.citation") -> Trait:
    return Trait.objects.get(person=lin, key=key)


def test_tells_each_trait_in_a_sentence_with_its_grounds(portrayed, lin):
    page = portrayed.get(PAGE).content.decode()
    assert "Interested in “Citing and references”, from 1 search and 1 page this month" in page
    assert "You searched for “gb/t 7714”" in page
    assert "You opened “Citing a thesis”" in page


def test_tells_them_in_chinese(portrayed):
    page = portrayed.get("/zh-hans/my/portrait/").content.decode()
    assert "对“引文与参考文献”感兴趣：根据近一个月的1次检索和1个页面" in page
    assert "您的学科：建筑科学 TU。" in page


def test_explains_itself_to_who_is_not_signed_in(client):
    page = client.get(PAGE).content.decode()
    assert "You are not signed in, so nothing is kept about you." in page


def test_works_without_script(portrayed, lin):
    answer = portrayed.post(f"{PAGE}switch/", {"dimension": "searches", "say": "no"})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{PAGE}#behaviour")
    assert "searches" not in consented(lin)


def test_gives_a_script_only_the_part_that_changed(portrayed):
    answer = portrayed.post(f"{PAGE}switch/", {"dimension": "searches", "say": "no"}, headers={"HX-Request": "true"})
    assert "<html" not in answer.content.decode()
    assert 'id="switch-searches"' in answer.content.decode()


def test_corrects(portrayed, lin):
    portrayed.post(f"{PAGE}traits/{trait(lin, 'kind').pid}/correct/", {"value": "teacher"})
    assert (trait(lin, "kind").value, trait(lin, "kind").source) == ("teacher", "corrected")


def test_takes_no_value_that_cannot_be(portrayed, lin):
    answer = portrayed.post(f"{PAGE}traits/{trait(lin, 'kind').pid}/correct/", {"value": "emperor"}, follow=True)
    assert "Nothing was changed" in answer.content.decode()
    assert trait(lin, "kind").value == "graduate"


def test_hides_and_shows_again(portrayed, lin):
    portrayed.post(f"{PAGE}traits/{trait(lin).pid}/hide/")
    assert trait(lin).hidden_at is not None
    portrayed.post(f"{PAGE}traits/{trait(lin).pid}/show/")
    assert trait(lin).hidden_at is None


def test_forgets(portrayed, lin):
    portrayed.post(f"{PAGE}traits/{trait(lin).pid}/forget/")
    assert not Trait.objects.filter(person=lin, key="interest.citation").exists()


def test_asks_what_nobody_may_guess(portrayed, lin):
    portrayed.post(f"{PAGE}style/", {"key": "answers", "value": "brief"})
    assert trait(lin, "answers").source == "declared"
    assert "Short answers, you said." in portrayed.get(PAGE).content.decode()


def test_a_facet_is_switched_off_at_once(portrayed, lin):
    portrayed.post(f"{PAGE}facets/behaviour/off/")
    assert not consented(lin) & {"searches", "reading", "loans", "questions"}
    assert "profile" in consented(lin)


def test_asks_again_when_a_purpose_changed(portrayed, monkeypatch):
    monkeypatch.setattr(consent, "PURPOSE_VERSION", 2)
    assert "It rests until you say." in portrayed.get(PAGE).content.decode()


def test_an_unknown_switch_changes_nothing(portrayed):
    before = Consent.objects.count()
    portrayed.post(f"{PAGE}switch/", {"dimension": "dreams", "say": "yes"})
    assert Consent.objects.count() == before


def test_is_never_kept_by_a_cache(portrayed):
    assert "no-store" in portrayed.get(PAGE).headers["Cache-Control"]
