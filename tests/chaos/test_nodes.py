"""The other size: PostgreSQL, two web processes, a worker, Redis between them. The same code, the same promises."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from urllib.parse import urlsplit

import psycopg
import pytest

from foreword.kernel import wakeups
from foreword.kernel.bench.server import Server
from foreword.kernel.bench.talk import Follower, Sender
from foreword.kernel.tests.live_world import until
from tests.chaos.houses import MESSAGES, environment, foreword, open_talks, within
from tests.database import ROOT

# One database for all of them: two test processes would take it from under each other.
pytestmark = pytest.mark.xdist_group("nodes")

KERNEL = [f"foreword/kernel/tests/test_{name}.py" for name in ("writer", "jobs", "outbox", "counter")]


@pytest.fixture(scope="session")
def database():
    """A migrated database, and a copy of it under the name that Django's tests will look for.

    Made by whichever test process comes first; the server and all in it are gone after the run.
    """
    url = urlsplit(os.environ["FOREWORD_TEST_POSTGRES_URL"])
    mine = url._replace(path="/nodes").geturl()
    with psycopg.connect(url.geturl(), autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(1)")
        made = connection.execute("SELECT 1 FROM pg_database WHERE datname = 'test_nodes'").fetchone()
        if not made:
            connection.execute("DROP DATABASE IF EXISTS nodes WITH (FORCE)")
            connection.execute("CREATE DATABASE nodes")
            foreword("manage", "migrate", "--verbosity", "0", env={**os.environ, "FOREWORD_DATABASE_URL": mine})
            connection.execute("CREATE DATABASE test_nodes TEMPLATE nodes")
    return mine


@pytest.fixture
def node(database, tmp_path):
    """The environment of a node: a home of its own, the secret key and the database of all."""

    def make(name, **more):
        home = tmp_path / name
        home.mkdir(exist_ok=True)
        return environment(home, FOREWORD_DATABASE_URL=database, FOREWORD_SECRET_KEY="nodes" * 10, **more)

    return make


@pytest.mark.postgres
@pytest.mark.timeout(600)
def test_the_kernel_keeps_its_promises_on_postgresql(database):
    command = [sys.executable, "-m", "pytest", *KERNEL, "-n", "0", "--timeout", "120"]
    env = {**os.environ, "FOREWORD_DATABASE_URL": database}
    done = subprocess.run(command, cwd=ROOT, env=env, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-4000:]


async def latencies(port_of_sender, port_of_reader, talk, number):
    """Messages sent on one node; how long until the reader on the other saw each, and what it saw."""
    follower = Follower(port_of_reader, talk)
    following = asyncio.create_task(follower.follow())
    await until(lambda: follower.connections)
    await asyncio.sleep(0.5)
    sender = Sender(port_of_sender)
    for n in range(number):
        await sender.send(talk, f"message {n}")
        await asyncio.sleep(0.1)
    await until(lambda: not follower.behind, 15)
    following.cancel()
    return follower.seen, [at - talk.sent_at[seq] for seq, at in follower.seen_at.items()]


@pytest.mark.postgres
@pytest.mark.redis
@pytest.mark.timeout(300)
def test_redis_carries_a_message_to_the_other_node_at_once(node):
    redis = os.environ["FOREWORD_TEST_REDIS_URL"]
    talk = open_talks(node("a"))[0]
    one = Server("web", **node("a", FOREWORD_REDIS_URL=redis))
    with one, Server("web", **node("b", FOREWORD_REDIS_URL=redis)) as other:
        seen, late = asyncio.run(latencies(one.port, other.port, talk, 20))
    assert seen == list(range(1, 21))
    assert sorted(late)[10] < 1, "slower than the poll behind it"


@pytest.mark.postgres
@pytest.mark.timeout(300)
def test_without_redis_the_poll_brings_it_within_seconds(node):
    talk = open_talks(node("a"))[0]
    with Server("web", **node("a")) as one, Server("web", **node("b")) as other:
        seen, late = asyncio.run(latencies(one.port, other.port, talk, 20))
    assert seen == list(range(1, 21))
    assert max(late) < 5


@pytest.mark.postgres
@pytest.mark.timeout(300)
def test_a_node_that_is_killed_loses_nothing_acknowledged(node):
    talk = open_talks(node("a"))[0]

    async def talk_over(one, other):
        followers = [Follower(other.port, talk), Follower(other.port, talk)]
        following = [asyncio.create_task(each.follow()) for each in followers]
        here, there = Sender(one.port), Sender(other.port)
        for n in range(30):
            await asyncio.gather(here.send(talk, f"here {n}"), there.send(talk, f"there {n}"))
        await asyncio.to_thread(one.kill)
        await there.send(talk, "still here")
        await until(lambda: not any(each.behind for each in followers), 15)
        for task in following:
            task.cancel()
        return followers

    one = Server("web", **node("a"))
    with one, Server("web", **node("b")) as other:
        followers = asyncio.run(talk_over(one, other))
    stored = {client_id: seq for name, seq, client_id in within(node("a"), MESSAGES) if name == talk.name}
    assert talk.acknowledged.items() <= stored.items()
    assert all(each.seen == list(range(1, len(stored) + 1)) for each in followers)


@pytest.mark.postgres
@pytest.mark.timeout(300)
def test_a_worker_works_off_the_jobs_of_the_web_nodes_and_stops_cleanly(node):
    env = node("worker")
    count = "import json; from foreword.kernel.models import Job; print(json.dumps(Job.objects.pending().count()))"
    queue = "from foreword.kernel.tasks import forget_finished_work as f; f.enqueue(); print(1)"
    within(env, queue)
    worker = subprocess.Popen([sys.executable, "-m", "foreword", "worker"], cwd=ROOT, env=env)
    end = time.monotonic() + 90
    while within(env, count) and time.monotonic() < end:
        time.sleep(0.5)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(30) == 0
    assert within(env, count) == 0


@pytest.mark.redis
def test_a_wake_up_reaches_another_process_and_does_not_come_back():
    from foreword.kernel.realtime.redis import Bridge

    url = os.environ["FOREWORD_TEST_REDIS_URL"]
    code = (
        "import sys, time; from foreword.kernel import wakeups; from foreword.kernel.realtime.redis import Bridge\n"
        "bridge = Bridge(sys.argv[1]); bridge.start(); bridge.listening.wait(10)\n"
        "wakeups.notify('redis-test', 7); time.sleep(1); bridge.stop()"
    )
    heard = []
    stop_listening = wakeups.subscribe("redis-test", lambda channel, hint: heard.append(hint))
    bridge = Bridge(url)
    bridge.start()
    assert bridge.listening.wait(10)
    subprocess.run([sys.executable, "-c", code, url], cwd=ROOT, check=True, timeout=60)
    bridge.stop()
    stop_listening()
    assert heard == [7]


@pytest.mark.redis
def test_without_redis_nobody_waits_for_it():
    from foreword.kernel.realtime.redis import Bridge

    bridge = Bridge("redis://127.0.0.1:1/0")
    bridge.start()
    began = time.monotonic()
    wakeups.notify("redis-test", 1)
    assert time.monotonic() - began < 0.1
    bridge.stop()
