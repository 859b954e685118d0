"""The arithmetic of good work: the difference gives both texts back, the draw picks by id, levels follow the rules."""

from hypothesis import given
from hypothesis import strategies as st

from foreword.desk.models import Level, QualityRules
from foreword.desk.quality.difference import difference
from foreword.desk.quality.draw import is_drawn
from foreword.desk.quality.levels import LADDER, weigh

texts = st.text(alphabet=st.sampled_from("ab 借阅\n.,_é9"), max_size=40)
means = st.lists(st.floats(1, 4), max_size=8)


@given(texts, texts)
def test_a_difference_gives_both_texts_back(before, after):
    pieces = difference(before, after)
    assert "".join(piece.text for piece in pieces if piece.sort != "new") == before
    assert "".join(piece.text for piece in pieces if piece.sort != "gone") == after


def test_a_changed_word_stands_alone():
    assert [(p.sort, p.text) for p in difference("on level 3", "on level 4")] == [
        ("same", "on level "),
        ("gone", "3"),
        ("new", "4"),
    ]


@given(st.text(max_size=20))
def test_nothing_is_drawn_of_none_and_everything_of_all(key):
    assert not is_drawn("x", key, 0)
    assert is_drawn("x", key, 100)


def test_a_third_is_about_a_third():
    drawn = sum(is_drawn("x", str(number), 30) for number in range(2000))
    assert 500 < drawn < 700


@given(st.sampled_from(LADDER), means, st.integers(0, 5))
def test_a_level_moves_one_step_at_most(level, scores, reopened):
    verdict = weigh(level, scores, reopened, QualityRules())
    assert verdict is None or abs(LADDER.index(verdict.level) - LADDER.index(level)) == 1


@given(means, st.integers(2, 5))
def test_nobody_rises_while_readers_come_back(scores, reopened):
    verdict = weigh(Level.SAMPLED, scores, reopened, QualityRules())
    assert verdict and verdict.level == Level.PROBATION


@given(st.lists(st.floats(1, 1.99), min_size=3, max_size=8))
def test_poor_reviews_set_back(scores):
    verdict = weigh(Level.TRUSTED, scores, 0, QualityRules())
    assert verdict and (verdict.level, verdict.why) == (Level.SAMPLED, "poor")
