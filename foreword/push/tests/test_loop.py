"""A need, then an answer to it: pushed before anybody asks."""

import pytest

from foreword.kernel.clock import ago
from foreword.kernel.jobs.run import run_until_idle
from foreword.knowledge.models import Entry, EntryText, Status
from foreword.portraits.actions import record_signal
from foreword.push.models import Delivery
from foreword.push.queries import today

pytestmark = pytest.mark.django_db


def entry(topic: str, n: int = 1, *, days: float = 60, **fields) -> Entry:
    made = Entry.objects.create(
        key=f"{topic}-{n}", topic_id=topic, status=Status.PUBLISHED, published_at=ago(days=days), **fields
    )
    for lang in ("en", "zh-hans"):
        EntryText.objects.create(entry=made, lang=lang, question=f"{topic} {n} in {lang}?", answer="Yes.")
    return made


class TestPush:
    def test_follows_a_signal_at_once(self, lin, topics):
        entry("citation")
        record_signal(person=lin, kind="opened", topic="citation", item="record:1", title="A book on citing")
        run_until_idle()
        delivery = Delivery.objects.get(person=lin)
        assert delivery.topic == "citation"
        assert delivery.reasons[0]["code"] == "opened"
        shown = today(lin, lang="en")
        assert shown.personal
        assert shown.answers[0].why == "You opened 1 page about “Citing and references” today."
        assert shown.answers[0].delivery == delivery.pid
