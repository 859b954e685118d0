import pytest
from django.test import Client

from foreword.kernel.clock import ago
from foreword.knowledge.models import Entry, EntryText, Status
from foreword.push.models import Delivery
from foreword.search import live
from tests.world import sign_in


@pytest.fixture(autouse=True)
def own_index(settings, tmp_path):
    """An index for each test: what another test published must not be found here."""
    settings.FOREWORD_HOME = tmp_path
    yield
    live.live().close()


@pytest.fixture
def renewing(topics) -> Entry:
    """One published entry, in both languages."""
    entry = Entry.objects.create(
        key="renewing", topic=topics["borrowing"], status=Status.PUBLISHED, published_at=ago(days=30)
    )
    EntryText.objects.create(
        entry=entry, lang="en", question="How do I renew a book?", answer="In **My loans**, twice."
    )
    EntryText.objects.create(
        entry=entry, lang="zh-hans", question="怎样续借图书？", answer="在“我的借阅”里，可续借两次。"
    )
    return entry


@pytest.fixture
def pushed(lin, renewing) -> Delivery:
    reason = {"code": "interest", "dimension": "searches", "params": {"topic": "borrowing"}}
    return Delivery.objects.create(
        person=lin,
        topic="borrowing",
        kind="entry",
        key=renewing.pid,
        reasons=[reason],
        dimensions=["searches"],
        score=1,
    )


@pytest.fixture
def client_of():
    """Another browser, of somebody or of nobody."""

    def of(person=None) -> Client:
        return sign_in(Client(), person) if person else Client()

    return of
