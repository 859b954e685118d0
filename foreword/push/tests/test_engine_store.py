"""An engine as a file, the week it is tried on, and the reasons it gives."""

import numpy as np
import pytest

from foreword.push.engine import replay, store
from foreword.push.engine.engine import Engine
from foreword.push.engine.features import GROUPS
from foreword.push.engine.learned import Learned
from foreword.push.engine.log import Log
from foreword.push.engine.reading import Reading
from foreword.push.tests import engine_world as world


@pytest.fixture(scope="module")
def fitted() -> tuple[Engine, Log]:
    log = world.log()
    return Engine.of(log, world.catalogue(), log.end), log


def lists(engine: Engine, log: Log) -> list[list[int]]:
    return [offers.items.tolist() for offers in engine.offers(Reading.of(log, log.end))]


def test_an_engine_read_back_offers_the_same(fitted, tmp_path):
    engine, log = fitted
    store.save(engine, tmp_path / "engine.npz")
    read = store.load(tmp_path / "engine.npz")
    assert read is not None
    assert lists(read, log) == lists(engine, log)


def test_a_file_of_another_form_is_not_read(fitted, tmp_path, monkeypatch):
    store.save(fitted[0], tmp_path / "engine.npz")
    monkeypatch.setattr(store, "FORM", store.FORM + 1)
    assert store.load(tmp_path / "engine.npz") is None


def test_where_there_is_no_file_there_is_no_engine(tmp_path):
    assert store.load(tmp_path / "engine.npz") is None


def test_a_file_that_would_run_something_is_refused(tmp_path):
    np.savez(tmp_path / "engine.npz", form=np.array([{"run": "me"}], dtype=object))
    with pytest.raises(ValueError, match="allow_pickle"):
        store.load(tmp_path / "engine.npz")


def test_differences_around_nought_are_not_worse():
    assert not replay.surely_below(np.tile([0.1, -0.1], 100))


def test_what_nearly_every_reader_loses_by_is_worse():
    assert replay.surely_below(np.full(200, -0.1) + np.tile([0.05, -0.05], 100))


def test_a_ranker_that_saw_a_day_of_the_week_is_not_judged_by_it(fitted):
    _, log = fitted
    seen = Learned.of(log.before(log.end - replay.WEEK + 1), world.catalogue())
    unseen = Learned.of(log.before(log.end - replay.WEEK), world.catalogue())
    assert [replay.is_due(log, each) for each in (seen, unseen)] == [False, True]


def test_the_same_ranker_is_not_worse_than_itself(fitted):
    _, log = fitted
    week_ago = log.before(log.end - replay.WEEK)
    assert not replay.is_worse(log, world.catalogue(), Learned.of(week_ago, world.catalogue()))


def test_a_place_of_return_is_carried_by_having_been_used(fitted):
    engine, log = fitted
    own = log.some(log.users == 7).alone()
    reading = Reading.of(own, log.end)
    most = int(np.bincount(own.items).argmax())
    carried = engine.carried(reading, np.array([most]))[most]
    assert max(carried, key=carried.__getitem__) == "return"


def test_without_what_carried_it_a_score_is_lower(fitted):
    engine, log = fitted
    reading = Reading.of(log.some(log.users == 7).alone(), log.end)
    first = next(engine.offers(reading)).items[:5]
    for weights in engine.carried(reading, first).values():
        assert set(weights) <= set(GROUPS)
        assert all(weight > 0 for weight in weights.values())
