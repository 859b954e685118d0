"""A tenth is sent nothing, is told so, and may leave."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from foreword.people.models import Person
from foreword.push import holdout
from foreword.push.actions import choose_reach, leave_trial, stop_all
from foreword.push.budget import Fate, Sendable, Wishes, plan
from foreword.push.models import Delivery
from foreword.push.reaching import wishes_of
from foreword.push.results import compared
from tests.world import person, sign_in

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


def test_it_is_a_tenth_and_always_the_same():
    drawn = [holdout.fraction_of(holdout.SALT, f"reader {n}") < 0.10 for n in range(5000)]
    assert 420 < sum(drawn) < 580
    assert drawn[:50] == [holdout.fraction_of(holdout.SALT, f"reader {n}") < 0.10 for n in range(50)]


def test_another_secret_draws_others(settings):
    before = holdout.fraction_of(holdout.SALT, "reader")
    settings.SECRET_KEY = "another"
    assert holdout.fraction_of(holdout.SALT, "reader") != before


def test_only_what_is_due_is_sent_to_them():
    held = replace(Wishes(mail="weekly"), held=True)
    assert plan([Sendable("a", 0.9)], held, [], NOON)["a"] == Fate.HELD
    assert plan([Sendable("a", 0.9, urgent=True)], held, [], NOON)["a"] == Fate.MAIL


@pytest.mark.django_db
class TestTheirPage:
    @pytest.fixture(autouse=True)
    def drawn(self, monkeypatch):
        monkeypatch.setattr(holdout, "SHARE", 1.0)

    def test_says_so_and_lets_them_leave(self, client, lin):
        choose_reach(person=lin, mail="weekly", quiet=None)
        page = sign_in(client, lin)
        assert "the tenth of readers" in page.get("/en/my/reach/").content.decode()
        assert wishes_of(lin).held
        page.post("/en/my/reach/not-held-out/")
        assert not wishes_of(lin).held
        assert "the tenth of readers" not in page.get("/en/my/reach/").content.decode()


@pytest.mark.django_db
class TestCompared:
    """Readers who chose mail, every second of whom used an answer."""

    @pytest.fixture
    def readers(self, noise) -> list[Person]:
        made = [person(f"R{n}") for n in range(22)]
        for n, reader in enumerate(made):
            choose_reach(person=reader, mail="weekly", quiet=None)
            if n % 2:
                used(reader)
        return made

    def test_in_round_numbers_only(self, readers):
        sent, held = compared()
        assert (sent.readers, sent.used) == (10, 50)
        assert (held.readers, held.used) == (None, None)

    def test_neither_a_few_who_used_one_nor_a_few_who_did_not(self, readers):
        used(readers[0])
        used(readers[2])
        assert compared()[0].used is None

    def test_who_said_stop_or_left_stays_where_chance_put_them(self, readers, monkeypatch):
        before = compared()
        for reader in readers[:20]:
            stop_all(person=reader)
        assert compared() == before
        monkeypatch.setattr(holdout, "SHARE", 1.0)
        for reader in readers:
            leave_trial(person=reader)
        assert [(each.readers, each.used) for each in compared()] == [(None, None), (10, 50)]


def used(reader: Person) -> None:
    Delivery.objects.create(person=reader, kind="entry", key="a", outcome="useful", reasons=[{"code": "popular"}])
