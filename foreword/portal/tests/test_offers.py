"""What is offered while a question is being written, and what is opened as the answer to a search."""

import pytest

from foreword.collection.models import Record
from foreword.portal.queries import finding
from foreword.portal.queries.finding import found, offers
from foreword.search.queries import Hit, Results

pytestmark = pytest.mark.django_db


def test_an_answer_to_it_is_offered(renewing):
    assert [item.key for item in offers("How do I renew a book?", None, lang="en")] == [renewing.pid]


@pytest.mark.parametrize("text", ["📚📚📚📚", "zzzz qqqq", "字" * 300])
def test_where_nothing_answers_nothing_is_offered(renewing, text):
    assert offers(text, None, lang="en") == ()


def test_a_book_is_no_answer(db):
    Record.objects.create(control_number="1", title="Renewing a book", lang="eng")
    assert offers("renewing a book", None, lang="en") == ()


@pytest.mark.parametrize(("kind", "opened"), [("entry", True), ("record", False)])
def test_a_book_must_be_surer_than_an_entry_to_be_opened_as_the_answer(db, monkeypatch, kind, opened):
    hit = Hit(kind, "b1", "Networks", "/x/", "", 0.8, "en", {})
    monkeypatch.setattr(finding, "search_page", lambda *_a, **_k: Results([hit], 1.0, 0.75, "answer"))
    assert bool(found("Is there wifi?", None, lang="en").best) is opened
