import pytest

from foreword.kernel.jobs.run import run_until_idle
from foreword.portraits.actions import record_signal
from foreword.push.models import Delivery
from tests.world import sign_in

pytestmark = pytest.mark.django_db

ANSWERS = "/api/v1/me/answers"


@pytest.fixture
def pushed(lin, entry) -> Delivery:
    entry("citation")
    record_signal(person=lin, kind="opened", topic="citation", item="record:1", title="A book")
    run_until_idle()
    return Delivery.objects.get(person=lin)


def test_own_answers_come_with_their_reason(client, lin, pushed):
    body = sign_in(client, lin).get(f"{ANSWERS}?lang=en").json()
    assert body["personal"]
    assert body["answers"][0]["delivery"] == pushed.pid
    assert body["answers"][0]["why"]


def test_nobody_gets_what_everybody_sees(client, pushed):
    assert not client.get(ANSWERS).json()["personal"]


def test_an_outcome_is_stored(client, lin, pushed):
    url = f"{ANSWERS}/{pushed.pid}/outcome"
    answer = sign_in(client, lin).post(url, {"outcome": "useful"}, content_type="application/json")
    assert answer.json() == {"delivery": pushed.pid, "outcome": "useful"}
    pushed.refresh_from_db()
    assert pushed.outcome == "useful"


def test_an_unknown_outcome_is_refused(client, lin, pushed):
    url = f"{ANSWERS}/{pushed.pid}/outcome"
    assert sign_in(client, lin).post(url, {"outcome": "x"}, content_type="application/json").status_code == 422


def test_without_an_account_there_is_no_answer_to_judge(client, pushed):
    url = f"{ANSWERS}/{pushed.pid}/outcome"
    assert client.post(url, {"outcome": "useful"}, content_type="application/json").status_code == 404


def test_a_forged_request_changes_nothing(lin, pushed):
    from django.test import Client

    client = sign_in(Client(enforce_csrf_checks=True), lin)
    url = f"{ANSWERS}/{pushed.pid}/outcome"
    assert client.post(url, {"outcome": "useful"}, content_type="application/json").status_code == 403
