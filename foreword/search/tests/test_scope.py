from dataclasses import replace

import pytest

from foreword.search.documents import Document
from foreword.search.encoders import HashEncoder
from foreword.search.engine import LEXICAL_DEPTH, Engine
from foreword.search.scope import Scope, wider_topics
from foreword.search.vector_cache import VectorCache

PUBLIC = Scope(frozenset({"public"}))
NETS = Document("record", "nets", "en", "public", "Computer networks", "", topics=("TP391",), year=2019)
NETS_ZH = Document("entry", "nets-zh", "zh-hans", "public", "计算机网络 computer networks", "", audience=("student",))
OLD = Document("record", "old", "en", "public", "Networks of old", "", topics=("trade",), year=1902)


@pytest.fixture
def engine(tmp_path):
    engine = Engine(tmp_path, [HashEncoder()], VectorCache(None))
    for document in (NETS, NETS_ZH, OLD):
        engine.replace(document.folded, [document])
    engine.commit()
    yield engine
    engine.close()


def found(engine, **asked):
    return {match.key for match in engine.search("networks", replace(PUBLIC, **asked), limit=10)}


class TestScope:
    def test_asks_for_languages(self, engine):
        assert found(engine, langs={"zh-hans"}) == {"nets-zh"}

    @pytest.mark.parametrize(
        ("topic", "keys"), [("TP", {"nets"}), ("TP391", {"nets"}), ("TP3912", set()), ("tr", set())]
    )
    def test_asks_for_topics_and_for_wider_classes(self, engine, topic, keys):
        assert found(engine, topics={topic}) == keys

    def test_a_document_for_nobody_in_particular_is_for_everybody(self, engine):
        assert found(engine, audiences={"teacher"}) == {"nets", "old"}

    def test_asks_for_years_both_ends_included(self, engine):
        assert found(engine, years=(1902, 2018)) == {"old"}

    def test_an_empty_wish_finds_nothing(self, engine):
        assert found(engine, langs=frozenset()) == set()

    def test_finds_the_one_among_many_that_are_out_of_it(self, engine):
        for number in range(4 * LEXICAL_DEPTH["submit"] + 100):
            engine.replace(("post", f"p{number}"), [Document("post", f"p{number}", "en", "staff", "networks", "")])
        engine.commit()
        assert found(engine, kinds={"record"}) == {"nets", "old"}


def test_only_class_marks_have_wider_classes():
    assert wider_topics("TP39") == ["TP39", "TP3", "TP", "T"]
    assert wider_topics("borrowing") == ["borrowing"]


def test_a_match_is_the_sum_of_its_parts(engine):
    for match in engine.search("networks", PUBLIC, limit=3, tier="keystroke"):
        assert sum(match.parts.values()) == pytest.approx(match.score, abs=1e-5)


def test_what_use_has_taught_decides_between_equals(engine):
    twins = [
        Document("entry", key, "en", "public", "twin networks", "", prior=prior)
        for key, prior in (("a", 0.0), ("b", 0.5))
    ]
    for twin in twins:
        engine.replace(twin.folded, [twin])
    engine.commit()
    assert engine.search("twin networks", PUBLIC, limit=1)[0].key == "b"
