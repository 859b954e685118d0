import pytest

from foreword.kernel.jobs.run import run_until_idle
from foreword.portraits.actions import record_signal
from foreword.portraits.models import Need, Signal, Trait

pytestmark = pytest.mark.django_db


class TestSignal:
    def test_becomes_an_interest_and_a_need(self, lin, topics):
        record_signal(person=lin, kind="opened", topic="citation", item="entry:x", title="Citing a thesis")
        run_until_idle()
        trait = Trait.objects.get(person=lin, key="interest.citation")
        assert trait.dimension == "reading"
        assert len(trait.evidence) == 1
        need = Need.objects.get(person=lin, topic="citation")
        assert need.reasons[0]["code"] == "opened"

    def test_without_consent_is_not_stored(self, omar, topics):
        assert record_signal(person=omar, kind="opened", topic="citation") is None
        run_until_idle()
        assert not Signal.objects.exists()
        assert not Trait.objects.exists()
