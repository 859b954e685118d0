"""The privacy promises of trust.md section 7 that the portrait itself keeps, by number."""

from datetime import timedelta

import pytest

from foreword.desk.actions import ask
from foreword.kernel.clock import now
from foreword.kernel.jobs.run import run_until_idle
from foreword.kernel.models import AuditEntry, Job
from foreword.kernel.privacy import undescribed
from foreword.kernel.retention import sweep
from foreword.people.actions import withdraw_consent
from foreword.people.models import Consent, Dimension
from foreword.people.queries import access_log
from foreword.portraits import actions
from foreword.portraits.actions import place_signal, record_signal
from foreword.portraits.models import Need, Signal, SignalKind, Trait
from foreword.portraits.tests.test_sensitive import SENSITIVE
from tests.world import sign_in

pytestmark = pytest.mark.django_db

PAGE = "/en/my/portrait/"
PORTRAIT = (Signal, Trait, Need)


def rows(person) -> int:
    return sum(model.objects.filter(person=person).count() for model in PORTRAIT)


def live(person) -> None:
    """A whole journey: search, open, ask, rate."""
    for kind in SignalKind.values:
        record_signal(person=person, kind=kind, topic="citation", item="entry:x", text="zotero", title="Citing")
    ask(text="How do I cite a map?", lang="en", asker=person)
    run_until_idle()


def test_p01_without_a_yes_no_journey_leaves_a_row(omar, topics):
    live(omar)
    assert rows(omar) == 0


def test_p01_nothing_is_ticked_before(client, omar):
    page = sign_in(client, omar).get(PAGE).content.decode()
    assert 'aria-pressed="true"' not in page
    assert " checked" not in page


def test_p01_yes_and_no_weigh_the_same(client, omar):
    page = sign_in(client, omar).get(PAGE).content.decode()
    assert page.count('class="btn small" id="yes-') == page.count('class="btn small" id="no-') == len(Dimension)


@pytest.mark.parametrize("dimension", Dimension.values)
def test_p01_each_dimension_has_its_own_switch(client, omar, dimension):
    sign_in(client, omar).post(f"{PAGE}switch/", {"dimension": dimension, "say": "yes"})
    assert list(Consent.objects.standing().values_list("dimension", flat=True)) == [dimension]


def test_p03_taking_a_yes_back_is_one_click_and_deletes_at_once(client, lin, topics):
    live(lin)
    sign_in(client, lin).post(f"{PAGE}switch/", {"dimension": "searches", "say": "no"})
    assert not Signal.objects.filter(person=lin, dimension="searches").exists()
    assert not [trait for trait in Trait.objects.filter(person=lin) if "searches" in trait.dimensions]
    assert not [need for need in Need.objects.filter(person=lin) if "searches" in need.dimensions]


def test_p03_what_other_dimensions_say_stays(lin, topics):
    live(lin)
    withdraw_consent(person=lin, dimension="searches")
    run_until_idle()
    assert "reading" in Trait.objects.get(person=lin, key="interest.citation").dimensions


def test_p03_everything_off_is_one_click(client, lin, topics):
    live(lin)
    sign_in(client, lin).post(f"{PAGE}off/")
    assert rows(lin) == 0


def test_p03_a_signal_that_was_on_its_way_is_dropped(lin, topics):
    signal = record_signal(person=lin, kind="searched", text="zotero")
    withdraw_consent(person=lin, dimension="searches")
    run_until_idle()
    place_signal(pid=signal.pid)
    assert not Signal.objects.filter(pid=signal.pid).exists()
    assert not Job.objects.dead().exists()


def test_p04_refusing_costs_nothing(client, omar, topics):
    sign_in(client, omar)
    for address in ("/en/", "/en/search/?q=zotero", "/en/ask/", "/en/questions/", PAGE):
        assert client.get(address).status_code == 200
    assert ask(text="How do I cite a map?", lang="en", asker=omar).fresh


def test_p07_a_correction_outlives_a_rebuild(lin, topics):
    live(lin)
    actions.correct(trait=Trait.objects.get(person=lin, key="kind"), value="teacher")
    actions.deny(trait=Trait.objects.get(person=lin, key="interest.citation"))
    live(lin)
    actions.rebuild(person=lin)
    assert Trait.objects.get(person=lin, key="kind").value == "teacher"
    assert Trait.objects.get(person=lin, key="interest.citation").is_denied
    assert not Need.objects.filter(person=lin, topic="citation", text="").exists()


def test_p07_what_is_hidden_is_used_for_nothing(lin, topics):
    live(lin)
    actions.hide(trait=Trait.objects.get(person=lin, key="interest.citation"))
    assert not Need.objects.filter(person=lin, topic="citation").exists()
    live(lin)
    assert not Need.objects.filter(person=lin, topic="citation").exists()


def test_p07_what_is_forgotten_takes_its_evidence_along(lin, topics):
    live(lin)
    actions.forget(trait=Trait.objects.get(person=lin, key="interest.citation"))
    assert not Signal.objects.filter(person=lin, topic="citation").exists()


def test_p10_every_field_is_in_the_register():
    assert [name for name in undescribed() if name.split(".")[0] in {"people", "portraits", "push", "kernel"}] == []


def test_p11_sensitive_words_leave_no_trace(lin, topics):
    for text in SENSITIVE:
        for kind in SignalKind.values:
            assert record_signal(person=lin, kind=kind, text=text) is None
            assert record_signal(person=lin, kind=kind, title=text, topic="citation") is None
    run_until_idle()
    assert rows(lin) == 0


def test_p11_a_sensitive_question_leaves_no_topic(lin, topics):
    ask(text="I am depressed and my thesis is late, what can I do?", lang="en", asker=lin, topic=topics["thesis"])
    run_until_idle()
    assert not Signal.objects.filter(person=lin).exists()


def test_p11_the_words_of_a_question_are_never_kept(lin, topics):
    ask(text="How do I cite a quokka?", lang="en", asker=lin, topic=topics["citation"])
    run_until_idle()
    signal = Signal.objects.get(person=lin)
    assert (signal.kind, signal.topic, signal.text, signal.title) == ("asked", "citation", "", "")


def test_p13_a_signal_goes_after_thirty_days(lin, topics, time_machine):
    live(lin)
    time_machine.move_to(now() + timedelta(days=31))
    Job.objects.all().delete()
    sweep()
    assert not Signal.objects.exists()


def test_p13_a_portrait_goes_after_180_days_without_use(lin, topics, time_machine):
    live(lin)
    time_machine.move_to(now() + timedelta(days=181))
    sweep()
    assert rows(lin) == 0


def test_p14_what_a_guest_did_is_nobodys_later(client, lin, topics):
    client.post("/api/v1/signals", {"kind": "searched", "text": "zotero"}, content_type="application/json")
    sign_in(client, lin).get("/en/")
    run_until_idle()
    assert not Signal.objects.exists()


def test_p17_nobody_else_sees_a_portrait(client, lin, chen, dean, admin, topics):
    live(lin)
    trait = Trait.objects.filter(person=lin).first()
    for who in (chen, dean, admin):
        sign_in(client, who)
        assert client.post(f"{PAGE}traits/{trait.pid}/hide/").status_code == 404
        assert lin.name not in client.get(PAGE).content.decode()
        change = {"traits": {trait.pid: {"hidden": True}}}
        assert client.patch("/api/v1/me/portrait", change, content_type="application/json").status_code == 404


def test_p17_who_looked_is_shown_to_the_reader(client, lin, chen):
    AuditEntry.write(actor=chen.pid, action="question.opened", target="desk.question:q", subject=lin.pid)
    assert [(access.who, access.act) for access in access_log(lin)] == [("Chen", "opened your question")]
    assert "Chen" in sign_in(client, lin).get(PAGE).content.decode()
    assert AuditEntry.broken_links() == []


def test_p18_the_page_asks_nothing_of_other_hosts(client, lin):
    page = sign_in(client, lin).get(PAGE).content.decode()
    assert 'src="http' not in page
    assert 'href="http' not in page.replace('href="http://testserver', "")


def test_p21_children_have_no_portrait(client, lin, topics):
    lin.under_14 = True
    lin.save()
    live(lin)
    assert rows(lin) == 0
    assert "under 14" in sign_in(client, lin).get(PAGE).content.decode()
