"""A portrait that grew signal by signal equals the one made anew from its signals."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from foreword.kernel.clock import ago, now
from foreword.kernel.retention import sweep
from foreword.people.models import Consent, Dimension, Person
from foreword.portraits.actions import place_signal, rebuild, record_signal
from foreword.portraits.interest import TOPIC_HALF_LIFE, confidence, decayed, level
from foreword.portraits.ledger import reckon
from foreword.portraits.models import Need, Remnant, Signal, SignalKind, Trait

pytestmark = pytest.mark.django_db

did = some.tuples(
    some.sampled_from(SignalKind.values),
    some.sampled_from(["citation", "thesis", "access"]),
    some.integers(min_value=0, max_value=28 * 24),
)


def as_told(person: Person) -> dict:
    traits = Trait.objects.filter(person=person)
    return {
        trait.key: (
            trait.value,
            round(trait.score, 9),
            trait.evidence,
            trait.dimensions,
            trait.updated_at,
            trait.expires_at,
        )
        for trait in traits
        if trait.key.startswith("interest.") or trait.key == "level"
    }


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=some.lists(did, max_size=12))
def test_growing_equals_rebuilding(acts, topics):
    person = Person.objects.create(email=f"{Person.objects.count()}@x.example")
    Consent.objects.bulk_create(Consent(person=person, dimension=dimension) for dimension in Dimension)
    for kind, topic, hours in acts:
        signal = record_signal(person=person, kind=kind, topic=topic, item=f"entry:{hours}", at=ago(hours=hours))
        place_signal(pid=signal.pid)
    grown = as_told(person)
    rebuild(person=person)
    assert as_told(person) == grown
    Trait.objects.filter(person=person).delete()
    rebuild(person=person)
    assert as_told(person) == grown


class TestInterest:
    def test_halves_in_its_half_life(self):
        assert decayed(4.0, ago(days=120), ago(days=0), TOPIC_HALF_LIFE) == pytest.approx(2.0, rel=1e-4)

    def test_does_not_depend_on_the_order_of_arrival(self, lin):
        signals = [
            Signal(pid=str(n), person=lin, kind="opened", topic="citation", dimension="reading", at=ago(days=n))
            for n in range(5)
        ]
        assert reckon(signals, [], now()) == reckon(reversed(signals), [], now())

    def test_grows_surer_with_more_signals(self):
        assert confidence(1) < confidence(3) < confidence(9) < 1

    def test_makes_a_level_at_its_thresholds(self):
        assert [level(score) for score in (2.9, 3, 7, 24)] == ["", "newcomer", "regular", "researcher"]

    def test_names_at_most_five_signals_as_evidence(self, lin, topics):
        for n in range(8):
            place_signal(pid=record_signal(person=lin, kind="opened", topic="citation", item=f"entry:{n}").pid)
        assert len(Trait.objects.get(person=lin, key="interest.citation").evidence) == 5

    def test_ends_when_what_was_set_aside_outweighs_it(self, lin, topics):
        for kind in ("opened", "dismissed"):
            place_signal(pid=record_signal(person=lin, kind=kind, topic="citation").pid)
        assert not Trait.objects.filter(person=lin, key="interest.citation").exists()

    def test_outlives_its_signals_but_not_their_content(self, lin, topics):
        for days in (29, 28):
            signal = record_signal(person=lin, kind="opened", topic="citation", title="Styles", at=ago(days=days))
            place_signal(pid=signal.pid)
        before = Trait.objects.get(person=lin, key="interest.citation").score
        sweep(at=now() + timedelta(days=20))
        assert not Signal.objects.filter(person=lin).exists()
        rebuild(person=lin)
        after = Trait.objects.get(person=lin, key="interest.citation")
        assert after.score == pytest.approx(before)
        assert "Styles" not in str(list(Remnant.objects.filter(person=lin).values()))


class TestNeeds:
    def test_keep_their_identity_while_they_stand(self, lin, topics):
        place_signal(pid=record_signal(person=lin, kind="opened", topic="citation").pid)
        first = Need.objects.get(person=lin, topic="citation")
        place_signal(pid=record_signal(person=lin, kind="opened", topic="citation").pid)
        assert Need.objects.get(person=lin, topic="citation").pid == first.pid

    def test_always_have_a_reason_with_its_dimension(self, lin, topics):
        place_signal(pid=record_signal(person=lin, kind="asked", topic="thesis").pid)
        place_signal(pid=record_signal(person=lin, kind="searched", text="off campus access").pid)
        for need in Need.objects.filter(person=lin):
            assert need.reasons
            assert set(need.dimensions) == {reason["dimension"] for reason in need.reasons}

    def test_come_from_a_search_that_found_nothing(self, lin, topics):
        place_signal(pid=record_signal(person=lin, kind="searched", text="zzz qqq").pid)
        assert Need.objects.get(person=lin, text="zzz qqq").reasons[0]["code"] == "unanswered"
