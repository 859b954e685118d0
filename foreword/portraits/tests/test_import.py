"""Signals of other systems: what is wrong with a line is said, and nobody is told who agreed to what."""

import io
import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from rich.console import Console

from foreword.kernel.clock import ago, now, today
from foreword.kernel.jobs.run import run_until_idle
from foreword.portraits.importers import signals
from foreword.portraits.models import Course, Signal, Trait

pytestmark = pytest.mark.django_db


def a_loan(reader: str = "lin@lakeside.example", **more) -> dict:
    return {"reader": reader, "kind": "borrowed", "at": ago(days=2).isoformat(), "clc": "TP3", **more}


def a_course(**more) -> dict:
    day = today()
    told = {"kind": "course", "course": "CS101", "name": "Programming", "clc": "TP3", "events": f"exam {day}"}
    return {**told, "starts": str(day - timedelta(days=30)), "ends": str(day + timedelta(days=60)), **more}


@pytest.fixture
def load(tmp_path, topics, lin):
    def run(rows: list[dict | str], name: str = "signals.jsonl"):
        path, said = tmp_path / name, io.StringIO()
        lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
        path.write_text("\n".join(lines), encoding="utf-8")
        tally = signals.run(path, console=Console(file=said, width=200))
        return tally, said.getvalue()

    return run


class TestImport:
    def test_takes_a_loan(self, load, lin):
        tally, _ = load([a_loan()])
        assert (tally.new, tally.refused) == (1, 0)
        assert Signal.objects.get(person=lin).clc == "TP3"

    def test_twice_is_once(self, load):
        rows = [a_loan(), a_loan(id="77")]
        load(rows)
        tally, _ = load(rows)
        assert (tally.new, tally.same) == (0, 2)

    def test_the_same_number_of_another_kind_is_another_signal(self, load):
        visit = {"reader": "lin@lakeside.example", "kind": "visited", "at": ago(days=1).isoformat(), "branch": "East"}
        tally, _ = load([a_loan(id="77"), {**visit, "id": "77"}])
        assert (tally.new, tally.same) == (2, 0)

    def test_keeps_no_title_of_a_loan(self, load, lin):
        load([a_loan(item="b1234567", title="How to leave him")])
        assert "b1234567" not in str(list(Signal.objects.filter(person=lin).values()))
        assert "leave" not in str(list(Signal.objects.filter(person=lin).values()))

    def test_makes_an_interest_in_a_field(self, load, lin):
        load([a_loan(id=str(n)) for n in range(3)])
        run_until_idle()
        assert Trait.objects.get(person=lin, key="field.TP3").dimensions == ["loans"]

    def test_reads_a_table_with_its_columns(self, load):
        at = ago(days=1).isoformat()
        tally, _ = load(["Reader,Kind,At,Branch", f"lin@lakeside.example,visited,{at},East"], name="gate.csv")
        assert tally.new == 1

    def test_tells_a_course_and_who_takes_it(self, load, lin):
        enrolled = {
            "reader": "Lin@Lakeside.example",
            "kind": "enrolled",
            "course": "CS101",
            "at": ago(days=9).isoformat(),
        }
        tally, _ = load([a_course(), enrolled])
        run_until_idle()
        assert tally.new == 2
        assert Course.objects.get().events.get().kind == "exam"
        assert Trait.objects.filter(person=lin, key="course.CS101").exists()

    def test_brings_a_course_up_to_date(self, load):
        load([a_course()])
        tally, _ = load([a_course(events="")])
        assert tally.changed == 1
        assert not Course.objects.get().events.exists()

    def test_is_a_command(self, tmp_path, lin):
        path = tmp_path / "loans.jsonl"
        path.write_text(json.dumps(a_loan()))
        said = io.StringIO()
        call_command("import", "signals", path, stdout=said)
        assert "1 read: 1 new" in said.getvalue()


class TestConsent:
    def test_is_asked_of_each_reader(self, load, omar):
        tally, said = load([a_loan(omar.email)])
        assert tally.refused == 1
        assert not Signal.objects.filter(person=omar).exists()
        assert "1 not kept: their readers have not agreed" in said

    def test_is_not_told_line_by_line(self, load, omar):
        _, said = load([a_loan(), a_loan(omar.email)])
        assert "line 2" not in said
        assert omar.email not in said


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("{", "line 1: not JSON"),
        ({"kind": "lent"}, "no kind 'lent'"),
        (a_loan(""), "no reader named"),
        (a_loan("nobody@lakeside.example"), "no account has the address"),
        (a_loan(at=""), "no time (at)"),
        (a_loan(at="yesterday"), "at is not a time: yesterday"),
        (a_loan(at="2026-13-45"), "at is not a time"),
        (a_loan(at=(now() + timedelta(days=2)).isoformat()), "in the future"),
        (a_loan(at=ago(days=31).isoformat()), "older than 30 days"),
        (a_loan(topic="astrology"), "no topic 'astrology'"),
        (a_loan(value="-3"), "value cannot be -3"),
        (a_loan(value="many"), "value is not a number"),
        (a_loan(clc="T" * 13), "clc is longer than 12"),
        (a_loan(item=["a"]), "item is not a text"),
        ({**a_loan(), "kind": "enrolled", "course": "X1"}, "no course 'X1' is known"),
        (a_course(name=""), "a course needs"),
        (a_course(starts="2030-01-01"), "before it starts"),
        (a_course(events="party 2026-01-01"), "cannot read the event"),
    ],
)
def test_says_what_is_wrong_with_a_line(load, row, told):
    tally, said = load([row, a_loan()])
    assert told in said
    assert (tally.refused, tally.new) == (1, 1)


def test_a_table_without_kinds_is_no_table_of_signals(tmp_path, lin):
    path = tmp_path / "loans.csv"
    path.write_text("reader,at\nlin@lakeside.example,2026-01-01")
    with pytest.raises(CommandError, match="among them kind"):
        call_command("import", "signals", path)
