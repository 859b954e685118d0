"""The privacy promises of trust.md section 7 that push keeps, by number."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from foreword.kernel.jobs.run import run_until_idle
from foreword.people.actions import withdraw_all, withdraw_consent
from foreword.people.models import Consent, Dimension, Person
from foreword.portraits.actions import place_signal, record_signal, show_plain, switch
from foreword.portraits.models import Signal, SignalKind
from foreword.push.actions import refresh, refreshing
from foreword.push.models import Delivery
from foreword.push.popular import AT_LEAST, popular_items
from foreword.push.queries import today
from foreword.push.reasons import TELLERS
from tests.world import person, sign_in

pytestmark = pytest.mark.django_db

TOPICS = ("citation", "thesis", "access", "borrowing")


@pytest.fixture
def shelf(entry, season):
    for topic in TOPICS:
        for n in range(2):
            entry(topic, n, seasons=["thesis-proposal"] if topic == "thesis" else [])


def live(who, *topics) -> None:
    for topic in topics:
        record_signal(person=who, kind="opened", topic=topic, item="record:1", title=f"About {topic}")
        record_signal(person=who, kind="searched", topic=topic, text=f"{topic} help")
    run_until_idle()


def standing(who) -> list[Delivery]:
    return list(Delivery.objects.filter(person=who).standing())


def test_p01_nothing_is_pushed_without_consent(omar, shelf):
    live(omar, "citation")
    refresh(person=omar)
    assert not Delivery.objects.exists()


def test_p03_a_withdrawn_consent_takes_its_answers_back(lin, shelf):
    live(lin, "citation", "access")
    withdraw_consent(person=lin, dimension="reading")
    withdraw_consent(person=lin, dimension="searches")
    run_until_idle()
    assert not [each for each in standing(lin) if {"reading", "searches"} & set(each.dimensions)]


def test_p03_what_is_shown_obeys_before_any_job_has_run(lin, shelf):
    live(lin, "citation")
    for dimension in Dimension.values:
        switch(person=lin, dimension=dimension, on=False)
    assert not [answer for answer in today(lin, lang="en").answers if answer.delivery]


def test_p03_all_withdrawn_leaves_nothing_standing(lin, shelf):
    live(lin, *TOPICS)
    withdraw_all(person=lin)
    run_until_idle()
    assert standing(lin) == []


def test_p03_a_yes_taken_back_while_answers_were_sought_counts(lin, shelf, monkeypatch):
    live(lin, "citation")
    Delivery.objects.all().delete()
    offers = refreshing.offers_for(lin)
    assert offers

    def sought_slowly(who):
        withdraw_all(person=who)
        return offers

    monkeypatch.setattr(refreshing, "offers_for", sought_slowly)
    assert refresh(person=lin) == []
    assert not Delivery.objects.exists()


def test_p03_what_was_pushed_earlier_forgets_why(lin, shelf):
    live(lin, "citation")
    switch(person=lin, dimension="searches", on=False)
    switch(person=lin, dimension="reading", on=False)
    run_until_idle()
    kept = Delivery.objects.filter(person=lin)
    assert kept
    assert not [each for each in kept if {"searches", "reading"} & {reason["dimension"] for reason in each.reasons}]


def test_p05_opposite_portraits_get_equal_lists_without_consent(lin, shelf):
    other = person("Opposite", kind="teacher", discipline="R")
    Consent.objects.bulk_create(Consent(person=other, dimension=dimension) for dimension in Dimension)
    live(lin, "citation", "thesis")
    live(other, "access", "borrowing")
    assert today(lin, lang="en") != today(other, lang="en")
    for who in (lin, other):
        withdraw_all(person=who)
    run_until_idle()
    assert repr(today(lin, lang="en")) == repr(today(other, lang="en")) == repr(today(None, lang="en"))


def test_p05_the_plain_list_is_one_switch_and_costs_no_consent(lin, shelf):
    live(lin, "citation")
    show_plain(person=lin, plain=True)
    assert repr(today(lin, lang="en")) == repr(today(None, lang="en"))
    run_until_idle()
    assert Consent.objects.standing().filter(person=lin).count() == len(Dimension)
    show_plain(person=lin, plain=False)
    run_until_idle()
    assert today(lin, lang="en").personal


def test_p06_every_answer_says_why(lin, shelf):
    live(lin, *TOPICS)
    assert standing(lin)
    for delivery in standing(lin):
        assert delivery.reasons
        assert delivery.policy
        assert {reason["code"] for reason in delivery.reasons} <= set(TELLERS)
        assert set(delivery.dimensions) == {reason["dimension"] for reason in delivery.reasons} - {""}
    assert all(answer.why for answer in today(lin, lang="en").answers)


did = some.tuples(some.sampled_from(SignalKind.values), some.sampled_from(TOPICS))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=some.lists(did, min_size=1, max_size=6), dimension=some.sampled_from(Dimension.values))
def test_p06_without_the_dimension_that_a_reason_names_the_answer_goes(acts, dimension, shelf):
    who = Person.objects.create(email=f"{Person.objects.count()}@x.example", kind="graduate")
    Consent.objects.bulk_create(Consent(person=who, dimension=each) for each in Dimension)
    for kind, topic in acts:
        place_signal(pid=record_signal(person=who, kind=kind, topic=topic, text=f"{topic} help").pid)
    refresh(person=who)
    standing_on = {each.pid for each in standing(who) if dimension in each.dimensions}
    switch(person=who, dimension=dimension, on=False)
    refresh(person=who)
    left = standing(who)
    assert not standing_on & {each.pid for each in left}
    assert not [each for each in left if dimension in each.dimensions]


def test_p06_less_of_this_is_heard(lin, shelf):
    live(lin, "citation")
    for delivery in [each for each in standing(lin) if each.topic == "citation"]:
        Delivery.objects.filter(pk=delivery.pk).update(outcome="dismissed", outcome_at=delivery.pushed_at)
    live(lin, "citation")
    assert "citation" not in {each.topic for each in standing(lin) if not each.outcome}


def test_p16_few_readers_are_not_many(lin, topics):
    readers = [Person.objects.create(email=f"r{n}@x.example") for n in range(AT_LEAST)]
    for number, reader in enumerate(readers):
        Signal.objects.create(
            person=reader, kind="opened", dimension="reading", item="entry:few" if number else "entry:x"
        )
    assert ("entry", "few") not in popular_items()
    Signal.objects.create(person=readers[0], kind="opened", dimension="reading", item="entry:few")
    assert popular_items() == {("entry", "few"): 1.0}


def test_p17_the_answers_of_others_do_not_exist(client, lin, dean, shelf):
    live(lin, "citation")
    pid = standing(lin)[0].pid
    sign_in(client, dean)
    given = {"outcome": "useful"}
    assert client.post(f"/api/v1/me/answers/{pid}/outcome", given, content_type="application/json").status_code == 404
    assert pid not in client.get("/api/v1/me/answers").content.decode()


def test_p21_nothing_is_pushed_to_children(lin, shelf):
    lin.under_14 = True
    lin.save()
    live(lin, "citation")
    refresh(person=lin)
    assert not Delivery.objects.exists()


def test_p11_what_is_sensitive_is_given_to_nobody_unasked(lin, shelf, entry, topics):
    private = entry("citation", 9, days=1)
    private.texts.filter(lang="en").update(question="Where can I get counselling for exam stress?")
    live(lin, "citation")
    shown = [answer.key for answer in (*today(lin, lang="en").answers, *today(None, lang="en").answers)]
    assert private.pid not in shown
    assert not Delivery.objects.filter(key=private.pid).exists()
