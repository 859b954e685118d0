from datetime import timedelta

import pytest

from foreword.kernel.clock import now
from foreword.kernel.jobs.run import run_until_idle
from foreword.people.models import Consent
from foreword.portraits.actions import record_signal
from foreword.portraits.actions.signals import FromTheFuture
from foreword.portraits.crowds import MOST_AN_HOUR
from foreword.portraits.models import Need, Signal, Trait

pytestmark = pytest.mark.django_db


class TestSignal:
    def test_becomes_an_interest_and_a_need(self, lin, topics):
        record_signal(person=lin, kind="opened", topic="citation", item="entry:x", title="Citing a thesis")
        run_until_idle()
        trait = Trait.objects.get(person=lin, key="interest.citation")
        assert trait.dimension == "reading"
        assert len(trait.evidence) == 1
        assert Need.objects.get(person=lin, topic="citation").reasons[0]["code"] == "opened"

    def test_is_stored_once_for_one_key(self, lin):
        first = record_signal(person=lin, kind="searched", text="zotero", dedupe="a")
        assert record_signal(person=lin, kind="searched", text="zotero", dedupe="a") == first
        assert Signal.objects.count() == 1

    def test_of_the_future_is_refused(self, lin):
        with pytest.raises(FromTheFuture):
            record_signal(person=lin, kind="searched", text="zotero", at=now() + timedelta(days=3))

    def test_of_a_clock_that_is_a_little_fast_is_of_now(self, lin):
        signal = record_signal(person=lin, kind="searched", text="zotero", at=now() + timedelta(minutes=1))
        assert signal.at <= now()

    def test_that_comes_late_is_of_when_it_was_made(self, lin):
        made = now() - timedelta(days=20)
        assert record_signal(person=lin, kind="searched", text="zotero", at=made).at == made

    def test_says_under_which_consent_it_was_kept(self, lin):
        signal = record_signal(person=lin, kind="searched", text="zotero")
        consent = Consent.objects.get(person=lin, dimension="searches")
        assert (signal.purpose_version, signal.consented_at) == (consent.purpose_version, consent.given_at)

    def test_that_is_older_than_we_keep_is_not_taken(self, lin):
        assert record_signal(person=lin, kind="searched", text="zotero", at=now() - timedelta(days=31)) is None

    def test_of_a_script_is_dropped(self, lin):
        Signal.objects.bulk_create(Signal(person=lin, kind="opened", dimension="reading") for _ in range(MOST_AN_HOUR))
        assert record_signal(person=lin, kind="opened", item="entry:x") is None

    def test_needs_consent_to_its_own_dimension(self, lin):
        Consent.objects.filter(person=lin, dimension="searches").delete()
        assert record_signal(person=lin, kind="searched", text="zotero") is None
        assert record_signal(person=lin, kind="opened", item="entry:x") is not None

    def test_of_nobody_is_not_stored(self):
        assert record_signal(person=None, kind="searched", text="zotero") is None

    def test_keeps_at_most_two_hundred_characters(self, lin):
        assert len(record_signal(person=lin, kind="searched", text="word " * 400).text) == 200

    def test_survives_any_text(self, lin):
        for text in ("", " ", "🙂🙂", "<script>alert(1)</script>", "\x00\x01", "x" * 20_000):
            record_signal(person=lin, kind="searched", text=text)
        run_until_idle()
