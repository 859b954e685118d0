"""The measure of understanding, on questions small enough to count by hand."""

import csv
import json

import numpy as np

from foreword.desk.bench import understanding
from foreword.desk.bench.confusion import Confusion

HOURS = ["when do you open", "when do you close today", "are you open on sunday", "are you open late", "open now"]
PRINT = ["the printer is broken", "print in colour please", "printer has no paper", "how do I print", "print a page"]


def write(path, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerows([["question", "year", "intent", "confidence"], *rows])
    return path


class TestUnderstanding:
    def test_it_learns_from_earlier_years_and_asks_the_last(self, tmp_path, capsys):
        earlier = [[text, "2023", "hours", "high"] for text in HOURS] + [
            [text, "2023", "print", "low"] for text in PRINT
        ]
        later = [["do you open", "2024", "hours", "high"], ["a printer", "2024", "print", "high"]]
        report = understanding.run(write(tmp_path / "questions.csv", earlier + later), as_json=True)
        assert (report["learned_from"], report["asked"], report["top1"]) == (10, 2, 1.0)
        assert json.loads(capsys.readouterr().out.splitlines()[-1])["top1"] == 1.0

    def test_a_label_that_is_new_counts_as_missed(self, tmp_path):
        earlier = [[text, "2023", "hours", ""] for text in HOURS] + [[text, "2023", "print", ""] for text in PRINT]
        later = [["do you open", "2024", "hours", ""], ["a robot", "2024", "robots", ""]]
        assert understanding.run(write(tmp_path / "questions.csv", earlier + later), as_json=True)["top3"] == 0.5


class TestConfusion:
    table = Confusion(("a", "b"), np.array([0, 0, 1, -1]), np.array([1, 1, 1, 0]))

    def test_pairs_come_most_often_first(self):
        assert self.table.pairs(5) == [("a", "b", 2), ("(new)", "a", 1)]

    def test_the_table_has_a_row_for_each_label(self):
        assert [line.split() for line in self.table.told().splitlines()[-3:-1]] == [
            ["1", "a", "·", "2"],
            ["2", "b", "·", "1"],
        ]
