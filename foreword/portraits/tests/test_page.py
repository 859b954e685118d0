import pytest

from foreword.kernel.jobs.run import run_until_idle
from foreword.people.models import Consent, Person, consent
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


def test_a_facet_that_is_off_is_not_drawn_from_anything(portrayed, lin):
    portrayed.post(f"{PAGE}facets/characteristics/off/")
    record_signal(person=lin, kind="searched", text="another search")
    run_until_idle()
    assert not Trait.objects.filter(person=lin, facet="characteristics").exists()
    assert "You switched this off." in portrayed.get(PAGE).content.decode()


def test_a_facet_is_drawn_again_when_its_reader_says(portrayed, lin):
    portrayed.post(f"{PAGE}facets/behaviour/off/")
    portrayed.post(f"{PAGE}facets/behaviour/on/")
    portrayed.post(f"{PAGE}switch/", {"dimension": "searches", "say": "yes"})
    record_signal(person=lin, kind="searched", topic="citation", text="apa")
    run_until_idle()
    assert trait(lin).value == "citation"


def test_there_is_no_facet_that_is_not_there(portrayed, lin):
    portrayed.post(f"{PAGE}facets/dreams/off/")
    lin.refresh_from_db()
    assert lin.facets_off == []


class TestRest:
    def test_adds_nothing_and_keeps_all(self, portrayed, lin):
        before = Trait.objects.filter(person=lin).count()
        portrayed.post(f"{PAGE}rest/", {"say": "yes"})
        lin.refresh_from_db()
        assert record_signal(person=lin, kind="searched", text="while resting") is None
        assert Trait.objects.filter(person=lin).count() == before
        assert "It rests since" in portrayed.get(PAGE).content.decode()

    def test_is_used_for_nothing(self, portrayed, lin):
        portrayed.post(f"{PAGE}rest/", {"say": "yes"})
        lin.refresh_from_db()
        assert consented(lin) == frozenset()

    def test_ends_where_it_began(self, portrayed, lin):
        for say in ("yes", "no"):
            portrayed.post(f"{PAGE}rest/", {"say": say})
        lin.refresh_from_db()
        assert record_signal(person=lin, kind="searched", text="and on") is not None


class TestWords:
    def test_say_why_since_when_and_what_for(self, portrayed):
        page = portrayed.get(PAGE).content.decode()
        assert "Answers and guides on the topic come to you." in page
        assert "from what you did here, since" in page

    def test_say_of_what_nothing_reads_that_nothing_depends_on_it(self, portrayed, lin):
        page = portrayed.get(PAGE).content.decode()
        assert "Nothing that you are shown depends on it yet." in page

    def test_say_what_may_be_needed_next(self, portrayed):
        page = portrayed.get(PAGE).content.decode()
        assert "What you may need next" in page
        assert "You opened pages about “Citing and references”" in page or "You searched for it" in page

    def test_show_the_ladder_of_levels_with_where_one_stands(self, portrayed, lin):
        for n in range(8):
            record_signal(person=lin, kind="opened", topic="citation", item=f"entry:{n}")
        run_until_idle()
        page = portrayed.get(PAGE).content.decode()
        assert '<li aria-current="step">You are at home in the library.' in page
        assert "You work with the library and help others in it." in page


def test_an_account_of_many_has_no_portrait(portrayed, lin):
    Person.objects.filter(pk=lin.pk).update(shared=True)
    page = portrayed.get(PAGE).content.decode()
    assert "Many people use this account" in page
    answer = portrayed.post(f"{PAGE}switch/", {"dimension": "searches", "say": "yes"}, follow=True)
    assert answer.status_code == 200


def test_asks_again_when_a_purpose_changed(portrayed, monkeypatch):
    monkeypatch.setattr(consent, "PURPOSE_VERSION", 2)
    assert "It rests until you say." in portrayed.get(PAGE).content.decode()


def test_an_unknown_switch_changes_nothing(portrayed):
    before = Consent.objects.count()
    portrayed.post(f"{PAGE}switch/", {"dimension": "dreams", "say": "yes"})
    assert Consent.objects.count() == before


def test_is_never_kept_by_a_cache(portrayed):
    assert "no-store" in portrayed.get(PAGE).headers["Cache-Control"]
