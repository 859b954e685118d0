"""One engine, one way to it: every room searches through `search.queries`, and says what for."""

import ast
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import foreword
from foreword.search.purposes import PURPOSES
from foreword.search.queries import search
from foreword.search.sources import register_source
from foreword.search.tests.world import CHEN, NOBODY, RENEW, Shelf

HOUSE = Path(foreword.__file__).parent
INSIDE = {"engine", "lexical", "vectors", "fusion", "live", "registry"}
WAYS = {"search", "suggest", "content_neighbours"}


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in HOUSE.rglob("*.py"):
        room = path.relative_to(HOUSE).parts[0]
        if room != "search" and not {"tests", "bench", "migrations"} & set(path.parts):
            yield path.relative_to(HOUSE).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def test_no_room_reaches_past_the_queries():
    found = [
        (name, node.module)
        for name, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").removeprefix("foreword.search.") in INSIDE
    ]
    assert found == []


def test_every_room_says_what_it_searches_for():
    silent = []
    for name, tree in modules():
        ways = {
            alias.asname or alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module == "foreword.search.queries"
            for alias in node.names
            if alias.name in WAYS
        }
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
        silent += [
            f"{name}:{call.lineno}"
            for call in calls
            if call.func.id in ways and "purpose" not in {word.arg for word in call.keywords}
        ]
    assert silent == []


@pytest.mark.django_db
class TestWeights:
    def test_a_purpose_may_look_for_its_kinds_alone(self, shelves):
        found = search("question about the vault", viewer=CHEN, lang="en", purpose="push").hits
        assert {hit.kind for hit in found} <= set(PURPOSES["push"].kinds)

    def test_near_equals_change_places_by_kind(self, shelves):
        register_source(Shelf("record", [replace(RENEW, kind="record", key="twin")]))
        hits = search("renew books", viewer=NOBODY, lang="en", purpose="reader").hits
        assert [hit.kind for hit in hits[:2]] == ["entry", "record"]
        assert hits[1].parts["kind"] < 0
