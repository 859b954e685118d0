import asyncio

import pytest

from foreword.kernel.realtime import stream as module
from foreword.kernel.tests.live_world import Client, alive, until

pytestmark = pytest.mark.usefixtures("memory_only")


def test_leave_taken_away_ends_the_stream(log, monkeypatch):
    monkeypatch.setattr(module, "LEAVE_SECONDS", 0.05)

    @alive
    async def follow(live):
        client = Client(live, "memory:a")
        await until(lambda: client.raw)
        await asyncio.sleep(0.15)
        assert not client.ended
        log.allowed = False
        await until(lambda: client.ended)

    follow()


def test_leave_is_asked_for_at_least_every_five_seconds():
    assert module.LEAVE_SECONDS < 5


def test_a_client_that_takes_nothing_is_given_up_and_may_come_back(log, monkeypatch):
    monkeypatch.setattr(module, "SLOW_SECONDS", 0.1)

    @alive
    async def follow(live):
        slow, quick = Client(live, "memory:a"), Client(live, "memory:a")
        await until(lambda: slow.raw and quick.raw)
        slow.slow.clear()
        for n in range(300):
            log.add("a", "x" * 1000 + str(n))
        await until(lambda: len(quick.seqs()) == 300)
        await until(lambda: live.hub.channels["memory:a"].followers == 1)
        again = Client(live, "memory:a", after=len(slow.seqs()))
        await until(lambda: len(again.seqs()) == 300)

    follow()


def test_a_channel_nobody_follows_is_let_go(log):
    @alive
    async def follow(live):
        client = Client(live, "memory:a")
        await until(lambda: client.raw)
        client.leave()
        await until(lambda: not live.hub.channels)
        await client.task

    follow()


def test_closing_the_app_ends_every_stream(log):
    @alive
    async def follow(live):
        clients = [Client(live, f"memory:{n}") for n in range(5)]
        await until(lambda: all(client.raw for client in clients))
        live.close()
        await until(lambda: all(client.ended for client in clients))

    follow()


@pytest.mark.parametrize("ticket", ["", "nonsense", "a:b:c"])
def test_a_bad_ticket_is_refused(log, ticket):
    @alive
    async def follow(live):
        client = Client(live, "memory:a", ticket=ticket)
        await until(lambda: client.ended)
        assert client.status == 403

    follow()


def test_a_ticket_past_its_hour_is_refused(log):
    @alive
    async def follow(live):
        client = Client(live, "memory:a", seconds=-1)
        await until(lambda: client.ended)
        assert client.status == 403
        assert b"expired" in client.raw

    follow()


def test_a_log_that_nobody_keeps_is_not_found(log):
    @alive
    async def follow(live):
        client = Client(live, "nobody:a")
        await until(lambda: client.ended)
        assert client.status == 404

    follow()


def test_a_cursor_that_is_no_number_is_refused(log):
    @alive
    async def follow(live):
        client = Client(live, "memory:a", after="soon")
        await until(lambda: client.ended)
        assert client.status == 400

    follow()
