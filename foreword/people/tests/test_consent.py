import hashlib

import pytest

from foreword.kernel.models import OutboxEvent
from foreword.people.actions import (
    TooYoung,
    UnknownDimension,
    give_consent,
    load_topics,
    withdraw_all,
    withdraw_consent,
)
from foreword.people.models import Consent, Dimension, Topic, consent
from foreword.people.permissions import MAY, may
from foreword.people.purposes import PURPOSES
from foreword.people.queries import consented, paused

pytestmark = pytest.mark.django_db

PURPOSES_OF_VERSION = {1: "eef7ca0ac694969d"}
"""The hash of the English purpose texts of each version. A new text needs a new version, so that it asks again.

Two dimensions joined the first nine within version 1: nobody had agreed to them, so they ask by themselves."""


class TestConsent:
    def test_is_not_there_by_default(self, omar):
        assert consented(omar) == frozenset()

    def test_given_twice_stands_once(self, omar):
        give_consent(person=omar, dimension="searches")
        give_consent(person=omar, dimension="searches")
        assert Consent.objects.filter(person=omar).count() == 1

    def test_of_one_dimension_implies_no_other(self, omar):
        give_consent(person=omar, dimension="searches")
        assert consented(omar) == {"searches"}

    def test_withdrawn_is_gone_but_remembered_as_given(self, lin):
        withdraw_consent(person=lin, dimension="searches")
        assert "searches" not in consented(lin)
        assert Consent.objects.get(person=lin, dimension="searches").withdrawn_at is not None

    def test_withdrawn_is_told_once(self, lin):
        withdraw_consent(person=lin, dimension="searches")
        withdraw_consent(person=lin, dimension="searches")
        assert OutboxEvent.objects.filter(kind="people.ConsentWithdrawn").count() == 1

    def test_all_can_be_withdrawn_at_once(self, lin):
        withdraw_all(person=lin)
        assert consented(lin) == frozenset()

    def test_does_not_leak_to_another_reader(self, lin, omar):
        assert consented(lin)
        assert not consented(omar)

    def test_of_an_unknown_dimension_is_refused(self, omar):
        with pytest.raises(UnknownDimension):
            give_consent(person=omar, dimension="dreams")

    def test_p02_names_text_time_and_channel(self, omar):
        given = give_consent(person=omar, dimension="searches", channel="api")
        assert (given.purpose_version, given.channel) == (consent.PURPOSE_VERSION, "api")
        assert given.given_at is not None

    def test_p02_rests_when_the_purpose_text_changes(self, lin, monkeypatch):
        monkeypatch.setattr(consent, "PURPOSE_VERSION", 2)
        assert consented(lin) == frozenset()
        assert "searches" in paused(lin)

    def test_p02_can_be_given_to_the_new_text(self, lin, monkeypatch):
        monkeypatch.setattr(consent, "PURPOSE_VERSION", 2)
        give_consent(person=lin, dimension="searches")
        assert consented(lin) == {"searches"}

    def test_p02_every_dimension_says_what_it_is_for(self):
        assert set(PURPOSES) == set(Dimension)

    def test_p02_a_changed_purpose_text_needs_a_new_version(self):
        texts = "\n".join(str(PURPOSES[dimension]) for dimension in Dimension)
        assert hashlib.sha256(texts.encode()).hexdigest()[:16] == PURPOSES_OF_VERSION[consent.PURPOSE_VERSION]

    def test_p21_is_not_taken_from_children(self, omar):
        omar.under_14 = True
        with pytest.raises(TooYoung):
            give_consent(person=omar, dimension="searches")

    def test_p21_does_not_count_once_somebody_is_known_to_be_a_child(self, lin):
        lin.under_14 = True
        assert consented(lin) == frozenset()


class TestPermissions:
    def test_p12_let_nobody_read_the_portraits_of_others(self):
        assert MAY["portrait.read_any"] == frozenset()

    def test_let_readers_ask_and_nothing_else(self, omar):
        assert {verb for verb in MAY if may(omar, verb)} == {"question.ask"}

    def test_give_nobody_what_needs_an_account(self):
        assert not any(may(None, verb) for verb in MAY)


def test_topics_are_loaded_and_corrected():
    rows = [{"key": "citation", "en": "Citing", "zh": "引文", "clc": "G256"}]
    load_topics(rows)
    load_topics([{**rows[0], "en": "Citing sources"}])
    assert Topic.objects.get().name_en == "Citing sources"
