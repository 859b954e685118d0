import asyncio
import random
import threading

import pytest

from foreword.kernel.realtime import stream as module
from foreword.kernel.realtime.hub import Hub
from foreword.kernel.tests.live_world import Client, MemoryLog, alive, until

pytestmark = pytest.mark.usefixtures("memory_only")


def test_a_stream_gives_the_log_from_its_start(log):
    log.add("a", "one")
    log.add("a", "two")

    @alive
    async def follow(live):
        client = Client(live, "memory:a")
        await until(lambda: client.seqs() == [1, 2])
        assert client.status == 200

    follow()


def test_a_stream_goes_on_after_a_number(log):
    for text in "abc":
        log.add("a", text)

    @alive
    async def follow(live):
        client = Client(live, "memory:a", after=2)
        await until(lambda: client.seqs() == [3])

    follow()


def test_last_event_id_wins_over_after(log):
    for text in "abc":
        log.add("a", text)

    @alive
    async def follow(live):
        client = Client(live, "memory:a", after=0, last_event_id=2)
        await until(lambda: client.seqs() == [3])

    follow()


def test_a_new_entry_reaches_every_follower_and_is_read_once_for_all(log):
    log.add("a", "first")

    @alive
    async def follow(live):
        clients = [Client(live, "memory:a", after=1) for _ in range(50)]
        await until(lambda: all(client.raw for client in clients))
        await asyncio.sleep(0.1)
        before = log.reads
        log.add("a", "second")
        await until(lambda: all(client.seqs() == [2] for client in clients))
        assert log.reads - before <= 2

    follow()


@pytest.mark.parametrize("delay", [0, 0.01, 0.03, 0.06])
def test_who_comes_while_the_log_is_being_read_misses_nothing(log, delay):
    log.pause = 0.05

    @alive
    async def follow(live):
        first = Client(live, "memory:a")
        await asyncio.sleep(delay)
        second = Client(live, "memory:a")
        await asyncio.sleep(delay)
        log.add("a", "one")
        await asyncio.sleep(delay)
        third = Client(live, "memory:a")
        await until(lambda: first.seqs() == second.seqs() == third.seqs() == [1], 2)

    follow()


def test_an_empty_log_waits_for_its_first_entry(log):
    @alive
    async def follow(live):
        client = Client(live, "memory:a")
        await until(lambda: client.raw)
        await asyncio.sleep(0.05)
        log.add("a", "one")
        await until(lambda: client.seqs() == [1])

    follow()


def test_other_channels_are_not_disturbed(log):
    @alive
    async def follow(live):
        client = Client(live, "memory:b")
        await until(lambda: client.raw)
        log.add("a", "one")
        await asyncio.sleep(0.1)
        assert client.seqs() == []

    follow()


def test_a_wake_up_from_another_thread_is_heard(log):
    @alive
    async def follow(live):
        client = Client(live, "memory:a")
        await until(lambda: client.raw)
        threading.Thread(target=log.add, args=("a", "one")).start()
        await until(lambda: client.seqs() == [1])

    follow()


def test_a_lost_wake_up_costs_time_and_not_the_entry(log):
    @alive
    async def follow(live):
        live._hub = Hub(pulse_seconds=0.05)
        client = Client(live, "memory:a")
        await until(lambda: client.raw)
        log.add("a", "unheard", wake=False)
        await until(lambda: client.seqs() == [1])

    follow()


def test_a_log_without_heads_is_looked_at_by_the_pulse_as_well():
    log = MemoryLog("headless", heads=False)

    @alive
    async def follow(live):
        live._hub = Hub(pulse_seconds=0.05)
        client = Client(live, "headless:a")
        await until(lambda: client.raw)
        log.add("a", "unheard", wake=False)
        await until(lambda: client.seqs() == [1])

    follow()


def test_a_long_log_comes_in_parts_without_a_gap():
    log = MemoryLog("long", part=7)
    for n in range(100):
        log.add("a", str(n))

    @alive
    async def follow(live):
        first = Client(live, "long:a")
        late = Client(live, "long:a", after=50)
        await until(lambda: len(first.seqs()) == 100 and len(late.seqs()) == 50)
        assert first.seqs() == list(range(1, 101))
        assert late.seqs() == list(range(51, 101))

    follow()


def test_a_cursor_beyond_the_log_means_reload(log):
    log.add("a", "one")

    @alive
    async def follow(live):
        client = Client(live, "memory:a", after=9)
        await until(lambda: client.ended)
        assert client.events("reset")
        assert client.seqs() == []

    follow()


def test_a_cursor_beyond_the_log_does_not_mislead_the_others(log):
    log.add("a", "one")

    @alive
    async def follow(live):
        ahead, honest = Client(live, "memory:a", after=9), Client(live, "memory:a", after=1)
        await until(lambda: ahead.ended)
        log.add("a", "two")
        await until(lambda: honest.seqs() == [2])

    follow()


def test_a_cursor_ahead_of_the_channel_costs_the_others_nothing(log):
    """Somebody comes from another process, where they have seen what this one has not read yet."""
    log.add("a", "one")

    @alive
    async def follow(live):
        behind = Client(live, "memory:a")
        await until(lambda: behind.seqs() == [1])
        for text in ("two", "three", "four"):
            log.add("a", text, wake=False)
        Client(live, "memory:a", after=3)
        log.add("a", "five")
        await until(lambda: 5 in behind.seqs())
        assert behind.seqs() == [1, 2, 3, 4, 5]

    follow()


def test_a_beat_tells_the_last_number(log, monkeypatch):
    monkeypatch.setattr(module, "BEAT_SECONDS", 0.05)
    log.add("a", "one")

    @alive
    async def follow(live):
        client = Client(live, "memory:a")
        await until(lambda: len(client.events("beat")) >= 2)
        assert client.events("beat")[-1][1] == {"seq": 1}

    follow()


@pytest.mark.parametrize("seed", range(5))
def test_whoever_comes_and_goes_sees_every_entry_once_in_order(log, seed):
    chance = random.Random(seed)

    @alive
    async def follow(live):
        seen = [[] for _ in range(10)]

        async def reader(mine):
            while len(mine) < 200:
                client = Client(live, "memory:a", after=len(mine))
                await asyncio.sleep(chance.uniform(0, 0.02))
                client.leave()
                await client.task
                mine += client.seqs()

        def writer():
            for n in range(200):
                # The last one is heard: what stands behind a lost wake-up with nothing after it is the pulse, tested above.
                log.add("a", str(n), wake=n == 199 or chance.random() < 0.9)
                threading.Event().wait(0.0005)

        thread = threading.Thread(target=writer)
        thread.start()
        await asyncio.wait_for(asyncio.gather(*(reader(mine) for mine in seen)), 20)
        thread.join()
        assert seen == [list(range(1, 201))] * 10

    follow()
