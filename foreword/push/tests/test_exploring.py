"""One more by chance, of what fits: each with the same probability, which is kept."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as some

from foreword.kernel.clock import now
from foreword.kernel.jobs.run import run_until_idle
from foreword.portraits.actions import record_signal
from foreword.push import policy
from foreword.push.actions import give_outcome, refresh
from foreword.push.models import Delivery
from foreword.push.policy import MOST, WEAK, History, choose, explored, fitting
from foreword.push.results import explored_and_chosen
from foreword.push.tests.test_policy import offer

RATE = 0.05


@pytest.fixture(autouse=True)
def _exploring(monkeypatch, _no_chance):
    monkeypatch.setattr(policy, "EXPLORES", RATE)


def offers(n: int, score: float = 0.1) -> list:
    return [offer(f"o{i}", topic=f"t{i}", score=score) for i in range(n)]


def test_each_has_the_same_chance_and_its_probability_is_kept():
    fit = fitting(offers(10), History(), at=now())
    drawn = [explored(fit, [], draw / 10_000) for draw in range(10_000)]
    given = Counter(each.key for each in drawn if each)
    assert sum(given.values()) == RATE * 10_000
    assert max(abs(times - RATE / 10 * 10_000) for times in given.values()) <= 1
    assert len(given) == 10
    assert {each.propensity for each in drawn if each} == {RATE / 10}


def test_it_is_nothing_weak_nothing_public_and_nothing_twice():
    fit = [*offers(1, WEAK - 0.01), offer("public", dimension=""), chosen := offer("chosen")]
    assert explored(fit, [chosen], 0.0) is None


def test_a_full_page_has_no_place_for_it():
    assert explored(offers(9), offers(MOST), 0.0) is None


@given(draw=some.floats(0, 1, exclude_max=True), n=some.integers(0, 9))
def test_whatever_is_drawn_was_fit(draw, n):
    fit = offers(n)
    lucky = explored(fit, [], draw)
    assert lucky is None or lucky.identity in {each.identity for each in fit}


def test_what_stands_by_chance_stays():
    by_chance = offer("a", score=0.1, standing="d", propensity=0.01)
    assert choose([by_chance], History(), at=now()) == [by_chance]
    assert explored(offers(3), [by_chance], 0.0) is None


@pytest.mark.django_db
def test_it_is_given_on_a_page_with_its_reason(lin, entry, monkeypatch):
    monkeypatch.setattr(policy, "EXPLORES", 1.0)
    monkeypatch.setattr(policy, "THRESHOLD", 1.1)
    for n in range(3):
        entry("citation", n)
    record_signal(person=lin, kind="opened", topic="citation", item="record:1", title="A book")
    run_until_idle()
    refresh(person=lin)
    given = Delivery.objects.get(person=lin)
    assert given.propensity == pytest.approx(1 / 3)
    assert given.reasons
    assert [row.name for row in explored_and_chosen()] == ["chosen", "by chance"]


@pytest.mark.django_db
def test_who_sets_it_aside_is_given_no_second_one_that_day(lin, entry, monkeypatch):
    monkeypatch.setattr(policy, "EXPLORES", 1.0)
    monkeypatch.setattr(policy, "THRESHOLD", 1.1)
    for n in range(3):
        entry("citation", n)
    record_signal(person=lin, kind="opened", topic="citation", item="record:1", title="A book")
    run_until_idle()
    refresh(person=lin)
    give_outcome(delivery=Delivery.objects.get(person=lin), outcome="dismissed")
    refresh(person=lin)
    assert Delivery.objects.filter(person=lin, propensity__lt=1).count() == 1
