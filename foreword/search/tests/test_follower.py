import time

import pytest
from django.db import transaction

from foreword.search import live
from foreword.search.actions import mark_changed
from foreword.search.documents import Document
from foreword.search.follower import Follower
from foreword.search.models import IndexChange
from foreword.search.queries import search
from foreword.search.tests.world import NOBODY

WIFI = Document("entry", "wifi", "en", "public", "How do I join the wifi?", "Choose eduroam.")


@pytest.fixture
def follower(shelves):
    follower = Follower(live.live())
    follower.start()
    yield follower
    follower.stop()


def finds_wifi():
    return "wifi" in [hit.key for hit in search("join the wifi", viewer=NOBODY, lang="en").hits]


@pytest.mark.django_db(transaction=True)
class TestFollower:
    def test_takes_in_a_change_within_two_seconds(self, follower, shelves):
        assert not finds_wifi()
        shelves["entry"].held.append(WIFI)
        mark_changed(kind="entry", key="wifi")
        deadline = time.monotonic() + 2
        while not finds_wifi() and time.monotonic() < deadline:
            time.sleep(0.02)
        assert finds_wifi()

    def test_knows_nothing_of_what_was_rolled_back(self, follower):
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            mark_changed(kind="entry", key="wifi")
            raise ZeroDivisionError
        assert not IndexChange.objects.exists()
