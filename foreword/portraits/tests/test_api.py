import pytest
from django.test import Client

from foreword.kernel.jobs.run import run_until_idle
from foreword.people.queries import consented
from foreword.portraits.actions import record_signal
from foreword.portraits.models import Signal, Trait
from tests.world import sign_in

pytestmark = pytest.mark.django_db

MINE = "/api/v1/me/portrait"
JSON = {"content_type": "application/json"}


@pytest.fixture
def portrayed(client, lin, topics):
    record_signal(person=lin, kind="opened", topic="citation", item="entry:x", title="Citing a thesis")
    run_until_idle()
    return sign_in(client, lin)


def test_the_portrait_is_read(portrayed):
    facets = {facet["key"]: facet for facet in portrayed.get(MINE).json()["facets"]}
    assert list(facets) == ["background", "characteristics", "personality", "behaviour", "scenario"]
    assert facets["behaviour"]["traits"][0]["key"] == "interest.citation"


def test_it_needs_an_account(client):
    for answer in (
        client.get(MINE),
        client.patch(MINE, {}, **JSON),
        client.delete(MINE),
        client.get("/api/v1/me/export"),
    ):
        assert answer.status_code == 401
        assert answer.headers["Content-Type"] == "application/problem+json"


def test_dimensions_are_switched(portrayed, lin):
    portrayed.patch(MINE, {"consent": {"searches": False}}, **JSON)
    assert "searches" not in consented(lin)
    portrayed.patch(MINE, {"consent": {"searches": True}}, **JSON)
    assert "searches" in consented(lin)


def test_traits_are_corrected_and_hidden(portrayed, lin):
    kind, interest = (Trait.objects.get(person=lin, key=key) for key in ("kind", "interest.citation"))
    portrayed.patch(MINE, {"traits": {kind.pid: {"value": "teacher"}, interest.pid: {"hidden": True}}}, **JSON)
    kind.refresh_from_db()
    interest.refresh_from_db()
    assert (kind.value, kind.source) == ("teacher", "corrected")
    assert interest.hidden_at is not None


def test_what_cannot_be_is_refused_whole(portrayed, lin):
    kind = Trait.objects.get(person=lin, key="kind")
    given = {"consent": {"searches": False}, "traits": {kind.pid: {"value": "emperor"}}}
    assert portrayed.patch(MINE, given, **JSON).status_code == 422
    assert "searches" in consented(lin)


def test_an_unknown_dimension_is_refused(portrayed):
    assert portrayed.patch(MINE, {"consent": {"dreams": True}}, **JSON).status_code == 422


def test_deleting_it_deletes_it(portrayed, lin):
    assert portrayed.delete(MINE).status_code == 204
    assert consented(lin) == frozenset()
    assert not Trait.objects.filter(person=lin).exists()


def test_a_forged_request_changes_nothing(lin):
    client = sign_in(Client(enforce_csrf_checks=True), lin)
    assert client.delete(MINE).status_code == 403
    assert client.post("/api/v1/signals", {"kind": "searched", "text": "x"}, **JSON).status_code == 403
    assert consented(lin)


class TestSignals:
    def test_are_accepted_and_stored(self, client, lin):
        answer = sign_in(client, lin).post("/api/v1/signals", {"kind": "searched", "text": "zotero"}, **JSON)
        assert (answer.status_code, answer.json()) == (202, {"stored": True, "why": ""})
        assert Signal.objects.get().text == "zotero"

    def test_are_not_stored_without_consent_and_say_so(self, client, omar):
        sign_in(client, omar)
        answer = client.post(
            "/api/v1/signals", {"kind": "searched", "text": "x"}, headers={"Accept-Language": "zh-hans"}, **JSON
        )
        assert answer.json() == {"stored": False, "why": "没有保存：您没有同意这一项，或者内容太私密，不宜进入画像。"}
        assert not Signal.objects.exists()

    def test_of_a_kind_that_does_not_exist_are_refused(self, client, lin):
        assert sign_in(client, lin).post("/api/v1/signals", {"kind": "dreamt"}, **JSON).status_code == 422


def test_takes_how_long_a_page_was_looked_at(client, lin):
    told = {"kind": "dwelt", "item": "entry:x", "value": 95, "about": {"device": "phone", "mood": "glad"}}
    answer = sign_in(client, lin).post("/api/v1/signals", told, content_type="application/json")
    assert answer.json()["stored"]
    signal = Signal.objects.get(person=lin)
    assert (signal.value, signal.about) == (95, {"device": "phone"})
