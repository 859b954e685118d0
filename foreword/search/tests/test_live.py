import json
from unittest.mock import patch

import pytest
from django.db import connection

from foreword.search import live
from foreword.search.actions import mark_changed, reindex
from foreword.search.documents import Document
from foreword.search.models import IndexChange
from foreword.search.queries import search
from foreword.search.tests.world import NOBODY

pytestmark = pytest.mark.django_db

WIFI = Document("entry", "wifi", "en", "public", "How do I join the wifi?", "Choose eduroam.")


def first(text):
    hits = search(text, viewer=NOBODY, lang="en").hits
    return hits[0].key if hits else None


class TestChanges:
    def test_a_marked_change_is_searchable(self, shelves):
        first("anything")
        shelves["entry"].held.append(WIFI)
        mark_changed(kind="entry", key="wifi")
        assert first("join the wifi") == "wifi"

    def test_a_removed_object_is_gone_from_the_index(self, shelves):
        first("anything")
        shelves["entry"].held[:] = [one for one in shelves["entry"].held if one.key != "printer"]
        mark_changed(kind="entry", key="printer")
        first("anything")
        assert len(live.live().engine()) == 5

    def test_are_numbered_in_order(self, shelves):
        for key in ("a", "b", "c"):
            mark_changed(kind="entry", key=key)
        assert [change.key for change in IndexChange.objects.order_by("number")] == ["a", "b", "c"]

    def test_one_broken_document_does_not_hold_up_the_others(self, shelves, monkeypatch):
        first("anything")
        shelves["entry"].held.append(WIFI)
        healthy = shelves["entry"].document
        monkeypatch.setattr(shelves["entry"], "document", lambda key: healthy(key) if key == "wifi" else 1 / 0)
        mark_changed(kind="entry", key="broken")
        mark_changed(kind="entry", key="wifi")
        assert first("join the wifi") == "wifi"


class TestRebuild:
    def test_serves_the_same_afterwards(self, shelves):
        assert reindex() == 6
        assert first("renew books") == "renew"

    def test_embeds_nothing_twice(self, shelves, monkeypatch):
        reindex()
        monkeypatch.setattr(type(live.encoders()[0]), "stored", lambda *_: pytest.fail("embedded again"))
        reindex()

    def test_forgets_changes_that_are_in_it(self, shelves):
        for key in ("a", "b", "c"):
            mark_changed(kind="entry", key=key)
        reindex()
        assert [change.key for change in IndexChange.objects.all()] == ["c"]

    def test_drops_vectors_of_texts_that_are_gone(self, shelves):
        reindex()
        before = _vectors_held()
        shelves["entry"].held.clear()
        reindex()
        assert _vectors_held() < before


class TestReplicas:
    def test_leave_the_generation_as_it_was(self, shelves):
        first("anything")
        terms = next(live.index_folder().glob("gen-*")) / "terms"
        before = (terms / "meta.json").read_bytes()
        shelves["entry"].held.append(WIFI)
        mark_changed(kind="entry", key="wifi")
        first("join the wifi")
        assert (terms / "meta.json").read_bytes() == before

    def test_of_killed_processes_are_swept(self, shelves):
        left = live.index_folder() / "replica-4194304-left"
        left.mkdir(parents=True)
        first("anything")
        assert not left.exists()


class TestTrust:
    def test_a_missing_index_is_built(self, shelves):
        assert first("renew books") == "renew"

    def test_a_broken_index_is_built_anew(self, shelves):
        first("renew books")
        live.live().close()
        generation = next(live.index_folder().glob("gen-*"))
        (generation / "terms" / "meta.json").write_text("{broken")
        assert first("renew books") == "renew"

    def test_an_index_without_its_vectors_is_built_anew(self, shelves):
        first("renew books")
        live.live()._cache.forget_all_but([])
        live.live().close()
        assert first("renew books") == "renew"

    def test_an_index_of_another_version_is_built_anew(self, shelves):
        first("renew books")
        manifest = live.index_folder() / "current.json"
        fields = json.loads(manifest.read_text())
        manifest.write_text(json.dumps({**fields, "version": -1}))
        first("renew books")
        assert json.loads(manifest.read_text())["version"] > 0

    def test_an_index_of_another_database_is_built_anew(self, shelves):
        mark_changed(kind="entry", key="renew")
        first("renew books")
        IndexChange.objects.update(mark="restored")
        shelves["entry"].held.append(WIFI)
        first("anything")
        assert first("join the wifi") == "wifi"


def _vectors_held():
    return live.live()._cache._file.execute("SELECT count(*) FROM vector").fetchone()[0]


def test_a_home_that_is_moved_keeps_its_index(settings, tmp_path):
    settings.FOREWORD_HOME = tmp_path / "here"
    with patch.dict(connection.settings_dict, NAME=str(tmp_path / "here" / "foreword.sqlite3")):
        here = live.index_folder().name
    settings.FOREWORD_HOME = tmp_path / "there"
    with patch.dict(connection.settings_dict, NAME=str(tmp_path / "there" / "foreword.sqlite3")):
        assert live.index_folder().name == here
    with patch.dict(connection.settings_dict, NAME=str(tmp_path / "there" / "another.sqlite3")):
        assert live.index_folder().name != here
