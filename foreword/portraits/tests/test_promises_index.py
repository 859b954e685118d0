"""P8: the search index keeps nothing of whoever was forgotten, on disk either."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from foreword.community.actions import ask_in_public
from foreword.kernel.clock import now
from foreword.kernel.erasure import erase_person
from foreword.kernel.jobs.run import run_until_idle
from foreword.portraits.tests.test_promises_erasure import MARK, files_with
from foreword.search.live import live
from foreword.search.queries import search
from foreword.search.viewers import Viewer


@pytest.fixture(autouse=True)
def _own_index(settings, tmp_path):
    settings.FOREWORD_HOME = tmp_path
    yield
    live().close()


def found() -> list[str]:
    return [hit.title for hit in search(MARK, viewer=Viewer.anonymous(), lang="en").hits if MARK in hit.title]


def on_disk(key: str) -> list[str]:
    return files_with(key, Path(settings.FOREWORD_HOME))


@pytest.mark.django_db
def test_p08_the_index_forgets(outsider, lin, time_machine):
    ask_in_public(person=lin, title="Where is the map room?", text="I cannot find it.", lang="en")
    thread = ask_in_public(person=outsider, title=f"Who knows {MARK}?", text=f"{MARK} again", lang="en")
    run_until_idle()
    assert found()
    assert on_disk(thread.pid)
    erase_person(outsider)
    run_until_idle()
    assert found() == []
    time_machine.move_to(now() + timedelta(minutes=61))
    run_until_idle()
    assert on_disk(MARK) == []
    assert found() == []
