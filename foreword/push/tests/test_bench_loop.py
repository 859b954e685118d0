"""The replay of a log, and the measures of it."""

import csv
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError
from hypothesis import given, settings
from hypothesis import strategies as st

from foreword.kernel import clock
from foreword.people.models import Person
from foreword.portraits.models import Signal
from foreword.push.bench.loop import run
from foreword.push.bench.loop.baselines import Baselines
from foreword.push.bench.loop.judging import (
    LATELY,
    Deliveries,
    Given,
    Reading,
    budgeted,
    used_within,
)
from foreword.push.bench.loop.reading import Event, Item, Log, Reader, read
from foreword.push.models import Delivery

START = datetime(2025, 9, 1, 9, tzinfo=UTC)


def at(days: float) -> datetime:
    return START + timedelta(days=days)


def log_of(*events: Event, split: datetime | None = None) -> Log:
    items = {name: Item(name, f"About {name}", "Words.", topic=f"topic-{name[0]}") for name in ("a1", "a2", "b1")}
    return Log(list(events), items, {event.reader: Reader(event.reader) for event in events}, split=split)


def needs_of(*events: Event, split: datetime | None = None):
    return Reading(log_of(*events, split=split)).needs()


class TestANeed:
    def test_is_a_search_that_ended_in_a_page(self):
        search, view = Event(at(0), "lin", "search", text="a"), Event(at(0.01), "lin", "view", item="a1")
        assert [(need.at, need.wanted) for need in needs_of(search, view)] == [(at(0), {"a1"})]

    def test_is_no_search_that_ended_in_nothing(self):
        assert needs_of(Event(at(0), "lin", "search", text="a")) == []

    def test_is_no_page_opened_long_after_a_search(self):
        assert needs_of(Event(at(0), "lin", "search", text="a"), Event(at(1), "lin", "view", item="a1")) == []

    def test_is_no_page_that_somebody_else_opened(self):
        assert needs_of(Event(at(0), "lin", "search", text="a"), Event(at(0), "wu", "view", item="a1")) == []

    def test_is_a_question_though_nothing_answers_it(self):
        (need,) = needs_of(Event(at(0), "lin", "ask", text="what?"))
        assert need.wanted == frozenset()

    def test_is_fresh_until_its_item_was_used(self):
        loans = (Event(at(day), "lin", "loan", item="a1") for day in (0, 2))
        assert [need.fresh for need in needs_of(*loans, split=at(0))] == [True, False]

    def test_is_of_a_new_topic_until_the_topic_was_used(self):
        loans = (Event(at(n), "lin", "loan", item=item) for n, item in enumerate(("a1", "a2", "b1")))
        assert [need.fresh_topic for need in needs_of(*loans, split=at(0))] == [True, False, True]


class TestADelivery:
    def test_meets_a_need_that_comes_after_it(self):
        (need,) = needs_of(Event(at(5), "lin", "loan", item="a1"), split=at(0))
        assert Deliveries([Given(at(4), "lin", "a1")], {}).met(need, by_topic=False)

    @pytest.mark.parametrize(
        "given",
        [Given(at(5), "lin", "a1"), Given(at(6), "lin", "a1"), Given(at(4), "wu", "a1"), Given(at(4), "lin", "b1")],
    )
    def test_meets_no_other(self, given):
        (need,) = needs_of(Event(at(5), "lin", "loan", item="a1"), split=at(0))
        assert not Deliveries([given], {}).met(need, by_topic=False)

    def test_of_long_ago_is_not_lately(self):
        (need,) = needs_of(Event(at(40), "lin", "loan", item="a1"), split=at(0))
        given = Deliveries([Given(at(1), "lin", "a1")], {})
        assert given.met(need, by_topic=False)
        assert not given.met(need, by_topic=False, within=LATELY)

    def test_meets_the_topic_by_another_title(self):
        (need,) = needs_of(Event(at(5), "lin", "loan", item="a1"), split=at(0))
        assert Deliveries([Given(at(4), "lin", "a2")], {"a2": "topic-a"}).met(need, by_topic=True)

    def test_is_useful_only_for_a_while(self):
        needs = needs_of(Event(at(9), "lin", "loan", item="a1"), split=at(0))
        pushed = [Given(at(8), "lin", "a1"), Given(at(1), "lin", "a1"), Given(at(9), "lin", "a1")]
        assert used_within(pushed, needs, timedelta(days=3)) == [True, False, False]


pushes = st.lists(
    st.builds(
        Given,
        st.floats(0, 40).map(at),
        st.sampled_from(["lin", "wu"]),
        st.sampled_from(["a1", "a2", "b1"]),
        st.floats(0, 1),
    )
)


class TestTheMeasures:
    @settings(max_examples=60)
    @given(pushes, st.integers(1, 7))
    def test_no_week_of_a_reader_holds_more_than_the_budget(self, pushed, most):
        kept = budgeted(pushed, most, START)
        weeks = [(each.reader, (each.at - START).days // 7) for each in kept]
        assert all(weeks.count(week) <= most for week in weeks)
        assert all(each in pushed for each in kept)

    @settings(max_examples=60)
    @given(pushes)
    def test_more_a_week_never_meets_less(self, pushed):
        needs = needs_of(*(Event(at(day), "lin", "loan", item="a1") for day in (9, 20, 41)), split=at(0))
        few, many = (Deliveries(budgeted(pushed, most, START), {}) for most in (3, 7))
        assert all(many.met(need, by_topic=False) for need in needs if few.met(need, by_topic=False))

    def test_baselines_repeat_nothing_within_four_weeks(self):
        log = log_of(Event(at(0), "lin", "loan", item="a1"))
        for method in (Baselines.popular, Baselines.chance):
            given = method(Baselines(log, ["lin"], [at(0), at(7), at(35)], seed=1), 2)
            assert sorted(each.item for each in given if each.at < at(30)) == ["a1", "a2", "b1"]
            assert len([each for each in given if each.at == at(35)]) == 2


def write(path: Path, rows: list[dict]) -> None:
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows))


@pytest.fixture
def folder(tmp_path) -> Path:
    """Two readers look up the same two things every third day for six weeks; one of them agreed to it."""
    told = {"kind": "entry", "text": "Words.", "published": None}
    items = [("cite", "Cite in APA style", "citation"), ("vpn", "Read articles off campus", "access")]
    write(
        tmp_path / "items.jsonl", [{"id": key, "title": title, "topic": topic, **told} for key, title, topic in items]
    )
    consent = ["searches", "reading"]
    write(tmp_path / "readers.jsonl", [{"id": "lin", "consent": consent}, {"id": "wu", "consent": []}])
    events = []
    for day in range(0, 42, 3):
        for reader in ("lin", "wu"):
            for n, (item, title, _) in enumerate(items):
                when = START + timedelta(days=day, hours=n)
                search = {"at": when.isoformat(), "reader": reader, "kind": "search", "text": title}
                view = {"at": (when + timedelta(minutes=1)).isoformat(), "reader": reader, "kind": "view", "item": item}
                events += [search, view]
    write(tmp_path / "events.jsonl", events)
    return tmp_path


@pytest.fixture
def own_time():
    yield
    clock.set_to(None)


@pytest.mark.django_db
class TestTheReplay:
    def test_anticipates_what_somebody_comes_back_to_and_keeps_nothing_of_who_did_not_agree(self, folder, own_time):
        report = run(directory=folder, readers=10, weeks=3, before=2, nights=7, seed=1)
        assert report["anticipation"]["item_again"]["push"]["@3"] == 1.0
        assert report["sampled"]["readers"] == report["sampled"]["without_consent"] == 1
        wu = Person.objects.get(email="wu@bench.example")
        assert not Signal.objects.filter(person=wu).exists()
        assert not Delivery.objects.filter(person=wu).exists()
        assert report["plain"]["needs"] == report["anticipation"]["item"]["needs"]

    def test_refuses_what_is_no_log(self, tmp_path):
        with pytest.raises(CommandError, match=r"no items\.jsonl"):
            run(directory=tmp_path, readers=1, weeks=1, before=0, nights=7, seed=1)


def test_a_log_of_loans_is_judged_from_its_test_on(tmp_path):
    write(tmp_path / "items.jsonl", [{"id": "a1", "title": "A"}])
    for name, day in (("train", 0), ("test", 30)):
        with (tmp_path / f"{name}.csv").open("w", newline="") as file:
            csv.writer(file).writerows([["user", "item", "timestamp"], ["lin", "a1", at(day).timestamp()]])
    log = read(tmp_path)
    assert log.split == at(30)
    assert [event.at for event in log.events] == [at(0), at(30)]


def test_a_broken_line_is_named(tmp_path):
    write(tmp_path / "items.jsonl", [])
    (tmp_path / "events.jsonl").write_text("{oops\n")
    with pytest.raises(CommandError, match="cannot be read as a log"):
        read(tmp_path)
