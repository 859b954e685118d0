"""Learning from few questions, saying what a new one is about, and keeping nothing that only one reader wrote."""

import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreword.assist.actions import take_over
from foreword.assist.models import LearnedModel
from foreword.assist.queries import current_model
from foreword.assist.understanding import calibration
from foreword.assist.understanding.examples import Example
from foreword.assist.understanding.languages import spoken
from foreword.assist.understanding.learning import learn
from foreword.assist.understanding.seeds import seeds
from foreword.assist.understanding.storing import UnknownForm, from_bytes, to_bytes
from foreword.assist.understanding.terms import terms
from foreword.kernel.models import AuditEntry

QUESTIONS = {
    "hours": ["when do you open", "when do you close today", "open on sunday", "are you open late", "周日几点开门"],
    "printing": ["the printer is broken", "print in colour", "printer paper", "how do I print", "打印机坏了"],
}
BLIND = np.zeros((10, 4), np.float32)


@pytest.fixture(scope="module")
def learned():
    examples = [Example(text, {"topic": topic}) for topic, texts in QUESTIONS.items() for text in texts]
    return learn(examples, ["en"] * 10, {"hash": BLIND})


def topic_of(model, text):
    return model.say(text, "en", {"hash": BLIND[0]})["topic"]


class TestLearning:
    def test_words_alone_tell_the_topic(self, learned):
        assert topic_of(learned.model, "Is the printer free?").value == "printing"

    def test_the_probabilities_are_a_distribution(self, learned):
        ranked = topic_of(learned.model, "when do you print").ranked
        assert sum(probability for _, probability in ranked) == pytest.approx(1)

    def test_a_term_of_one_text_is_not_in_the_model(self, learned):
        known = {term for lexicon in learned.model.space.lexicons.values() for term in lexicon.places}
        assert "open" in known
        assert "sunday" not in known

    def test_a_head_with_one_label_is_left_out(self):
        examples = [Example("when do you open", {"kind": "policy"}), Example("open", {"kind": "policy"})]
        assert learn(examples, ["en", "en"], {"hash": BLIND[:2]}).model.heads == {}

    def test_the_same_direction_of_two_vectors_is_learned(self):
        texts = [f"{number}" for number in range(12)]
        vectors = np.array([[1.0, 0.1 * n] if n % 2 else [0.1 * n, 1.0] for n in range(12)], np.float32)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        examples = [Example(text, {"kind": "odd" if n % 2 else "even"}) for n, text in enumerate(texts)]
        model = learn(examples, ["en"] * 12, {"use": vectors}).model
        assert model.say("?", "en", {"use": np.array([1, 0], np.float32)})["kind"].value == "odd"

    @given(st.text())
    def test_any_text_has_an_answer(self, text):
        whole, pieces = terms(text)
        assert all(count > 0 for count in (whole + pieces).values())


class TestStoring:
    def test_a_model_says_the_same_after_a_round_trip(self, learned):
        again = from_bytes(to_bytes(learned.model))
        before, after = topic_of(learned.model, "print today"), topic_of(again, "print today")
        assert after.value == before.value
        assert after.probability == pytest.approx(before.probability, abs=0.01)

    def test_what_could_run_is_refused(self):
        file = io.BytesIO()
        np.savez(file, facts=np.array([{"form": 1}], object))
        with pytest.raises(UnknownForm):
            from_bytes(file.getvalue())

    @pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"\x80\x04K\x01."])
    def test_what_is_no_model_is_refused(self, data):
        with pytest.raises(UnknownForm):
            from_bytes(data)


class TestCalibration:
    right = np.array([0, 0, 1, 1])
    said = np.array([[0.9, 0.1], [0.8, 0.2], [0.3, 0.7], [0.6, 0.4]])

    def test_the_best_share_stops_before_the_first_error(self):
        assert calibration.best_share(self.said, self.right) == 0.75

    def test_no_threshold_stands_on_a_handful(self):
        assert calibration.threshold(self.said, self.right) == calibration.NEVER

    def test_overconfidence_is_cooled(self):
        scores = np.array([[4.0, 0.0]] * 10)
        assert calibration.temperature(scores, np.array([0] * 6 + [1] * 4)) > 1

    def test_a_perfect_guess_has_no_error(self):
        assert calibration.calibration_error(np.array([[1.0, 0.0]] * 3), np.array([0, 0, 0])) == 0


class TestSeeds:
    def test_there_are_enough_in_each_language(self):
        languages = [spoken(seed.text)[0][:2] for seed in seeds()]
        assert (languages.count("zh") > 200, len(languages) - languages.count("zh") > 200) == (True, True)

    def test_none_stands_twice(self):
        assert len({seed.text for seed in seeds()}) == len(seeds())

    def test_every_level_and_urgency_is_shown(self):
        assert {seed.labels["read"] for seed in seeds() if "read" in seed.labels} == set("123456")
        assert {seed.labels["urgency"] for seed in seeds()} == {"urgent", "usual"}


class TestLanguages:
    @pytest.mark.parametrize(
        ("text", "lang"),
        [
            ("How do I renew a book?", "en"),
            ("怎么续借", "zh-hans"),
            ("圖書館幾點開門", "zh-hant"),
            ("図書館はどこですか", "ja"),
            ("도서관 어디예요", "ko"),
            ("Où se trouve la salle de lecture ?", "fr"),
            ("Wie kann ich ein Buch ausleihen?", "de"),
            ("JSTOR 打不开", "zh-hans"),
            ("📚", "und"),
        ],
    )
    def test_are_told_apart(self, text, lang):
        assert spoken(text)[0] == lang

    @given(st.text())
    def test_certainty_is_a_probability(self, text):
        assert 0 <= spoken(text)[1] <= 1


@pytest.mark.django_db
class TestTakingOver:
    def test_one_model_is_in_use_and_the_old_weights_are_gone(self, learned):
        first = take_over(model=learned.model, own=10, learned_until=None, why="first")
        second = take_over(model=learned.model, own=11, learned_until=None, why="better")
        version, model = current_model()
        assert (version, topic_of(model, "print").value) == (second.version, "printing")
        assert bytes(LearnedModel.objects.get(version=first.version).weights) == b""

    def test_it_stands_in_the_audit_trail(self, learned):
        made = take_over(model=learned.model, own=10, learned_until=None, why="first")
        entry = AuditEntry.objects.get(action="understanding.learned")
        assert (entry.target, entry.purpose) == (f"assist.learnedmodel:{made.version}", "first")

    def test_before_the_first_there_is_none(self):
        assert current_model() is None
