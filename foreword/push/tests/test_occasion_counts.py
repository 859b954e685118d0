"""What came of an occasion: heeded by it, and shown in counts that point at nobody."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from hypothesis import given
from hypothesis import strategies as some

from foreword.kernel.clock import now, today
from foreword.people.models import Consent, Person
from foreword.portraits.actions import rebuild
from foreword.push import counting
from foreword.push.actions import choose_reach, give_outcome, stop_all
from foreword.push.models import Counted, Delivery, Occasion, State
from foreword.push.occasional import BELIEVED, worths
from foreword.push.policy import WEAK, on_scale
from foreword.push.rehearsing import audience_of, rehearse, rough
from foreword.push.results import by_medium, by_occasion
from tests.world import person

pytestmark = pytest.mark.django_db


def given_to(occasion: Occasion, who: Person, n: int = 1, **fields) -> Delivery:
    reasons = [{"code": "occasion", "dimension": "", "params": {"occasion": occasion.pid}}]
    at = now() - timedelta(days=5)
    known = {"kind": "entry", "key": f"x{n}", "pushed_at": at, "seen_at": at, **fields}
    return Delivery.objects.create(person=who, occasion=occasion, reasons=reasons, **known)


class TestHeeding:
    def test_more_than_a_hundredth_saying_no_stops_it(self, write, noise):
        occasion = write()
        readers = [person(f"R{n}") for n in range(40)]
        for reader in readers:
            given_to(occasion, reader)
        for n, reader in enumerate(readers[:3]):
            occasion.refresh_from_db()
            assert occasion.state == State.APPROVED, n
            give_outcome(delivery=Delivery.objects.get(person=reader), outcome="less")
        occasion.refresh_from_db()
        assert (occasion.state, occasion.ended) == (State.STOPPED, "readers")

    def test_not_for_me_is_no_such_no(self, write, noise):
        occasion = write()
        for n in range(5):
            give_outcome(delivery=given_to(occasion, person(f"R{n}")), outcome="dismissed")
        occasion.refresh_from_db()
        assert occasion.state == State.APPROVED

    def test_what_nobody_uses_falls_silent(self, write, lin):
        occasion = write()
        assert worths([occasion])[occasion.pk] == BELIEVED[0] / BELIEVED[1]
        for n in range(40):
            given_to(occasion, lin, n)
        assert on_scale(worths([occasion])[occasion.pk]) < WEAK

    def test_what_is_used_is_offered_with_more_weight(self, write, lin):
        occasion = write()
        for n in range(10):
            given_to(occasion, lin, n, outcome="useful")
        assert worths([occasion])[occasion.pk] > 0.5


class TestCounts:
    @pytest.fixture
    def twelve(self, entry) -> list[Person]:
        entry("access")
        readers = [person(f"G{n}", kind="graduate") for n in range(12)]
        for reader in readers:
            Consent.objects.create(person=reader, dimension="profile")
            rebuild(person=reader)
        return readers

    def test_fewer_than_ten_are_not_told_apart(self):
        assert [rough(n) for n in (0, 9, 10, 49, 50, 99, 100, 4999)] == [None, None, 10, 10, 50, 50, 100, 1000]

    def test_an_audience_is_those_who_let_us_know(self, twelve, write):
        occasion = write(who={"kind": ["graduate"]})
        Consent.objects.filter(person__in=twelve[:3]).delete()
        assert audience_of(occasion).readers is None

    def test_audiences_that_differ_by_a_few_are_counted_alike(self, twelve, write):
        lone = person("Lone", kind="graduate")
        narrow, wide = (write(who={"kind": kinds}) for kinds in (["graduate"], ["graduate", "staff"]))
        Consent.objects.filter(person__in=twelve[:3]).delete()
        assert audience_of(narrow).readers is None
        for reader in (lone, twelve[0]):
            Consent.objects.create(person=reader, dimension="profile")
            rebuild(person=reader)
        assert audience_of(wide).readers is None

    def test_one_reader_more_is_counted_on_no_day_of_ours_but_the_next(self, twelve, write, monkeypatch):
        occasion = write(who={"kind": ["graduate"]})
        Consent.objects.filter(person__in=twelve[:3]).delete()
        assert audience_of(occasion).readers is None
        Consent.objects.create(person=twelve[0], dimension="profile")
        rebuild(person=twelve[0])
        cache.clear()
        assert audience_of(occasion).readers is None
        monkeypatch.setattr(counting, "today", lambda: today() + timedelta(days=1))
        assert audience_of(occasion).readers == 10
        assert Counted.objects.count() == 1

    def test_only_so_many_audiences_are_counted_in_a_day(self, twelve, write, monkeypatch):
        monkeypatch.setattr(counting, "A_DAY", 1)
        assert audience_of(write(who={"kind": ["graduate"]})).readers == 10
        other = write(who={"kind": ["staff"]})
        assert (audience_of(other).readers, audience_of(other).enough) == (None, True)
        assert rehearse(other) is None

    def test_of_fewer_than_ten_there_is_no_rehearsal(self, write):
        assert rehearse(write()) is None

    @given(readers=some.sets(some.integers(1, 300)))
    def test_a_set_of_readers_is_kept_whole(self, readers):
        row = Counted.of(readers)
        assert (row.keys, row.bits.bit_count()) == (readers, len(readers))

    def test_a_rehearsal_says_what_would_go_out_and_writes_nothing(self, twelve, write):
        for reader in twelve:
            choose_reach(person=reader, mail="weekly", quiet=None)
        occasion = write(who={"kind": ["graduate"]})
        before = Delivery.objects.count()
        played = rehearse(occasion)
        assert played.sent == [("in a mail", 10)]
        assert {n for _words, n in played.silent} == {None}
        assert Delivery.objects.count() == before

    def test_and_why_it_would_be_silent(self, twelve, write):
        played = rehearse(write(who={"kind": ["graduate"]}))
        assert {words: n for words, n in played.silent if n} == {
            "they chose no medium that it may go out on; it waits for them on Today": 10
        }

    def test_one_reader_more_adds_no_row(self, twelve, write):
        occasion = write(who={"kind": ["graduate"]})
        before = rehearse(occasion)
        choose_reach(person=twelve[0], mail="weekly", quiet=None)
        stop_all(person=twelve[0])
        cache.clear()
        assert rehearse(occasion) == before

    def test_results_are_counted_by_occasion_and_medium(self, twelve, write):
        occasion = write()
        for reader in twelve:
            given_to(occasion, reader, outcome="useful")
        row = by_occasion([occasion])[occasion.pk]
        assert (row.reached, row.used, row.less) == (10, 10, None)
        assert {each.name: each.used for each in by_medium(occasion) if each.used} == {"on the page": 10}

    def test_twelve_given_to_one_reader_are_one_reader(self, write, lin):
        occasion = write()
        for n in range(12):
            given_to(occasion, lin, n, outcome="useful")
        row = by_occasion([occasion])[occasion.pk]
        assert (row.reached, row.used) == (None, None)

    def test_the_first_reader_adds_no_row(self, write, lin):
        occasion = write()
        before = by_medium(occasion), by_occasion([occasion])
        given_to(occasion, lin)
        assert (by_medium(occasion), by_occasion([occasion])) == before
