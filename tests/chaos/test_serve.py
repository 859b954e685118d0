"""The real server: its start, its end, and clients who are slow on purpose."""

import asyncio
import shutil
import socket
import subprocess
import sys
import time
from urllib.request import Request, urlopen

import pytest

from foreword.kernel.bench.server import Server, free_port
from foreword.kernel.bench.talk import Follower, Sender
from foreword.kernel.serve.server import HEADER_SECONDS
from foreword.kernel.tests.live_world import until
from tests.chaos.houses import environment, open_talks, within
from tests.database import ROOT, _template


@pytest.fixture(scope="module")
def env(tmp_path_factory):
    home = tmp_path_factory.mktemp("serve")
    shutil.copy(_template(), home / "foreword.sqlite3")
    return environment(home)


@pytest.fixture(scope="module")
def server(env):
    with Server(**env) as running:
        yield running


def get(server, path, **headers):
    return urlopen(Request(f"http://127.0.0.1:{server.port}{path}", headers=headers), timeout=20)


def test_a_page_says_how_long_it_took(server):
    assert get(server, "/en/privacy/").headers["server-timing"].startswith("app;dur=")


def test_static_files_have_their_hash_in_the_name_and_may_be_kept(server):
    page = get(server, "/en/").read().decode()
    path = page.split('<link rel="stylesheet" href="')[1].split('"')[0]
    answer = get(server, path)
    assert "immutable" in answer.headers["cache-control"]
    assert answer.read()


def test_nobody_is_told_which_server_this_is(server):
    assert "server" not in {name.lower() for name in get(server, "/healthz").headers}


def test_whoever_never_finishes_his_headers_is_cut_off(server):
    with socket.create_connection(("127.0.0.1", server.port)) as slow:
        slow.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")
        slow.settimeout(HEADER_SECONDS + 15)
        began = time.monotonic()
        assert slow.recv(100) == b""
        assert time.monotonic() - began > 5


def test_a_hundred_slow_clients_do_not_make_others_wait(server):
    slow = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(100)]
    for client in slow:
        client.sendall(b"POST /rt/send HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\n{")
    began = time.monotonic()
    get(server, "/healthz")
    took = time.monotonic() - began
    for client in slow:
        client.close()
    assert took < 5


def test_a_second_server_on_the_port_says_so(server, env):
    command = [sys.executable, "-m", "foreword", "serve", "--port", str(server.port)]
    done = subprocess.run(command, cwd=ROOT, env=env, check=False, capture_output=True, text=True)
    assert done.returncode == 1
    assert "--port" in done.stderr


def test_several_workers_on_sqlite_are_refused(env):
    command = [sys.executable, "-m", "foreword", "serve", "--port", str(free_port()), "--workers", "2"]
    done = subprocess.run(command, cwd=ROOT, env=env, check=False, capture_output=True, text=True)
    assert done.returncode == 1
    assert "PostgreSQL" in done.stderr


def test_on_sigterm_streams_end_jobs_finish_and_nothing_is_left_in_the_log(env):
    queue = "from foreword.kernel.tasks import forget_finished_work as f; f.enqueue(); print(1)"
    # What had not begun waits for the next start; what had begun must have ended.
    count = "from foreword.kernel.models import Job; print(Job.objects.pending().filter(lease_until__gt='2000-01-01').count())"
    talk = open_talks(env)[0]
    within(env, queue)

    async def scene(server):
        follower = Follower(server.port, talk)
        following = asyncio.create_task(follower.follow())
        await Sender(server.port).send(talk, "hello")
        await until(lambda: follower.seen == [1], 20)
        began = time.monotonic()
        code = await asyncio.to_thread(server.stop)
        following.cancel()
        return code, time.monotonic() - began

    server = Server(**env)
    server.start()
    code, took = asyncio.run(scene(server))
    assert code == 0
    assert took < 15
    assert within(env, count) == 0
