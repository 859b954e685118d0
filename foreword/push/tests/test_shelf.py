"""The shelf in memory says what the tables say."""

import pytest

from foreword.knowledge.models import Status
from foreword.push.shelf import shelf

pytestmark = pytest.mark.django_db


def keys(items) -> set[str]:
    return {item.key for item in items}


class TestShelf:
    def test_is_read_once_for_many_looks(self, entry, django_assert_num_queries):
        entry("citation")
        shelf().of_topics(["citation"])
        with django_assert_num_queries(2):  # the stamp
            shelf().of_topics(["thesis"])

    def test_holds_what_was_published_since(self, entry):
        first = entry("citation", 1)
        assert keys(shelf().of_topics(["citation"])) == {first.pid}
        second = entry("citation", 2)
        assert keys(shelf().of_topics(["citation"])) == {first.pid, second.pid}

    def test_drops_what_was_withdrawn_since(self, entry):
        gone = entry("citation")
        assert shelf().of_keys([("entry", gone.pid)])
        gone.status = Status.WITHDRAWN
        gone.save()
        assert shelf().of_keys([("entry", gone.pid)]) == {}

    def test_follows_an_entry_to_another_topic(self, entry):
        moved = entry("citation")
        assert shelf().of_topics(["citation"])
        moved.topic_id = "thesis"
        moved.save()
        assert shelf().of_topics(["citation"]) == []
        assert keys(shelf().of_topics(["thesis"])) == {moved.pid}

    def test_has_the_newest_first(self, entry):
        old, new = entry("citation", 1, days=9), entry("citation", 2, days=1)
        assert [item.key for item in shelf().of_topics(["citation"])] == [new.pid, old.pid]

    def test_has_for_a_season_what_names_it_and_what_is_of_its_topics(self, entry):
        entry("citation")
        named, about = entry("access", seasons=["exams"]), entry("thesis")
        assert keys(shelf().of_season("exams", ["thesis"])) == {named.pid, about.pid}

    def test_never_holds_what_touches_a_sensitive_topic(self, entry):
        private = entry("citation")
        private.texts.filter(lang="en").update(question="Where is there help with depression?")
        assert shelf().of_topics(["citation"]) == []
