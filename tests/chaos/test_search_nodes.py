"""The same questions to the engine of one machine and to nodes that share PostgreSQL: the same answers, in the same order.

Prints how far they agree (`-s`); exact search must not differ at all.
"""

import os
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg import sql

from tests.chaos.houses import environment, foreword, within

pytestmark = [pytest.mark.postgres, pytest.mark.xdist_group("nodes"), pytest.mark.timeout(600)]

DOCUMENTS, QUESTIONS = 240, 40

FILL = f"""
from foreword.collection.models import Record
from foreword.search.actions import mark_changed
from foreword.search.bench.invented import Invented
drawn = [(number, Invented(number).document()) for number in range({DOCUMENTS})]
Record.objects.bulk_create(
    Record(pid=f"r{{number:05}}", control_number=str(number), title=each.title, subjects=[each.body], lang="chi" if each.lang != "en" else "eng")
    for number, each in drawn
)
mark_changed(kind="record", key="r00000")
print(1)
"""

ASK = f"""
import json
from foreword.search import encoders, live
from foreword.search.actions import reindex
from foreword.search.bench.invented import questions
from foreword.search.queries import search
from foreword.search.viewers import Viewer
made = []
stored = encoders.UseEncoder.stored
encoders.UseEncoder.stored = lambda self, passages: made.extend(passages) or stored(self, passages)
reindex()
index = live.live()
asked = questions({QUESTIONS}, {DOCUMENTS}, seed=3)
rankings = [
    [(hit.key, hit.lang) for hit in search(text, viewer=Viewer.anonymous(), lang="en", kinds={{"record"}}, tier=tier).hits]
    for text in asked for tier in ("keystroke", "submit")
]
print(json.dumps([rankings, len(made)]))
"""


@pytest.fixture(scope="module")
def database():
    url = urlsplit(os.environ["FOREWORD_TEST_POSTGRES_URL"])
    name = f"search_nodes_{os.getpid()}"  # Another test process must not find it, nor drop it under this one.
    with psycopg.connect(url.geturl(), autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return url._replace(path=f"/{name}").geturl()


@pytest.fixture(scope="module")
def houses(database, tmp_path_factory):
    """One on SQLite, two nodes on PostgreSQL, all with the same records."""
    plain = {"FOREWORD_ENCODER_KEYSTROKE": "use", "FOREWORD_ENCODER_SUBMIT": "use"}
    shared = {**plain, "FOREWORD_DATABASE_URL": database, "FOREWORD_VECTORS": "database"}
    kinds = {"embedded": plain, "first node": shared, "second node": shared}
    made = {name: environment(tmp_path_factory.mktemp("house"), **more) for name, more in kinds.items()}
    for name in ("embedded", "first node"):
        foreword("manage", "migrate", "--verbosity", "0", env=made[name])
        within(made[name], FILL)
    return made


@pytest.fixture(scope="module")
def answers(houses):
    return {name: within(env, ASK) for name, env in houses.items()}


def test_nodes_answer_as_one_machine_does(answers):
    embedded = answers["embedded"][0]
    for name in ("first node", "second node"):
        node = answers[name][0]
        overlap = sum(
            len({*map(tuple, a)} & {*map(tuple, b)}) / max(len(a), 1) for a, b in zip(embedded, node, strict=True)
        )
        print(
            f"{name}: overlap@10 {overlap / len(embedded):.4f}, {sum(a != b for a, b in zip(embedded, node, strict=True))} rankings differ"
        )
    assert answers["first node"][0] == answers["second node"][0] == embedded


def test_a_question_has_answers_at_all(answers):
    assert all(answers["embedded"][0])


def test_a_text_is_embedded_by_one_node_and_read_by_all(answers):
    assert answers["first node"][1] > 0
    assert answers["second node"][1] == 0


def test_vectors_of_texts_that_are_gone_leave_the_shared_store(houses, answers, database):
    with psycopg.connect(database) as connection:
        before = connection.execute("SELECT count(*) FROM search_vector").fetchone()[0]
    erase = "from foreword.collection.models import Record; Record.objects.filter(pid__gt='r00100').delete(); from foreword.search.actions import reindex; print(reindex())"
    within(houses["second node"], erase)
    with psycopg.connect(database) as connection:
        assert connection.execute("SELECT count(*) FROM search_vector").fetchone()[0] < before
