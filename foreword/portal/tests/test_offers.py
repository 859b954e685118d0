"""What is offered while a question is being written."""

import pytest

from foreword.collection.models import Record
from foreword.portal.queries.finding import offers

pytestmark = pytest.mark.django_db


def test_an_answer_to_it_is_offered(renewing):
    assert [item.key for item in offers("How do I renew a book?", None, lang="en")] == [renewing.pid]


@pytest.mark.parametrize("text", ["📚📚📚📚", "zzzz qqqq", "字" * 300])
def test_where_nothing_answers_nothing_is_offered(renewing, text):
    assert offers(text, None, lang="en") == ()


def test_a_book_is_no_answer(db):
    Record.objects.create(control_number="1", title="Renewing a book", lang="eng")
    assert offers("renewing a book", None, lang="en") == ()
