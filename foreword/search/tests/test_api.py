import pytest

pytestmark = pytest.mark.django_db


def test_search_gives_hits_and_time(client, shelves):
    answer = client.get("/api/v1/search", {"q": "renew books", "lang": "en"}).json()
    assert answer["hits"][0]["id"] == "renew"
    assert answer["hits"][0].keys() == {"kind", "id", "title", "snippet", "url", "score", "lang"}
    assert answer["took_ms"] >= 0


def test_suggest_gives_hits(client, shelves):
    assert client.get("/api/v1/suggest", {"q": "prin"}).json()["hits"][0]["id"] == "printer"


def test_a_reader_cannot_ask_for_what_is_for_staff(client, shelves):
    assert "keys" not in client.get("/api/v1/search", {"q": "key of the vault", "kind": "entry"}).content.decode()


@pytest.mark.parametrize("q", ["", "a" * 5000, "title:(", "📚", "\0"])
def test_odd_questions_are_no_error(client, shelves, q):
    assert client.get("/api/v1/search", {"q": q}).status_code == 200


def test_odd_limits_are_no_error(client, shelves):
    assert client.get("/api/v1/search", {"q": "renew", "limit": -3}).json()["hits"] == []
