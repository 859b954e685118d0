"""Whatever happens to the ground of a product is told to the media center."""

import pytest

from foreword.collection.models import Record
from foreword.community.actions import ask_in_public, hide_thread
from foreword.insight.tasks import look_after_records
from foreword.kernel.erasure import erase_person
from foreword.kernel.jobs.run import run_until_idle
from foreword.knowledge.actions import EntryCopy, store_entries, withdraw_entry
from foreword.knowledge.models import Entry
from foreword.media.actions import create_product
from foreword.media.models import SourceNews

TEXTS = {"en": {"title": "First week", "summary": "Small visits.", "body": "Bring your card."}}
COPY = EntryCopy(key="loans", lang="en", question="How long?", answer="Thirty days.")


def stand_on(kind: str, key: str) -> None:
    create_product(key="first-week", texts=TEXTS, sources=[(kind, key)])
    run_until_idle()


def told() -> list[tuple[str, str]]:
    run_until_idle()
    return list(SourceNews.objects.values_list("state", "title"))


@pytest.fixture
def entry(topics) -> Entry:
    store_entries(copies=[COPY])
    run_until_idle()
    made = Entry.objects.get(key="loans")
    stand_on("entry", made.pid)
    return made


def test_an_entry_that_is_withdrawn_is_gone(entry, zhao):
    withdraw_entry(entry=entry, by=zhao)
    assert told() == [("gone", "How long?")]


def test_an_entry_that_comes_with_other_words_has_changed(entry):
    store_entries(copies=[EntryCopy(key="loans", lang="en", question="How long?", answer="Sixty days.")])
    assert told() == [("changed", "How long?")]


def test_an_entry_that_comes_with_the_same_words_has_not(entry):
    store_entries(copies=[COPY])
    assert told() == []


@pytest.fixture
def thread(topics, omar):
    made = ask_in_public(person=omar, title="Where is it quiet?", text="I study at night.", lang="en")
    stand_on("community", made.pid)
    return made


def test_a_thread_that_is_hidden_is_gone(thread, chen):
    hide_thread(thread=thread, by=chen)
    assert told() == [("gone", "Where is it quiet?")]


def test_whose_words_are_erased_takes_them_from_under_the_product(thread, omar):
    erase_person(omar)
    assert told()[0][0] == "gone"


def test_a_record_that_left_the_catalogue_is_gone(topics):
    record = Record.objects.create(source="x", control_number="1", title="Steel")
    stand_on("record", record.pid)
    record.delete()
    look_after_records.call()
    assert told() == [("gone", "")]
