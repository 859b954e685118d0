import pytest

from foreword.search import queries

pytestmark = pytest.mark.django_db


def test_search_gives_hits_and_time(client, shelves):
    answer = client.get("/api/v1/search", {"q": "renew books", "lang": "en"}).json()
    assert answer["hits"][0]["id"] == "renew"
    assert answer["hits"][0].keys() == {"kind", "id", "title", "snippet", "highlights", "url", "score", "lang"}
    assert answer["took_ms"] >= 0


def test_suggest_gives_hits(client, shelves):
    assert client.get("/api/v1/suggest", {"q": "prin"}).json()["hits"][0]["id"] == "printer"


@pytest.mark.parametrize(("paused", "tier"), [("false", "keystroke"), ("true", "submit")])
def test_a_pause_gives_time_for_every_encoder(client, shelves, monkeypatch, paused, tier):
    tiers = []
    whole = queries.search
    monkeypatch.setattr(queries, "search", lambda *a, **k: tiers.append(k["tier"]) or whole(*a, **k))
    assert client.get("/api/v1/suggest", {"q": "prin", "paused": paused}).json()["hits"][0]["id"] == "printer"
    assert tiers == [tier]


def test_a_reader_cannot_ask_for_what_is_for_staff(client, shelves):
    assert "keys" not in client.get("/api/v1/search", {"q": "key of the vault", "kind": "entry"}).content.decode()


@pytest.mark.parametrize("q", ["", "a" * 5000, "title:(", "📚", "\0"])
def test_odd_questions_are_no_error(client, shelves, q):
    assert client.get("/api/v1/search", {"q": q}).status_code == 200


def test_odd_limits_are_no_error(client, shelves):
    assert client.get("/api/v1/search", {"q": "renew", "limit": -3}).json()["hits"] == []


def test_marks_are_places_in_the_snippet(client, shelves):
    hit = client.get("/api/v1/search", {"q": "renewing books"}).json()["hits"][0]
    assert [hit["snippet"][start:end].lower() for start, end in hit["highlights"]] == ["renew"]


@pytest.mark.parametrize("path", ["search", "suggest"])
def test_an_explanation_sums_up_to_the_score(client, shelves, path):
    answer = client.get(f"/api/v1/{path}", {"q": "renew books", "explain": 1}).json()
    hit = answer["hits"][0]
    assert sum(hit["explain"]["parts"].values()) == pytest.approx(hit["score"], abs=0.001)
    assert "renew" in answer["explain"]["ideas"]


def test_nothing_is_explained_unasked(client, shelves):
    assert not {"explain", "facets"} & client.get("/api/v1/search", {"q": "renew"}).json().keys()


@pytest.mark.parametrize("kinds", ["entry,answer", ["entry", "answer"]])
def test_several_values_are_repeated_or_parted_by_commas(client, shelves, kinds):
    hits = client.get("/api/v1/search", {"q": "vault", "kind": kinds, "facets": 1}).json()["hits"]
    assert {hit["kind"] for hit in hits} <= {"entry"}, "the answer is Lin's alone"


def test_odd_filters_are_no_error(client, shelves):
    odd = {"q": "renew", "year": "9-x", "subject": "\0", "language": "😀" * 99, "audience": "'; --"}
    assert client.get("/api/v1/search", odd).status_code == 200
