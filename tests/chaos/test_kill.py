"""R1, R3, R4: the server is killed again and again while people write and read; nothing acknowledged may be missing.

The oracle is what the senders were told and what the followers saw, compared with the rows afterwards. The full run:
FOREWORD_CHAOS_KILLS=30.
"""

import asyncio
import os
import random
import shutil
import time

import pytest

from foreword.kernel.bench.server import Server
from foreword.kernel.bench.talk import Follower, Sender
from tests.chaos.houses import INTEGRITY, MESSAGES, environment, open_talks, within
from tests.database import _template

KILLS = int(os.environ.get("FOREWORD_CHAOS_KILLS", "10"))
SENDERS = 6
FOLLOWERS = 5


@pytest.fixture
def home(tmp_path):
    shutil.copy(_template(), tmp_path / "foreword.sqlite3")
    return tmp_path


async def keep_sending(port, talk, ended):
    sender, n = Sender(port), 0
    while not ended.is_set():
        await sender.send(talk, f"message {n}")
        n += 1
    return sender.retries


async def kill_repeatedly(server, chance):
    for _ in range(KILLS):
        await asyncio.sleep(chance.uniform(0.5, 1.5))
        await asyncio.to_thread(server.kill)
        await asyncio.to_thread(server.start)


async def storm(server, talks, chance):
    """Kill while they talk, then let everybody finish; the followers."""
    ended = asyncio.Event()
    followers = [Follower(server.port, talk) for talk in talks for _ in range(FOLLOWERS)]
    following = [asyncio.create_task(follower.follow()) for follower in followers]
    sending = [asyncio.create_task(keep_sending(server.port, talks[n % len(talks)], ended)) for n in range(SENDERS)]
    await kill_repeatedly(server, chance)
    ended.set()
    retries = sum(await asyncio.wait_for(asyncio.gather(*sending), 60))
    end = time.monotonic() + 30
    while time.monotonic() < end and any(each.behind for each in followers):  # noqa: ASYNC110 - they are many
        await asyncio.sleep(0.1)
    for task in following:
        task.cancel()
    return followers, retries


@pytest.mark.chaos
@pytest.mark.timeout(900)
def test_what_was_acknowledged_is_stored_once_and_seen_once_in_order(home):
    seed = int(os.environ.get("FOREWORD_CHAOS_SEED", random.randrange(10**6)))
    env = environment(home)
    talks = open_talks(env)
    with Server(**env) as server:
        followers, retries = asyncio.run(storm(server, talks, random.Random(seed)))
    rows = within(env, MESSAGES)
    acknowledged = sum(len(talk.acknowledged) for talk in talks)
    connections = sum(follower.connections for follower in followers)
    print(f"seed {seed}: {KILLS} kills, {acknowledged} acknowledged, {retries} retries, {connections} connections")

    assert within(env, INTEGRITY) == "ok"
    assert acknowledged > KILLS
    for talk in talks:
        mine = [(seq, client_id) for name, seq, client_id in rows if name == talk.name]
        stored = {client_id: seq for seq, client_id in mine}
        assert [seq for seq, _ in mine] == list(range(1, len(mine) + 1)), "numbers have a gap"
        assert len(stored) == len(mine), "a message is stored twice"
        assert {client_id: stored.get(client_id) for client_id in talk.acknowledged} == talk.acknowledged
        for follower in (each for each in followers if each.talk is talk):
            assert follower.seen == list(range(1, len(mine) + 1)), (
                "a follower missed one, saw one twice or out of order"
            )
