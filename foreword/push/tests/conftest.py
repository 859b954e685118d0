"""What the tests of push put on the shelf."""

from datetime import date, timedelta

import pytest

from foreword.kernel.clock import ago, today
from foreword.knowledge.models import Entry, EntryText, Status
from foreword.push import holdout, policy
from foreword.push.actions import load_seasons
from foreword.push.actions.occasions import approve_occasion, write_occasion
from foreword.push.models import Occasion


@pytest.fixture(autouse=True)
def _no_chance(monkeypatch):
    """What chance makes of a public id is no matter of the other tests: nobody is held out, nothing explored."""
    monkeypatch.setattr(holdout, "SHARE", 0.0)
    monkeypatch.setattr(policy, "EXPLORES", 0.0)


@pytest.fixture
def entry(topics):
    """Put a published entry of a topic on the shelf."""

    def put(topic: str, n: int = 1, *, days: float = 60, **fields) -> Entry:
        made = Entry.objects.create(
            key=f"{topic}-{n}", topic_id=topic, status=Status.PUBLISHED, published_at=ago(days=days), **fields
        )
        for lang in ("en", "zh-hans"):
            EntryText.objects.create(entry=made, lang=lang, question=f"{topic} {n} in {lang}?", answer="Yes.")
        return made

    return put


@pytest.fixture
def season(db) -> date:
    """Thesis proposals, now, for graduates; the day on which it ends."""
    ends = today() + timedelta(days=10)
    load_seasons(
        [
            {
                "key": "thesis-proposal",
                "starts_on": today() - timedelta(days=10),
                "ends_on": ends,
                "name_en": "Thesis proposals",
                "name_zh": "开题季",
                "line_en": "Thesis proposals are being written now.",
                "line_zh": "正是写开题报告的时候。",
                "audience": ["graduate"],
                "topics": ["thesis"],
            }
        ]
    )
    return ends


GIVEN = {
    "name_en": "Exam weeks",
    "name_zh": "考试周",
    "why_en": "It is exam week",
    "why_zh": "现在是考试周",
    "topics": ["access"],
    "media": ["mail"],
}


@pytest.fixture
def write(zhao, dean):
    """An approved occasion: the editor wrote it, the head of service approved it."""

    def make(**fields) -> Occasion:
        row = write_occasion(by=zhao, given={**GIVEN, **fields})
        return approve_occasion(occasion=row, by=dean)

    return make
