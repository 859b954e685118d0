"""Marks: what is true only now. They travel beside the log, and are the first to be dropped."""

import asyncio
import json

import pytest

from foreword.kernel.realtime import marking, marks
from foreword.kernel.realtime.tickets import issue_ticket
from foreword.kernel.tests.live_world import Client, alive, until

pytestmark = pytest.mark.usefixtures("memory_only")


@pytest.fixture(autouse=True)
def fresh(monkeypatch):
    monkeypatch.setattr(marking, "allowance", marking.Allowance())
    monkeypatch.setattr(marks, "_channels", type(marks._channels)())
    marking.register_marker("memory", lambda name, _ticket, what, seq: marks.put(f"memory:{name}", what, {"seq": seq}))


async def post(live, data):
    sent, inbox = [], asyncio.Queue()
    inbox.put_nowait({"type": "http.request", "body": json.dumps(data).encode(), "more_body": False})

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": "/rt/mark", "headers": [], "query_string": b""}
    await live(scope, inbox.get, send)
    return sent[0]["status"]


def said(client):
    return [data for _seq, data in client.events("mark")]


def test_a_mark_reaches_a_stream_without_a_number_and_without_reading_the_log(log):
    log.add("a", "one")

    @alive
    async def follow(live):
        client = Client(live, "memory:a")
        await until(lambda: client.seqs() == [1])
        reads = log.reads
        marks.put("memory:a", "typing", {"by": "desk"}, seconds=6)
        await until(lambda: said(client) == [{"name": "typing", "by": "desk"}])
        assert client.events("mark")[0][0] == 0
        assert log.reads == reads

    follow()


def test_whoever_comes_later_hears_what_still_holds(log):
    log.add("a", "one")
    marks.put("memory:a", "typing", {}, seconds=0.001)
    marks.put("memory:a", "read", {"seq": 1})

    @alive
    async def follow(live):
        await asyncio.sleep(0.01)
        client = Client(live, "memory:a")
        await until(lambda: said(client))
        assert said(client) == [{"name": "read", "seq": 1}]

    follow()


def test_a_mark_is_taken_from_whoever_may_write(log):
    @alive
    async def send(live):
        ticket = issue_ticket("memory:a", may_send=True)
        assert await post(live, {"ticket": ticket, "what": "read", "seq": 3}) == 204
        assert marks.current("memory:a", "read") == {"seq": 3}

    send()


@pytest.mark.parametrize(
    ("channel", "may_send", "what", "status"),
    [
        ("memory:a", False, "typing", 403),
        ("memory:a", True, "shouting", 422),
        ("nothing:a", True, "typing", 404),
    ],
)
def test_others_are_refused(log, channel, may_send, what, status):
    @alive
    async def send(live):
        ticket = issue_ticket(channel, may_send=may_send)
        assert await post(live, {"ticket": ticket, "what": what}) == status

    send()


def test_who_may_no_longer_read_cannot_mark(log):
    log.allowed = False

    @alive
    async def send(live):
        assert await post(live, {"ticket": issue_ticket("memory:a", may_send=True), "what": "typing"}) == 403

    send()


def test_too_many_marks_are_dropped_without_a_word(log):
    @alive
    async def send(live):
        ticket = issue_ticket("memory:a", may_send=True)
        for seq in range(1, 20):
            assert await post(live, {"ticket": ticket, "what": "read", "seq": seq}) == 204
        assert marks.current("memory:a", "read")["seq"] < 8

    send()


@pytest.mark.parametrize("seq", ["7", -1, 2**40, True, None, 1.5])
def test_a_number_that_is_none_counts_as_nothing_read(log, seq):
    @alive
    async def send(live):
        assert await post(live, {"ticket": issue_ticket("memory:a", may_send=True), "what": "read", "seq": seq}) == 204
        assert marks.current("memory:a", "read") == {"seq": 0}

    send()


def test_memory_of_marks_has_an_end(monkeypatch):
    monkeypatch.setattr(marks, "MOST_CHANNELS", 3)
    for number in range(5):
        marks.put(f"memory:{number}", "read", {"seq": number})
    assert [marks.current(f"memory:{number}", "read") for number in range(5)] == [
        None, None, {"seq": 2}, {"seq": 3}, {"seq": 4},
    ]  # fmt: skip
