"""What counts as one use, and what a script or a terminal can do to the log."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from foreword.push.engine.log import MOST, Log
from foreword.push.engine.reading import NEVER, Reading


def log_of(*events: tuple[int, int, float], users: int = 5, items: int = 9) -> Log:
    rows = np.array(events, float).reshape(-1, 3)
    return Log.of(rows[:, 0].astype(np.int64), rows[:, 1].astype(np.int64), rows[:, 2], n_users=users, n_items=items)


events = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 8), st.floats(0, 900)), max_size=40)


def test_a_scanner_that_beeps_twice_is_one_use():
    assert len(log_of((0, 1, 10.0), (0, 1, 10.01), (0, 1, 11.0))) == 2


def test_a_script_weighs_no_more_than_a_heavy_reader():
    generator = np.random.default_rng(1)
    script = Log.of(
        np.zeros(100_000, np.int64), generator.integers(0, 9, 100_000), np.arange(100_000.0), n_users=1, n_items=9
    )
    assert len(script) == MOST


@settings(deadline=None, max_examples=40)
@given(events)
def test_a_log_is_in_order_of_time_whatever_order_it_came_in(rows):
    log = log_of(*rows)
    assert (np.diff(log.days) >= 0).all()


@settings(deadline=None, max_examples=40)
@given(events, st.floats(0, 900))
def test_before_and_after_a_moment_are_the_whole(rows, moment):
    log = log_of(*rows)
    assert len(log.before(moment)) + len(log.between(moment, np.inf)) == len(log)


@settings(deadline=None, max_examples=40)
@given(events)
def test_the_last_use_is_never_longer_ago_than_the_first(rows):
    reading = Reading.of(log_of(*rows), 1_000.0)
    assert (reading.last.data <= reading.first.data).all()
    assert (reading.times.data >= 1).all()


def test_a_use_counts_half_after_its_half_life():
    weights = log_of((0, 1, 0.0)).weights(45.0, 45.0)
    assert weights[0, 1] == 0.5


def test_never_is_longer_than_any_term():
    assert NEVER > 366
