"""The learned ranker: of all candidates of a reader, which are used afterwards.

Boosted trees of scikit-learn, kept as plain arrays of nodes: so a model is stored without pickling, and one reader is
ranked without the checks that an estimator makes of every input.
"""

from dataclasses import dataclass
from typing import Any, Final, Self

import numpy as np
import numpy.typing as npt
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.ensemble._hist_gradient_boosting.predictor import TreePredictor

from foreword.push.engine.features import Candidates
from foreword.push.engine.log import Floats, Ints

ROUNDS: Final = 60
SEED: Final = 20_24
NO_CATEGORIES: Final = np.zeros((0, 8), np.uint32)


@dataclass(frozen=True, slots=True)
class Ranker:
    """Empty where nothing was ever used: then the sources' agreement orders, as on the first day."""

    base: float
    trees: tuple[npt.NDArray[Any], ...]

    @classmethod
    def of(cls, candidates: Candidates, used: npt.NDArray[np.bool_]) -> Self:
        if not used.any() or used.all():
            return cls(0.0, ())
        model = HistGradientBoostingClassifier(
            learning_rate=0.14,
            max_iter=ROUNDS,
            max_leaf_nodes=16,
            min_samples_leaf=60,
            l2_regularization=5.0,
            max_features=0.5,
            early_stopping=False,
            random_state=SEED,
        )
        return cls.plain(model.fit(candidates.features, used))

    @classmethod
    def plain(cls, model: HistGradientBoostingClassifier) -> Self:
        base, trees = model._baseline_prediction.item(), model._predictors  # noqa: SLF001 - no public way to the nodes
        return cls(float(base), tuple(each.nodes for (each,) in trees))

    def scores(self, candidates: Candidates) -> Floats:
        """Higher is likelier: comparable between readers, but not yet a probability."""
        if not self.trees or not len(candidates):
            return candidates.agreeing.astype(np.float64)
        features = np.ascontiguousarray(candidates.features, dtype=np.float64)
        places = np.zeros(features.shape[1], np.uint32)
        found = np.full(len(features), self.base)
        for nodes in self.trees:
            tree = TreePredictor(nodes, NO_CATEGORIES, NO_CATEGORIES)
            found += tree.predict(features, NO_CATEGORIES, places, 1)
        return found


def taught(rows: Ints, sure: npt.NDArray[np.bool_], most: int, seed: int = SEED) -> Ints:
    """Which candidates to learn from: all `sure` ones, and at random at most `most` others of each reader."""
    others = np.flatnonzero(~sure)
    order = others[np.lexsort((np.random.default_rng(seed).random(len(others)), rows[others]))]
    first = np.arange(len(order)) - np.searchsorted(rows[order], rows[order]) < most
    return np.sort(np.concatenate([np.flatnonzero(sure), order[first]]))
