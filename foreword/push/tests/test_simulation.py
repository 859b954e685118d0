"""The simulated university: the same for a seed, in order of time, and made without looking at push."""

import ast
import json
from datetime import datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from foreword.push import simulation
from foreword.push.simulation.writing import simulate


@pytest.fixture(scope="module")
def log(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("log")
    simulate(out, count=60, weeks=8, seed=7)
    return out


def rows(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


class TestALog:
    def test_is_the_same_for_the_same_seed(self, log, tmp_path):
        simulate(tmp_path, count=60, weeks=8, seed=7)
        assert all((tmp_path / each.name).read_bytes() == each.read_bytes() for each in log.iterdir())

    def test_is_another_one_for_another_seed(self, log, tmp_path):
        simulate(tmp_path, count=60, weeks=8, seed=8)
        assert (tmp_path / "events.jsonl").read_bytes() != (log / "events.jsonl").read_bytes()

    def test_leaves_a_reader_their_year_when_others_come(self, log, tmp_path):
        simulate(tmp_path, count=80, weeks=8, seed=7)
        first = [event for event in rows(log / "events.jsonl") if event["reader"] == "r00003"]
        assert first
        assert [event for event in rows(tmp_path / "events.jsonl") if event["reader"] == "r00003"] == first

    def test_is_in_order_of_time(self, log):
        times = [datetime.fromisoformat(event["at"]) for event in rows(log / "events.jsonl")]
        assert times == sorted(times)

    def test_opens_nothing_before_it_is_published(self, log):
        published = {each["id"]: datetime.fromisoformat(each["published"]) for each in rows(log / "items.jsonl")}
        opened = [event for event in rows(log / "events.jsonl") if event["kind"] == "view"]
        assert opened
        assert all(published[event["item"]] <= datetime.fromisoformat(event["at"]) for event in opened)

    def test_has_nobody_do_anything_before_they_came(self, log):
        joined = {each["id"]: datetime.fromisoformat(each["joined"]) for each in rows(log / "readers.jsonl")}
        assert all(
            joined[event["reader"]] <= datetime.fromisoformat(event["at"]) for event in rows(log / "events.jsonl")
        )

    def test_says_of_readers_only_what_an_account_says(self, log):
        told = {"id", "kind", "faculty", "discipline", "cohort", "consent", "joined"}
        assert all(set(each) == told for each in rows(log / "readers.jsonl"))

    def test_holds_readers_who_agreed_to_nothing(self, log):
        assert {bool(each["consent"]) for each in rows(log / "readers.jsonl")} == {True, False}


def test_the_university_knows_nothing_of_push():
    folder = Path(simulation.__file__).parent
    imported = {
        node.module
        for path in folder.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith(("foreword", "django"))
    }
    assert {name for name in imported if not name.startswith("foreword.push.simulation")} == set()


def test_a_place_that_cannot_be_written_to_is_named(tmp_path):
    file = tmp_path / "file"
    file.write_text("")
    with pytest.raises(CommandError, match="cannot write"):
        call_command("simulate", str(file), readers=1, weeks=1)
