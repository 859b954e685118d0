import pytest

from foreword.search.queries import content_neighbours, search, suggest
from foreword.search.tests.world import CHEN, LIN, NOBODY

pytestmark = pytest.mark.django_db


def keys(results):
    return [hit.key for hit in results.hits]


class TestSearch:
    def test_finds_the_entry(self, shelves):
        assert keys(search("renew a book", viewer=NOBODY, lang="en"))[0] == "renew"

    def test_folds_languages_into_one_hit(self, shelves):
        assert keys(search("renew 续借", viewer=NOBODY, lang="en")).count("renew") == 1

    def test_prefers_the_viewers_language(self, shelves):
        assert search("renew books", viewer=NOBODY, lang="zh-hans").hits[0].title == "如何续借图书？"

    def test_crosses_languages_by_house_vocabulary_alone(self, shelves):
        assert keys(search("thesis", viewer=NOBODY, lang="en"))[0] == "thesis"

    def test_keeps_to_the_kinds_asked_for(self, shelves):
        assert {hit.kind for hit in search("vault", viewer=LIN, lang="en", kinds={"answer"}).hits} == {"answer"}

    def test_keeps_to_the_limit(self, shelves):
        assert len(search("book", viewer=CHEN, lang="en", limit=2).hits) == 2

    def test_has_no_confidence_in_nothing(self, shelves):
        assert search("", viewer=NOBODY, lang="en").confidence == 0


class TestAccess:
    def test_shows_staff_what_is_for_staff(self, shelves):
        assert "keys" in keys(search("key of the vault", viewer=CHEN, lang="en"))

    def test_hides_it_from_readers(self, shelves):
        assert "keys" not in keys(search("key of the vault", viewer=LIN, lang="en"))

    def test_shows_a_person_their_own(self, shelves):
        assert "lin-1" in keys(search("question about the vault", viewer=LIN, lang="en"))

    def test_hides_it_from_others_even_staff(self, shelves):
        assert "lin-1" not in keys(search("question about the vault", viewer=CHEN, lang="en"))

    def test_asks_the_room_and_not_the_index(self, shelves):
        search("renew", viewer=NOBODY, lang="en")
        shelves["entry"].held.clear()
        assert keys(search("renew", viewer=NOBODY, lang="en")) == []


class TestSuggest:
    def test_forgives_a_typing_error(self, shelves):
        assert keys(suggest("prnter", viewer=NOBODY, lang="en"))[:1] == ["printer"]

    def test_reads_pinyin(self, shelves):
        assert keys(suggest("xujie", viewer=NOBODY, lang="en"))[:1] == ["renew"]


class TestContentNeighbours:
    def test_finds_what_is_near_and_leaves_out_what_is_known(self, shelves):
        found = content_neighbours(["print"], kinds={"entry"}, limit=3, exclude=frozenset({("entry", "renew")}))
        assert found[0][:2] == ("entry", "printer")
        assert ("entry", "renew") not in [one[:2] for one in found]

    def test_finds_public_things_only(self, shelves):
        found = content_neighbours(["key of the vault"], kinds={"entry", "answer"}, limit=9)
        assert not {"keys", "lin-1"} & {key for _, key, _ in found}
