"""The library learns from what may be looked at, and a no is forgotten exactly."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from foreword.kernel.clock import ago, now
from foreword.kernel.erasure import erase_person
from foreword.kernel.jobs.run import run_until_idle
from foreword.people.actions import withdraw_consent
from foreword.people.models import Consent, Dimension, Person
from foreword.portraits.models import Signal, SignalKind
from foreword.push import served
from foreword.push.actions import learn
from foreword.push.learned_offers import _reasons
from foreword.push.library import Library
from foreword.push.offers import offers_for
from foreword.push.shelf import shelf

READERS = 100


@pytest.fixture(autouse=True)
def home(settings, tmp_path, monkeypatch):
    settings.FOREWORD_HOME = tmp_path
    monkeypatch.setattr(served, "ENOUGH", READERS)
    monkeypatch.setattr("foreword.push.actions.learning.vectors_of", lambda titles, kept: None)
    yield
    served.forget()


@pytest.fixture
def crowd(db, entry) -> list[Person]:
    """Readers who come back to one page and look into another now and then."""
    entries = [entry(topic, n) for topic in ("thesis", "citation") for n in range(1, 9)]
    people = [Person.objects.create_user(email=f"r{n}@x.example", password=None) for n in range(READERS)]
    Consent.objects.bulk_create(Consent(person=each, dimension=Dimension.READING) for each in people)
    signals = []
    for n, person in enumerate(people):
        own = entries[8 * (n % 2) + n % 8]
        days = [(own, day) for day in range(1, 29, 2)] + [
            (entries[8 * (n % 2) + (n + day) % 8], day) for day in (3, 20)
        ]
        signals += [
            Signal(
                person=person,
                kind=SignalKind.OPENED,
                dimension=Dimension.READING,
                item=f"entry:{each.pid}",
                at=ago(days=day) + timedelta(minutes=n),
                placed_at=now(),
            )
            for each, day in days
        ]
    Signal.objects.bulk_create(signals)
    return people


def fitted_until() -> float:
    engine = served.served_engine()
    assert engine is not None
    return engine.learned.until


def fitted_earlier(days: float) -> float:
    """Let the ranker that serves have been fitted so many days ago; the last day that it saw."""
    engine = served.served_engine()
    assert engine is not None
    until = engine.learned.until - days
    served.install(replace(engine, learned=replace(engine.learned, until=until)), sorted(served.learned_from()))
    return until


def rows_of(person: Person) -> int:
    library = Library.read(shelf(), now())
    return int((library.log.users == library.readers.index(person.pk)).sum()) if person.pk in library.readers else 0


def test_what_was_read_with_consent_is_in_the_log(crowd):
    assert rows_of(crowd[0]) > 10


def test_who_took_a_consent_back_is_in_no_log(crowd):
    Consent.objects.filter(person=crowd[0]).update(withdrawn_at=now())
    assert rows_of(crowd[0]) == 0


@pytest.mark.parametrize(
    "wish", [{"plain": True}, {"shared": True}, {"under_14": True}, {"resting_since": ago(days=1)}]
)
def test_who_is_not_to_be_portrayed_is_in_no_log(crowd, wish):
    Person.objects.filter(pk=crowd[0].pk).update(**wish)
    assert rows_of(crowd[0]) == 0


def test_a_signal_from_the_future_teaches_nothing(crowd):
    known = rows_of(crowd[0])
    item = Signal.objects.filter(person=crowd[0]).first().item
    Signal.objects.create(
        person=crowd[0], kind=SignalKind.OPENED, dimension=Dimension.READING, item=item, at=ago(days=-3)
    )
    assert rows_of(crowd[0]) == known


def test_a_small_library_is_served_by_hand(crowd, monkeypatch):
    monkeypatch.setattr(served, "ENOUGH", READERS + 1)
    assert learn() == "few"
    assert served.served_engine() is None


def test_where_one_comes_back_to_is_offered_and_why(crowd):
    assert learn() == "installed"
    own = Signal.objects.filter(person=crowd[3]).values_list("item", flat=True)[0]
    offer = next(each for each in offers_for(crowd[3]) if f"{each.kind}:{each.key}" == own)
    assert "returned" in [reason["code"] for reason in offer.told]


def test_that_others_used_it_is_not_said_of_a_few():
    carried = {"readers": 0.5, "history": 0.2}
    told = [[reason["code"] for _, reason in _reasons(carried, None, readers)] for readers in (9, 10)]
    assert told == [["opened"], ["alike", "opened"]]


def test_without_the_consent_nothing_learned_is_offered(crowd):
    learn()
    Consent.objects.filter(person=crowd[3]).update(withdrawn_at=now())
    assert [each for each in offers_for(crowd[3]) if each.dimensions] == []


def test_a_click_counts_at_once(crowd):
    learn()
    engine = served.served_engine()
    assert engine is not None
    new = engine.sources.catalogue.keys[-1]
    before = {f"{each.kind}:{each.key}": each.score for each in offers_for(crowd[5])}
    for day in range(12):
        Signal.objects.create(
            person=crowd[5], kind=SignalKind.OPENED, dimension=Dimension.READING, item=new, at=ago(hours=30 * day)
        )
    after = {f"{each.kind}:{each.key}": each.score for each in offers_for(crowd[5])}
    assert after.get(new, 0) > before.get(new, 0)


def test_a_ranker_is_not_judged_by_days_that_it_saw(crowd, monkeypatch):
    learn()
    until = fitted_earlier(6)
    monkeypatch.setattr("foreword.push.actions.learning.is_worse", lambda *of: False)
    assert learn() == "kept"
    assert fitted_until() == until


def test_after_a_week_a_new_ranker_serves(crowd, monkeypatch):
    learn()
    until = fitted_earlier(8)
    monkeypatch.setattr("foreword.push.actions.learning.is_worse", lambda *of: False)
    assert learn() == "installed"
    assert fitted_until() == until + 8


def test_after_a_week_a_worse_one_does_not(crowd, monkeypatch):
    learn()
    until = fitted_earlier(8)
    monkeypatch.setattr("foreword.push.actions.learning.is_worse", lambda *of: True)
    assert learn() == "kept"
    assert fitted_until() == until


def test_a_ranker_does_not_stay_where_somebody_it_learned_from_says_no(crowd, monkeypatch):
    learn()
    assert learn() == "kept"
    Consent.objects.filter(person=crowd[0]).update(withdrawn_at=now())
    monkeypatch.setattr(served, "ENOUGH", READERS - 1)
    assert learn() == "installed"
    assert crowd[0].pk not in served.learned_from()


def test_a_no_is_forgotten_even_where_the_night_fails(crowd, monkeypatch):
    learn()
    Consent.objects.filter(person=crowd[0]).update(withdrawn_at=now())

    def broken(titles, kept):
        raise OSError

    monkeypatch.setattr(served, "ENOUGH", READERS - 1)
    monkeypatch.setattr("foreword.push.actions.learning.vectors_of", broken)
    with pytest.raises(OSError):
        learn()
    assert (served.served_engine(), served.learned_from()) == (None, set())


def test_a_no_that_comes_while_it_learns_is_heard(crowd, monkeypatch):
    def meanwhile(titles, kept):
        Consent.objects.filter(person=crowd[0]).update(withdrawn_at=now())

    monkeypatch.setattr("foreword.push.actions.learning.vectors_of", meanwhile)
    assert learn() == "refused"
    assert served.served_engine() is None


def test_what_was_learned_goes_with_a_consent(crowd):
    learn()
    withdraw_consent(person=crowd[0], dimension=Dimension.READING)
    run_until_idle()
    assert (served.served_engine(), served.learned_from()) == (None, set())


def test_another_consent_takes_nothing_learned_along(crowd):
    Consent.objects.create(person=crowd[0], dimension=Dimension.STYLE)
    learn()
    withdraw_consent(person=crowd[0], dimension=Dimension.STYLE)
    run_until_idle()
    assert served.served_engine() is not None


def test_what_was_learned_goes_with_a_person(crowd):
    learn()
    erase_person(crowd[0])
    run_until_idle()
    assert (served.served_engine(), served.learned_from()) == (None, set())


def test_a_damaged_file_serves_nothing_and_stops_nobody(crowd):
    learn()
    (served._folder() / served.MODEL).write_bytes(b"PK\x03\x04 and then the disk was full")
    assert served.served_engine() is None


def test_the_same_signals_teach_the_same(crowd):
    learn()
    first = served.served_engine()
    served.forget()
    learn()
    second = served.served_engine()
    assert first is not None
    assert second is not None
    assert all(np.array_equal(a, b) for a, b in zip(first.learned.any.trees, second.learned.any.trees, strict=True))
