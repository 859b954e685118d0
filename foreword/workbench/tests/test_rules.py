"""The page of rules: for the head of service; a rule is kept, changed, taken out, and refused in words."""

import pytest

from foreword.desk.models import RoutingRule, ServiceTarget, Tier
from tests.world import sign_in

pytestmark = pytest.mark.django_db
PAGE = "/en/desk/rules/"


def fields(prefix, **given):
    return {f"{prefix}-{name}": value for name, value in given.items()}


RULE = fields("routes0", order=1, read_to=2, hours="open", target="student", least=60, take_within=30)
TARGET = fields("targets0", order=1, urgent="true", first_reply=30, answer=240)


class TestDoors:
    @pytest.mark.parametrize("who", [None, "omar", "zhao", "mei", "chen", "wu"])
    def test_are_the_heads_only(self, client, who, request):
        if who:
            sign_in(client, request.getfixturevalue(who))
        assert client.get(PAGE).status_code == 404
        for deed in ("routes/", "targets/", "routes/1/", "routes/1/drop/", "targets/1/drop/"):
            assert client.post(PAGE + deed, RULE | TARGET).status_code == 404
        assert not RoutingRule.objects.exists()

    def test_of_other_lists_are_not_there(self, client, dean):
        assert sign_in(client, dean).post(PAGE + "people/", RULE).status_code == 404


class TestRules:
    def test_are_kept_and_said_in_words(self, client, dean):
        page = sign_in(client, dean).post(PAGE + "routes/", RULE, follow=True)
        assert "READ 1–2, during opening hours → Student desk" in page.content.decode()

    def test_for_a_person_need_one(self, client, dean):
        page = sign_in(client, dean).post(PAGE + "routes/", RULE | {"routes0-target": Tier.PERSON})
        assert page.status_code == 422
        assert "A person of the desk is needed here." in page.content.decode()

    def test_are_changed_and_taken_out(self, client, dean):
        rule = RoutingRule.objects.create(target=Tier.STUDENT)
        changed = fields(f"routes{rule.pk}", order=5, target="reference", least=50, take_within=60)
        sign_in(client, dean).post(f"{PAGE}routes/{rule.pk}/", changed)
        assert RoutingRule.objects.get().target == Tier.REFERENCE
        client.post(f"{PAGE}routes/{rule.pk}/drop/")
        assert not RoutingRule.objects.exists()


class TestTargets:
    def test_are_kept_and_said_in_words(self, client, dean):
        page = sign_in(client, dean).post(PAGE + "targets/", TARGET, follow=True)
        assert "urgent → first reply 30 min, answer 240 min" in page.content.decode()
        assert ServiceTarget.objects.get().urgent is True
