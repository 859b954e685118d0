"""A folder that is measured may be incomplete: unknown ids, no text, no times, no items at all."""

import json

import numpy as np
import pytest

from foreword.push.bench import push
from foreword.push.bench.folder import Folder
from foreword.push.bench.measures import Tally
from foreword.push.tests import engine_world as world

DAY = 86_400


@pytest.fixture
def folder(tmp_path, settings):
    settings.FOREWORD_HOME = tmp_path
    log, titles = world.log(), world.titles()
    rows = [(f"u{u}", titles[i].key, int(d * DAY)) for u, i, d in zip(log.users, log.items, log.days, strict=True)]
    lines = [json.dumps({"id": title.key, "title": title.title, "text": title.text}) for title in titles]
    (tmp_path / "items.jsonl").write_text("\n".join(lines))
    for name, some in {"train.csv": rows[: len(rows) * 4 // 5], "test.csv": rows[len(rows) * 4 // 5 :]}.items():
        (tmp_path / name).write_text("user,item,timestamp\n" + "".join(f"{u},{i},{t}\n" for u, i, t in some))
    return tmp_path


@pytest.fixture
def wordless(monkeypatch):
    """No encoder: what is tested is the reading and the measures."""
    monkeypatch.setattr(push, "vectors_of", lambda titles, kept: None)


def test_all_that_is_promised_is_measured(folder, wordless):
    report = push.run(folder, as_json=True)
    assert {"new", "any", "cold_readers", "cold_items", "ece", "pushed", "topics", "fit_s", "reader_ms"} <= set(report)


def test_repeats_are_found_where_they_count(folder, wordless):
    assert push.run(folder, as_json=True)["any"]["recall@10"] > 0.3


def test_without_times_only_the_new_is_measured(folder, wordless):
    for name in ("train.csv", "test.csv"):
        path = folder / name
        path.write_text("\n".join(line.rsplit(",", 1)[0] for line in path.read_text().splitlines()))
    report = push.run(folder, as_json=True)
    assert report["new"]["readers"] > 0
    assert "any" not in report


def test_a_reader_and_an_item_that_only_the_test_knows_break_nothing(folder, wordless):
    with (folder / "test.csv").open("a") as test:
        test.write(f"stranger,unheard,{400 * DAY}\nu1,unheard,{400 * DAY}\n")
    assert push.run(folder, as_json=True)["items"] == 91


def test_a_folder_without_items_is_read_from_its_log(folder):
    (folder / "items.jsonl").unlink()
    assert len(Folder.read(folder).titles) == 90


def test_who_needed_nothing_is_not_counted():
    tally = Tally()
    tally.add(np.array([1, 2]), np.array([], np.int64))
    assert tally.report(5)["readers"] == 0


def test_recall_is_of_all_that_was_needed():
    tally = Tally()
    tally.add(np.array([1, 2, 3]), np.array([2, 7]))
    assert tally.report(9)["recall@10"] == 0.5
