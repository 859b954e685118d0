"""The engine in a small library, and with all that a log can hold that it should not."""

import numpy as np
import pytest

from foreword.push.engine.catalogue import Catalogue, Title, words_of
from foreword.push.engine.engine import Engine, Offers
from foreword.push.engine.log import Log
from foreword.push.engine.reading import Reading
from foreword.push.tests import engine_world as world


@pytest.fixture(scope="module")
def fitted() -> tuple[Engine, Log]:
    log = world.log()
    return Engine.of(log, world.catalogue(), log.end), log


def of_one(log: Log, *events: tuple[int, float]) -> Log:
    items, days = np.array([item for item, _ in events], np.int64), np.array([day for _, day in events], float)
    return Log.of(np.zeros(len(events), np.int64), items, days, n_users=1, n_items=log.n_items)


def offers(engine: Engine, log: Log, now: float) -> Offers:
    return next(engine.offers(Reading.of(log, now)))


def nothing(n_items: int) -> Log:
    empty = np.zeros(0, np.int64)
    return Log.of(empty, empty, np.zeros(0), n_users=1, n_items=n_items)


def test_a_reader_of_one_field_is_offered_that_field(fitted):
    engine, log = fitted
    found = offers(engine, of_one(log, (2, log.end - 3), (5, log.end - 1)), log.end)
    assert (found.news[:5] < world.EACH).all()


def test_what_is_new_to_a_reader_is_nothing_they_used(fitted):
    engine, log = fitted
    found = offers(engine, of_one(log, (2, log.end - 3), (5, log.end - 1)), log.end)
    assert not {2, 5} & set(found.news.tolist())


def test_what_one_comes_back_to_is_likelier_than_anything_new(fitted):
    engine, log = fitted
    found = offers(engine, of_one(log, *((4, log.end - 20 * n) for n in range(1, 9))), log.end)
    assert found.items[0] == 4
    assert found.probabilities[0] > found.probabilities[1]


def test_a_probability_is_one(fitted):
    engine, log = fitted
    for found in engine.offers(Reading.of(log, log.end)):
        assert ((found.probabilities >= 0) & (found.probabilities <= 1)).all()


def test_a_reader_served_alone_is_offered_what_they_are_offered_among_all(fitted):
    engine, log = fitted
    among = list(engine.offers(Reading.of(log, log.end)))[7]
    alone = offers(engine, log.some(log.users == 7).alone(), log.end)
    assert alone.items[:5].tolist() == among.items[:5].tolist()


def test_only_what_may_be_offered_is(fitted):
    engine, log = fitted
    allowed = np.zeros(log.n_items, bool)
    allowed[[1, 40]] = True
    found = next(engine.offers(Reading.of(of_one(log, (2, log.end)), log.end), allowed))
    assert set(found.items.tolist()) <= {1, 40}


def test_of_a_reader_without_a_past_what_all_read_is_offered(fitted):
    engine, log = fitted
    assert len(offers(engine, nothing(log.n_items), log.end).items)


def test_the_same_log_teaches_the_same():
    log = world.log(readers=30)
    first, second = (Engine.of(log, world.catalogue(), log.end) for _ in range(2))
    reading = Reading.of(log, log.end)
    assert [a.items.tolist() for a in first.offers(reading)] == [b.items.tolist() for b in second.offers(reading)]


def test_what_lies_in_the_future_teaches_nothing():
    log = world.log(readers=30)
    late = Log.of(
        np.append(log.users, 3), np.append(log.items, 80), np.append(log.days, 9_999.0), n_users=30, n_items=90
    )
    engine = Engine.of(late, world.catalogue(), log.end)
    assert engine.sources.facts[80].tolist() == Engine.of(log, world.catalogue(), log.end).sources.facts[80].tolist()


def test_an_empty_log_offers_nothing_and_is_sure_of_nothing():
    log = nothing(90)
    found = offers(Engine.of(log, world.catalogue(), 0.0), log, 0.0)
    assert len(found.items) == 0


def test_one_reader_alone_is_enough_to_answer():
    log = world.log(readers=1)
    found = offers(Engine.of(log, world.catalogue(), log.end), log, log.end)
    assert len(found.items)
    assert (found.probabilities == 0).all()  # nothing is known of how it turns out


def test_without_times_a_log_can_be_learned_from():
    log = world.log()
    timeless = Log.of(log.users, log.items, np.full(len(log), 5.0), n_users=log.n_users, n_items=log.n_items)
    engine = Engine.of(timeless, world.catalogue(), 5.0)
    found = offers(engine, of_one(log, (2, 5.0), (5, 5.0)), 5.0)
    assert (found.news[:5] < world.EACH).all()


def test_titles_without_any_text_are_found_by_who_used_them():
    log = world.log()
    bare = Catalogue.of([Title(f"i{n}", "") for n in range(90)])
    found = offers(Engine.of(log, bare, log.end), of_one(log, (2, log.end - 3), (5, log.end - 1)), log.end)
    assert (found.news[:5] < world.EACH).all()


def test_an_item_nobody_used_is_offered_for_what_it_says():
    log = world.log()
    log = log.some(log.items != 33)
    engine = Engine.of(log, world.catalogue(), log.end)
    cold = np.zeros(90, bool)
    cold[33] = True
    found = next(engine.offers(Reading.of(of_one(log, (36, log.end)), log.end), cold))
    assert found.items.tolist() == [33]


def test_words_are_the_same_with_and_without_accents():
    assert words_of("L'Été") == words_of("l'ete")


def test_characters_that_do_not_part_words_count_by_twos():
    assert words_of("图书馆 law") == ["图书", "书馆", "law"]
