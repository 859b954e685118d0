import threading

import pytest

from foreword.search import encoders, generations, live, sealing, stored
from foreword.search.actions import mark_changed
from foreword.search.documents import Document
from foreword.search.encoders import HashEncoder
from foreword.search.queries import search
from foreword.search.tests.world import NOBODY

pytestmark = pytest.mark.django_db

WIFI = Document("entry", "wifi", "en", "public", "How do I join the wifi?", "Choose eduroam.")
FILES = ["keys.npy", "labels.json", "sorted.npy", "part_group.npy", "part_hash.npy", "hash.rows.npy", "hash.sums.npy"]
FILES += ["read_by.json", "terms/meta.json", sealing.SEAL]


def cut_short(file):
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def flip(file):
    told = bytearray(file.read_bytes())
    told[len(told) // 2] ^= 0xFF
    file.write_bytes(bytes(told))


def first(text):
    hits = search(text, viewer=NOBODY, lang="en").hits
    return hits[0].key if hits else None


def folder():
    return live.index_folder() / generations.Generation.read(live.index_folder()).name


@pytest.fixture
def built(shelves):
    """An index on disk that no process has open."""
    first("anything")
    live.live().close()
    return folder()


class TestDamage:
    @pytest.mark.parametrize("damage", [cut_short, flip, lambda file: file.unlink()], ids=["cut", "flipped", "missing"])
    @pytest.mark.parametrize("name", FILES)
    def test_is_noticed_and_mended(self, built, name, damage):
        damage(built / name)
        assert first("renew books") == "renew"
        assert folder() != built

    @pytest.mark.parametrize("name", FILES)
    def test_of_bytes_alone_is_noticed_by_reading(self, built, name):
        if name == sealing.SEAL:
            pytest.skip("it is read at every look")
        facts = (built / name).stat()
        flip(built / name)
        sealing.os.utime(built / name, ns=(facts.st_atime_ns, facts.st_mtime_ns))
        assert sealing.damaged(built) == set()
        assert sealing.damaged_inside(built, lambda: None) == {name}

    def test_of_segments_of_terms_is_noticed(self, built):
        for file in (built / "terms").glob("*.idx"):
            flip(file)
        assert first("renew books") == "renew"
        assert folder() != built

    def test_is_not_what_a_copy_has(self, built):
        for file in built.rglob("*"):
            sealing.os.utime(file, ns=(1, 1))
        assert sealing.damaged(built) == set()
        assert first("renew books") == "renew"
        assert folder() == built

    def test_of_the_kept_vectors_does_no_harm(self, built):
        live.live()._cache.close()
        live._live.cache_clear()
        (live.index_folder() / "vectors.sqlite3").write_bytes(b"no database" * 999)
        (built / "keys.npy").unlink()
        assert first("renew books") == "renew"


class TestMeanwhile:
    @pytest.fixture
    def unfinished(self, built, monkeypatch):
        """A server whose new index is never done."""
        index, done = live.live(), threading.Event()
        monkeypatch.setattr(index, "rebuild", lambda **_: done.wait())
        index.is_followed = True
        yield built
        done.set()
        index.wait(5)
        index.is_followed = False

    def test_it_answers_by_meaning_without_terms(self, unfinished):
        flip(unfinished / "terms" / "meta.json")
        assert first("renew books") == "renew"

    def test_it_answers_by_terms_without_vectors(self, unfinished):
        flip(unfinished / "hash.rows.npy")
        assert first("renew books") == "renew"

    def test_it_answers_nothing_rather_than_wrongly_without_documents(self, unfinished):
        flip(unfinished / "keys.npy")
        assert first("renew books") is None

    def test_it_takes_in_changes(self, unfinished, shelves):
        flip(unfinished / "hash.rows.npy")
        first("anything")
        shelves["entry"].held.append(WIFI)
        mark_changed(kind="entry", key="wifi")
        live.live().step()
        assert first("join the wifi") == "wifi"

    def test_damage_under_way_leaves_what_is_open_in_service(self, unfinished):
        first("renew books")
        (unfinished / "labels.json").unlink()
        live.live().inspect()
        live.live().step()
        assert first("renew books") == "renew"


def test_a_build_that_fails_leaves_the_old_index_serving(built, shelves, monkeypatch):
    monkeypatch.setattr(shelves["entry"], "documents", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        live.live().rebuild(thorough=True)
    assert folder() == built
    assert first("renew books") == "renew"


class TestSlowEncoders:
    """Two encoders, of which the second is slow: what it has read once is in every later generation."""

    @pytest.fixture
    def two(self, shelves, settings, monkeypatch):
        class Slow(HashEncoder):
            name, instant = "slow", False

        monkeypatch.setitem(encoders.ENCODERS, "slow", Slow)
        settings.FOREWORD_ENCODERS = ("hash", "slow")
        yield
        live.live().close()
        encoders._loaded.cache_clear()

    def test_take_part_once_their_vectors_are_kept(self, two):
        live.live().rebuild()
        assert stored.read_by(folder()) == ["hash"]
        live.live().catch_up(99)
        live.live().rebuild(instead_of=generations.Generation.read(live.index_folder()))
        assert stored.read_by(folder()) == ["hash", "slow"]
        assert first("renew books") == "renew"

    def test_an_index_that_has_grown_is_built_anew(self, two, monkeypatch):
        first("anything")
        before = folder()
        live.live().catch_up(99)
        monkeypatch.setattr(live, "MOST_FRESH", 3)
        live.live().tidy()
        live.live().step()
        assert folder() != before
        assert live.live().engine().fresh == 0
