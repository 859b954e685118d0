"""A question by the asking side is the same question."""

import numpy as np
import pytest

from foreword.search.embedding import embed, embed_question


@pytest.mark.parametrize("text", ["How do I renew a book?", "怎么续借图书？", "Puis-je renouveler un livre ?", "😀"])
def test_both_sides_read_a_question_alike(text, settings):
    settings.FOREWORD_ENCODERS = ["use", "e5", "minilm"]
    by_index, by_asking = embed([text]), embed_question(text)
    assert by_asking.keys() == by_index.keys()
    for name, rows in by_index.items():
        np.testing.assert_allclose(by_asking[name], rows, atol=1e-5)
