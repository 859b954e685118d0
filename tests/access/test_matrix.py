"""Who may do what: every role × every endpoint of the API, on an object of somebody's own and on somebody else's.

The endpoints come from the OpenAPI document itself: one that has no row here fails the first test. What one may not see
is not there: 404, with the same words as for what never existed (trust.md R16).
"""

import json
import re
from uuid import uuid4

import pytest
from django.test import Client

from config.api import api
from foreword.desk import actions as desk
from foreword.desk.actions import trusting
from foreword.desk.models import Level
from foreword.people.models import Person
from foreword.push.models import Delivery
from foreword.search import live
from tests.world import sign_in

STAFF = ("mei", "chen", "wu", "dean", "admin")
READERS = ("asker", "outsider", "prof", "zhao")
"""The editor is a reader here: nobody's question is any of the media center's business."""

ANYONE = {"anonymous": 200, **dict.fromkeys((*READERS, *STAFF), 200)}
ASKER_AND_DESK = {
    "anonymous": 404,
    "asker": 200,
    "outsider": 404,
    "prof": 404,
    "zhao": 404,
    **dict.fromkeys(STAFF, 200),
}
OWN_PAGE = {"anonymous": 401, **dict.fromkeys((*READERS, *STAFF), 200)}
OWNER_ONLY = {"anonymous": 404, "asker": 200, **dict.fromkeys((*READERS[1:], *STAFF), 404)}

MATRIX = {
    "GET /search": ANYONE,
    "GET /suggest": ANYONE,
    "POST /questions": dict.fromkeys(ANYONE, 201),
    "GET /questions/{pid}": ASKER_AND_DESK,
    "POST /questions/{pid}/messages": ASKER_AND_DESK,
    "GET /questions/{pid}/stream": {role: 307 if status == 200 else status for role, status in ASKER_AND_DESK.items()},
    "GET /me/portrait": OWN_PAGE,
    "PATCH /me/portrait": OWN_PAGE,
    "DELETE /me/portrait": {role: 204 if status == 200 else status for role, status in OWN_PAGE.items()},
    "GET /me/export": OWN_PAGE,
    "POST /signals": dict.fromkeys(ANYONE, 202),
    "GET /me/answers": ANYONE,
    "POST /me/answers/{delivery}/outcome": OWNER_ONLY,
}

BODIES = {
    "POST /questions": {"text": "May I bring tea into the reading room?", "lang": "en"},
    "POST /questions/{pid}/messages": {"text": "One thing more.", "client_id": "matrix-1"},
    "PATCH /me/portrait": {},
    "POST /signals": {"kind": "searched", "text": "tea"},
    "POST /me/answers/{delivery}/outcome": {"outcome": "useful"},
}
QUERIES = {"GET /search": "?q=tea", "GET /suggest": "?q=tea"}


def endpoints() -> list[str]:
    paths = api.get_openapi_schema()["paths"]
    return [f"{verb.upper()} {path.removeprefix('/api/v1')}" for path, verbs in paths.items() for verb in verbs]


@pytest.fixture
def cast(omar, outsider, prof, zhao, mei, chen, wu, dean, admin) -> dict[str, Person | None]:
    # At the first level her words would go to a reviewer, and this asks what her role may do.
    trusting.set_level(person=mei, level=Level.TRUSTED, by=dean, words="Two years at the desk")
    staff = {"mei": mei, "chen": chen, "wu": wu, "dean": dean, "admin": admin}
    return {"anonymous": None, "asker": omar, "outsider": outsider, "prof": prof, "zhao": zhao, **staff}


@pytest.fixture
def objects(omar, topics) -> dict[str, str]:
    """A question and a delivery, both the asker's."""
    asked = desk.ask(text="Is the map room open on Sundays?", lang="en", asker=omar)
    reasons = [{"code": "season", "dimension": "", "params": {}}]
    delivery = Delivery.objects.create(person=omar, kind="entry", key="none", reasons=reasons)
    return {"{pid}": asked.question.pid, "{delivery}": delivery.pid}


def call(client: Client, endpoint: str, objects: dict[str, str]):
    verb, path = endpoint.split(" ")
    for name, pid in objects.items():
        path = path.replace(name, pid)
    given = BODIES.get(endpoint, {})
    if "client_id" in given:  # each sender's own: one that another has used is refused
        given = {**given, "client_id": uuid4().hex}
    body = json.dumps(given)
    return client.generic(verb, f"/api/v1{path}{QUERIES.get(endpoint, '')}", body, content_type="application/json")


def test_every_endpoint_has_its_row():
    assert sorted(endpoints()) == sorted(MATRIX)


def test_every_row_names_every_role():
    assert [endpoint for endpoint, row in MATRIX.items() if set(row) != set(ANYONE)] == []


@pytest.mark.parametrize("endpoint", MATRIX)
def test_each_role_gets_what_it_may(endpoint: str, cast: dict, objects: dict):
    got = {}
    for role, person in cast.items():
        client = sign_in(Client(), person) if person else Client()
        got[role] = call(client, endpoint, objects).status_code
    assert got == MATRIX[endpoint]


@pytest.mark.parametrize("endpoint", [name for name, row in MATRIX.items() if 404 in row.values() and "{" in name])
def test_what_one_may_not_see_looks_like_what_is_not_there(endpoint: str, outsider: Person, objects: dict):
    client = sign_in(Client(), outsider)
    foreign = call(client, endpoint, objects)
    missing = call(client, endpoint, dict.fromkeys(objects, "0000000000000"))
    assert (foreign.status_code, foreign.content) == (missing.status_code, missing.content)
    assert sorted(foreign.headers) == sorted(missing.headers)


@pytest.mark.parametrize(
    "path",
    [
        "desk/",
        "desk/find/",
        "desk/templates/",
        "desk/knowledge/",
        "desk/occasions/",
        "desk/occasions/new/",
        "insight/loop/",
        "insight/readers/",
        "insight/search/",
        "insight/service/",
        "insight/service/figures.csv",
    ],
)
@pytest.mark.parametrize("lang", ["en", "zh-hans"])
def test_the_librarians_pages_are_not_there_for_readers(path: str, lang: str, outsider: Person):
    anonymous, reader = Client(), sign_in(Client(), outsider)
    assert {client.get(f"/{lang}/{path}").status_code for client in (anonymous, reader)} == {404}


@pytest.mark.parametrize(
    ("path", "body"), [("insight/search/entry/", {"words": "tea"}), ("insight/search/wording/", {})]
)
@pytest.mark.parametrize("who", ["outsider", "mei"])
def test_what_a_librarian_does_about_a_failed_search_is_not_there_for_others(path, body, who, request):
    """A student librarian answers, but does not write entries."""
    client = sign_in(Client(), request.getfixturevalue(who))
    assert client.post(f"/en/{path}", body).status_code == 404


class TestCounts:
    """A past answer is the desk's alone: for anybody else it is no hit, no number and no explanation."""

    @pytest.fixture(autouse=True)
    def answered(self, settings, tmp_path, omar, chen):
        settings.FOREWORD_HOME = tmp_path
        asked = desk.ask(text="Is the herbarium open on Sundays?", lang="en", asker=omar).question
        desk.answer(question=asked, by=chen, text="The herbarium opens on Mondays.", client_id="a1")
        yield
        live.live().close()

    @pytest.mark.parametrize("params", ["", "&facets=1", "&facets=1&kind=question", "&explain=1", "&kind=question"])
    def test_no_reader_sees_a_trace_of_it(self, params, cast):
        for role in ("anonymous", *READERS):
            client = sign_in(Client(), cast[role]) if cast[role] else Client()
            said = client.get(f"/api/v1/search?q=herbarium+Sundays{params}").content.decode()
            assert "erbarium opens" not in said
            assert not re.search(r'"value": "question", "label": "[^"]*", "count": [1-9]', said)

    def test_the_desk_does(self, chen):
        said = sign_in(Client(), chen).get("/api/v1/search?q=herbarium+Sundays&facets=1&kind=question").json()
        assert said["hits"][0]["kind"] == "question"
        assert {"value": "question", "label": "Past answers", "count": 1, "chosen": True} in said["facets"][0]["values"]


def test_the_page_of_anothers_question_is_not_there(objects: dict, outsider: Person):
    assert sign_in(Client(), outsider).get(f"/en/questions/{objects['{pid}']}/").status_code == 404
