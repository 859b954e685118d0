"""Topics for items that name none: those that lie together by their words, as a librarian would have put them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sklearn.cluster import MiniBatchKMeans
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer

from foreword.push.bench.loop.reading import Item

TOPICS: Final = 60
PARTS: Final = 100
LEAST: Final = 5
"""Items to a topic, below which there are fewer topics."""


def with_topics(items: Sequence[Item], seed: int) -> list[Item]:
    """As they are where any names its topic; the grouping looks at titles and texts only, never at who used what."""
    if any(item.topic for item in items) or len(items) < 2 * LEAST:
        return list(items)
    words = TfidfVectorizer(sublinear_tf=True, min_df=2).fit_transform([f"{each.title} {each.text}" for each in items])
    parts = TruncatedSVD(min(PARTS, words.shape[1] - 1), random_state=seed).fit_transform(words)
    count = min(TOPICS, len(items) // LEAST)
    groups = MiniBatchKMeans(count, random_state=seed, n_init=3).fit_predict(parts)
    return [replace(item, topic=f"topic-{group}") for item, group in zip(items, groups, strict=True)]
