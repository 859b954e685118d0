"""The measure of the desk's pages, on a library small enough for a test."""

import pytest

from foreword.desk.bench import queue
from foreword.desk.models import Question, Turnaround


@pytest.mark.django_db
def test_it_asks_for_every_page_of_a_library_with_a_past(monkeypatch):
    monkeypatch.setattr(queue, "call_command", lambda *_args, **_more: None)
    monkeypatch.setattr(queue, "PAGES", {name: (path, 1) for name, (path, _times) in queue.PAGES.items()})
    report = queue.run(closed=20, waiting=3)
    assert (report["closed"], report["open"]) == (20, 3)
    assert all(report[f"{name}_cpu_ms"]["p95"] > 0 for name in queue.PAGES)
    assert Question.objects.waiting().count() == 3
    assert Turnaround.objects.filter(answer__isnull=False).count() == 20
