"""Signals in batches: the same rules as for one click, and a crowd is nobody."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from foreword.kernel.clock import ago, now
from foreword.kernel.jobs.run import run_until_idle
from foreword.kernel.retention import sweep
from foreword.people.actions import NobodysAccount, give_consent
from foreword.people.models import Consent, Dimension, Person
from foreword.portraits.actions import Given, place_waiting, rebuild, record_signal, take_in
from foreword.portraits.crowds import MOST_A_DAY, MOST_AN_HOUR
from foreword.portraits.models import Need, Remnant, Signal, SignalKind, Trait

pytestmark = pytest.mark.django_db


def opened(person: Person, **more) -> Given:
    return Given(person=person.pk, kind=SignalKind.OPENED, topic="citation", **more)


class TestBatch:
    def test_is_stored_and_looked_at(self, lin, topics):
        assert take_in([opened(lin, item=f"entry:{n}") for n in range(3)]).stored == 3
        run_until_idle()
        assert not Signal.objects.waiting().exists()
        assert Trait.objects.filter(person=lin, key="interest.citation").exists()

    def test_takes_what_it_has_already_for_a_repeat(self, lin):
        take_in([opened(lin, dedupe="a")])
        taken = take_in([opened(lin, dedupe="a"), opened(lin, dedupe="b"), opened(lin, dedupe="b")])
        assert (taken.stored, taken.repeated) == (1, 2)

    def test_leaves_out_what_its_reader_did_not_agree_to(self, lin, omar):
        taken = take_in([opened(lin), opened(omar)])
        assert (taken.stored, taken.refused) == (1, {"consent": 1})

    def test_leaves_out_the_future_and_the_long_past(self, lin):
        taken = take_in([opened(lin, at=now() + timedelta(hours=1)), opened(lin, at=ago(days=31))])
        assert taken.refused == {"future": 1, "too_old": 1}

    def test_leaves_out_what_is_too_private(self, lin):
        taken = take_in([Given(person=lin.pk, kind=SignalKind.SEARCHED, text="HIV test result")])
        assert taken.refused == {"sensitive": 1}

    def test_says_under_which_consent_each_was_kept(self, lin):
        take_in([opened(lin)])
        given_at = Consent.objects.get(person=lin, dimension="reading").given_at
        assert Signal.objects.get(person=lin).consented_at == given_at

    def test_of_a_deleted_reader_is_not_kept(self, lin):
        gone = opened(lin)
        lin.delete()
        assert take_in([gone]).refused == {"consent": 1}


class TestCrowd:
    def test_a_script_makes_no_portrait(self, lin, topics):
        bot = [opened(lin, item=f"entry:{n}", at=ago(minutes=n % 600)) for n in range(100_000)]
        for start in range(0, len(bot), 20_000):
            take_in(bot[start : start + 20_000])
        place_waiting()
        assert Signal.objects.count() <= 2 * MOST_A_DAY
        assert not Trait.objects.filter(person=lin, key__startswith="interest.").exists()
        assert not Need.objects.filter(person=lin, topic="citation").exists()

    def test_leaves_nothing_behind_when_it_is_forgotten(self, lin, topics):
        take_in([opened(lin, item=f"entry:{n}", at=ago(hours=30)) for n in range(MOST_AN_HOUR)])
        place_waiting()
        sweep(at=now() + timedelta(days=40))
        assert not Signal.objects.exists()
        assert not Remnant.objects.exists()

    def test_a_busy_reader_is_none(self, lin, topics):
        take_in([opened(lin, item=f"entry:{n}", at=ago(hours=n * 2)) for n in range(MOST_AN_HOUR)])
        place_waiting()
        assert Trait.objects.filter(person=lin, key="interest.citation").exists()

    def test_one_click_more_is_refused_too(self, lin):
        take_in([opened(lin) for _ in range(MOST_AN_HOUR)])
        assert record_signal(person=lin, kind="opened", topic="citation") is None


class TestSharedAccount:
    def test_cannot_agree_to_anything(self, lin):
        Person.objects.filter(pk=lin.pk).update(shared=True)
        lin.refresh_from_db()
        with pytest.raises(NobodysAccount):
            give_consent(person=lin, dimension="reading")

    def test_leaves_no_signal(self, lin):
        Person.objects.filter(pk=lin.pk).update(shared=True)
        lin.refresh_from_db()
        assert record_signal(person=lin, kind="opened", topic="citation") is None
        assert take_in([opened(lin)]).refused == {"consent": 1}


acts = some.lists(
    some.builds(
        dict,
        kind=some.sampled_from(list(SignalKind)),
        topic=some.sampled_from(["", "citation", "thesis"]),
        item=some.sampled_from(["", "entry:a", "record:b"]),
        text=some.sampled_from(["", "how to cite", "“noise”", "知网"]),
        clc=some.sampled_from(["", "TP3"]),
        value=some.sampled_from([None, 4.0, 200.0]),
        about=some.dictionaries(
            some.sampled_from(["device", "lang", "place"]), some.sampled_from(["phone", "en", "away"])
        ),
        hours=some.integers(0, 29 * 24),
    ),
    max_size=14,
)


def portrait(person: Person, keys: dict[str, str]) -> dict:
    """All of it but public ids, and with the signals called by their keys."""
    return {
        trait.key: (
            trait.value,
            round(trait.score, 9),
            round(trait.confidence, 9),
            trait.source,
            trait.dimensions,
            trait.grounds,
            sorted(keys[pid] for pid in trait.evidence),
            trait.expires_at,
        )
        for trait in Trait.objects.filter(person=person)
    }


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=acts, random=some.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(acts, random, topics):
    moment = now()
    told = [{**each, "hours": moment - timedelta(hours=each["hours"], seconds=n)} for n, each in enumerate(acts)]
    told = [{("at" if name == "hours" else name): value for name, value in each.items()} for each in told]
    drawn = []
    for order in (told, random.sample(told, len(told))):
        person = Person.objects.create(email=f"{Person.objects.count()}@x.example", joined_at=moment)
        Consent.objects.bulk_create(Consent(person=person, dimension=each, given_at=moment) for each in Dimension)
        half = len(order) // 2
        for part in (order[:half], order[half:]):
            take_in([Given(person=person.pk, dedupe=str(each["at"]), **each) for each in part])
            place_waiting()
            rebuild(person=person)
        keys = dict(Signal.objects.filter(person=person).values_list("pid", "dedupe"))
        drawn.append(portrait(person, keys))
    assert drawn[0] == drawn[1]
