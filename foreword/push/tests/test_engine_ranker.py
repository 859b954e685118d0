"""Trees as plain arrays, and a probability from a score."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.ensemble import HistGradientBoostingClassifier

from foreword.push.engine.calibration import Calibration, calibration_error
from foreword.push.engine.features import NAMES, Candidates
from foreword.push.engine.ranker import Ranker, taught


def some_candidates(many: int = 400) -> Candidates:
    generator = np.random.default_rng(5)
    features = generator.normal(size=(many, len(NAMES))).astype(np.float32)
    return Candidates(np.sort(generator.integers(0, 20, many)), np.arange(many), features)


def test_plain_trees_score_as_the_estimator_does():
    found = some_candidates()
    model = HistGradientBoostingClassifier(max_iter=20).fit(found.features, found.features[:, 3] > 0.4)
    assert np.allclose(Ranker.plain(model).scores(found), model.decision_function(found.features))


def test_a_ranker_that_learned_nothing_follows_the_agreement_of_the_sources():
    found = some_candidates()
    ranker = Ranker.of(found, np.zeros(len(found), bool))
    assert np.array_equal(ranker.scores(found), found.agreeing)


def test_all_that_is_used_is_learned_from():
    found = some_candidates()
    used = found.features[:, 0] > 1.0
    assert used[taught(found.rows, used, 3)].sum() == used.sum()


def test_no_reader_teaches_more_than_so_many_that_were_not_used():
    found = some_candidates()
    used = found.features[:, 0] > 1.0
    kept = taught(found.rows, used, 3)
    assert np.bincount(found.rows[kept][~used[kept]]).max() == 3


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 1_000), st.floats(0.05, 0.9))
def test_a_higher_score_is_never_less_probable(seed, share):
    generator = np.random.default_rng(seed)
    scores = generator.normal(size=600)
    curve = Calibration.of(scores, generator.random(600) < share, np.arange(600))
    assert (np.diff(curve.probabilities(np.sort(scores))) >= 0).all()


def test_few_outcomes_make_no_probability():
    curve = Calibration.of(np.arange(50.0), np.ones(50, bool), np.arange(50))
    assert (curve.probabilities(np.arange(50.0)) == 0).all()


def test_outcomes_of_one_reader_make_no_probability():
    curve = Calibration.of(np.arange(500.0), np.ones(500, bool), np.zeros(500))
    assert (curve.probabilities(np.arange(500.0)) == 0).all()


def test_the_error_of_a_certain_mistake_is_one():
    assert calibration_error(np.ones(30), np.zeros(30, bool)) == 1.0
