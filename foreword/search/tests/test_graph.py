import numpy as np
import pytest

from foreword.search import building, rows
from foreword.search.documents import Document
from foreword.search.encoders import HashEncoder
from foreword.search.engine import Engine
from foreword.search.generations import Position
from foreword.search.graph import Graph
from foreword.search.scope import Scope
from foreword.search.stored import StoredIndex
from foreword.search.vector_cache import VectorCache

PUBLIC = Scope(frozenset({"public"}))
SUBJECTS = ("rivers", "bridges", "poems", "taxes", "medicine", "birds", "maps", "trains", "law", "rice")


def document(number, access="public"):
    title = f"{SUBJECTS[number % 10]} of county {number}"
    return Document("record", f"r{number}", "en", access, title, "")


DOCUMENTS = [document(number) for number in range(300)]


@pytest.fixture
def small_exact(monkeypatch):
    """As if forty rows were already too many to compare one by one."""
    monkeypatch.setattr(rows, "EXACT", 40)
    monkeypatch.setattr("foreword.search.vectors.EXACT", 40)


@pytest.fixture
def built(tmp_path, small_exact):
    """An engine on a generation with a graph."""
    cache = VectorCache(None)
    generation = building.build(
        tmp_path, DOCUMENTS, position=Position(), encoders=[HashEncoder()], cache=cache, thorough=True
    )
    stored = StoredIndex.load(tmp_path / generation.name, [HashEncoder()])
    assert stored.rows["hash"].graph is not None
    engine = Engine(tmp_path / generation.name / "terms", [HashEncoder()], cache, stored=stored)
    yield engine
    engine.close()


def found(engine, text, scope=PUBLIC, limit=10):
    return [match.key for match in engine.neighbours([text], scope, limit=limit, exclude=frozenset())]


class TestGraph:
    def test_finds_what_is_nearest(self, built):
        assert [found(built, each.title, limit=1) for each in DOCUMENTS[::17]] == [
            [each.key] for each in DOCUMENTS[::17]
        ]

    def test_finds_what_comparing_each_finds(self, built, tmp_path):
        exact = Engine(tmp_path / "exact", [HashEncoder()], VectorCache(None))
        for each in DOCUMENTS[:30]:
            exact.replace(each.folded, [each])
        exact.commit()
        few = {each.key for each in DOCUMENTS[:30]}
        assert [key for key in found(built, "bridges of county 11", limit=300) if key in few][:5] == found(
            exact, "bridges of county 11", limit=5
        )
        exact.close()

    def test_has_nothing_of_what_was_removed(self, built):
        built.replace(("record", "r11"), [])
        built.commit()
        assert "r11" not in found(built, DOCUMENTS[11].title, limit=300)
        assert len(built) == 299

    def test_finds_what_came_later_and_what_it_says_now(self, built):
        built.replace(("record", "r11"), [Document("record", "r11", "en", "public", "whales of the north", "")])
        built.commit()
        assert found(built, "whales of the north", limit=1) == ["r11"]

    def test_takes_in_more_than_it_compares_one_by_one(self, built):
        for number in range(300, 380):
            built.replace(("record", f"r{number}"), [document(number)])
        built.commit()
        assert built.fresh == 80
        assert found(built, document(377).title, limit=1) == ["r377"]

    def test_a_zero_vector_is_near_to_nothing(self):
        graph = Graph.empty(8)
        graph.add(5, np.concatenate([np.zeros((1, 8)), np.eye(8)[:2]]).astype(np.float32))
        assert set(graph.nearest(np.eye(8)[0].astype(np.float32), 5)) == {6, 7}


class TestAccess:
    @pytest.fixture
    def crowded(self, built):
        """Two public documents among many of one person's that say the same."""
        for number in range(400, 600):
            own = Document("question", f"q{number}", "en", "person:lin", "rivers of county 70", "")
            built.replace(own.folded, [own])
        built.commit()
        return built

    def test_what_is_private_neither_shows_nor_counts(self, crowded):
        hits = crowded.search("rivers of county 70", PUBLIC, limit=20)
        assert len(hits) == 20
        assert {match.kind for match in hits} == {"record"}

    def test_a_person_finds_their_own(self, crowded):
        own = Scope(frozenset({"public", "person:lin"}), kinds={"question"})
        assert len(crowded.search("rivers of county 70", own, limit=500)) == 200

    def test_a_rare_kind_is_found_among_many(self, crowded):
        scope = Scope(frozenset({"public", "person:lin"}), kinds={"record"})
        assert found(crowded, "rivers of county 70", scope, limit=1) == ["r70"]


def test_a_title_that_was_indexed_is_not_read_again(tmp_path, monkeypatch):
    reader = HashEncoder()
    engine = Engine(tmp_path / "terms", [reader], VectorCache(None))
    for each in DOCUMENTS[:10]:
        engine.replace(each.folded, [each])
    engine.commit()
    title = DOCUMENTS[3].title
    found(engine, "the first question of all measures where questions lie")
    monkeypatch.setattr(reader, "query", lambda text: pytest.fail(f"read {text!r} again"))
    assert found(engine, title, limit=1) == [DOCUMENTS[3].key]
    engine.close()
