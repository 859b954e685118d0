"""Clicks without the place, and two rankers on one page: by simulated readers."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreword.search.learning.clicks import Shown, nudges, propensities
from foreword.search.learning.clicks import given as usual_look
from foreword.search.learning.interleaving import draft, sign_test, winner

LOOKS = {1: 1.0, 2: 0.6, 3: 0.4, 4: 0.25, 5: 0.15}


def pages(wanted: dict[str, float], *, order, sessions: int, seed: int = 7) -> list[Shown]:
    """Readers who look at places by LOOKS and click what they want; `order` gives each session's page."""
    chance = Random(seed)
    log = []
    for _ in range(sessions):
        for place, name in enumerate(order(chance), start=1):
            clicked = chance.random() < LOOKS[place] * wanted[name]
            log.append(Shown("q", ("entry", name), place, clicked))
    return log


def shuffled(chance: Random) -> list[str]:
    return chance.sample("abcde", 5)


class TestPositionBias:
    def test_is_learned_from_the_log(self):
        log = pages(dict(zip("abcde", (0.8, 0.6, 0.5, 0.3, 0.2), strict=True)), order=shuffled, sessions=3000)
        assert propensities(log) == pytest.approx(propensities(log) | LOOKS, abs=0.12)

    def test_is_assumed_until_there_are_enough_clicks(self):
        assert propensities([Shown("q", ("entry", "a"), 1, clicked=True)])[3] == usual_look(3)

    def test_what_stood_last_and_was_opened_gains_most(self):
        log = pages(dict(zip("abcde", (0.2, 0.2, 0.2, 0.2, 0.9), strict=True)), order=lambda _: "abcde", sessions=400)
        learned = nudges(log, LOOKS | dict.fromkeys(range(6, 11), 0.1), [])
        assert max(learned, key=learned.get) == ("entry", "e")

    def test_a_first_place_alone_gains_nothing(self):
        log = pages(dict.fromkeys("abcde", 0.4), order=lambda _: "abcde", sessions=2000)
        learned = nudges(log, LOOKS | dict.fromkeys(range(6, 11), 0.1), [])
        assert learned["entry", "a"] == pytest.approx(0, abs=0.2)


class TestNudges:
    def test_are_bounded(self):
        learned = nudges([], {}, [(("entry", "a"), "answered", 0.0)] * 1000)
        assert learned["entry", "a"] == 1.0

    def test_fade(self):
        fresh, old = (nudges([], {}, [(("entry", "a"), "cited", age)])["entry", "a"] for age in (0.0, 90.0))
        assert old < fresh / 2


class TestTeamDraft:
    @given(st.lists(st.integers(0, 20), unique=True), st.lists(st.integers(0, 20), unique=True), st.text(max_size=5))
    def test_shows_each_once_and_loses_none_of_either(self, house, challenger, seed):
        drafted = draft(house, challenger, length=50, seed=seed)
        assert sorted(drafted.keys) == sorted({*house, *challenger})

    def test_each_team_picks_as_often_as_the_other(self):
        teams = draft("abcdef", "fedcba", length=6, seed="x").teams
        assert teams.count("house") == teams.count("challenger") == 3

    def test_is_the_same_page_when_one_comes_back(self):
        assert draft("abc", "cba", length=3, seed="1") == draft("abc", "cba", length=3, seed="1")

    @pytest.mark.parametrize("seed", range(5))
    def test_the_better_ranker_wins(self, seed):
        assert _trial(better=True, seed=seed) < 0.05

    def test_equal_rankers_do_not(self):
        assert sum(_trial(better=False, seed=seed) < 0.05 for seed in range(20)) <= 3


def test_a_split_by_chance_is_no_win():
    assert sign_test(55, 45) > 0.05
    assert sign_test(65, 35) < 0.05
    assert sign_test(0, 0) == 1


def _trial(*, better: bool, seed: int) -> float:
    """The p-value after 600 readers: the house ranks by chance; the better challenger has what is wanted first."""
    chance = Random(seed)
    wanted = dict(zip("abcde", (0.7, 0.5, 0.2, 0.1, 0.1), strict=True))
    wins = losses = 0
    for session in range(600):
        house = shuffled(chance)
        challenger = list("abcde") if better else shuffled(chance)
        page = draft(house, challenger, length=5, seed=f"{seed}:{session}")
        places = enumerate(zip(page.keys, page.teams, strict=True), start=1)
        clicked = [team for place, (key, team) in places if chance.random() < LOOKS[place] * wanted[key]]
        won = winner(clicked)
        wins += won == "challenger"
        losses += won == "house"
    return sign_test(wins, losses)
