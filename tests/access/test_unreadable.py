"""What PostgreSQL refuses to hold is the sender's mistake, whichever way it comes in."""

import pytest
from django.db import DataError

from foreword.desk import queries
from foreword.portal.views import reading

pytestmark = pytest.mark.django_db


def refuse(*_arguments, **_more):
    raise DataError("PostgreSQL text fields cannot contain NUL (0x00) bytes")


def test_a_page_says_so(client, monkeypatch):
    monkeypatch.setattr(reading, "entry_page", refuse)
    assert client.get("/en/answers/x/").status_code == 400


def test_the_api_says_so_as_a_problem(client, monkeypatch):
    monkeypatch.setattr(queries, "open_question", refuse)
    answer = client.get("/api/v1/questions/x")
    assert (answer.status_code, answer.headers["Content-Type"]) == (400, "application/problem+json")
    assert "NUL" not in answer.content.decode()
