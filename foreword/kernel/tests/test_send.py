import pytest
from django.db import OperationalError

from foreword.kernel import writer
from foreword.kernel.realtime.send import Refused, register_acceptor
from foreword.kernel.realtime.tickets import BadTicket, issue_ticket, read_ticket
from foreword.kernel.tests.live_world import alive, post


@pytest.fixture
def taken(monkeypatch):
    """What the acceptor was given; it remembers client ids like a room does."""
    stored = {}

    def accept(name, ticket, client_id, text):
        if text == "no":
            raise Refused("Not now.", 409)
        if text == "full":
            raise OperationalError("database or disk is full")
        if text == "bug":
            raise ZeroDivisionError
        if text == "flood":
            raise writer.Overloaded
        known = stored.setdefault(
            client_id, {"seq": len(stored) + 1, "name": name, "holder": ticket.holder, "text": text}
        )
        return {"seq": known["seq"]}

    async def at_once(fn):
        return fn()

    register_acceptor("taken", accept)
    monkeypatch.setattr(writer, "awrite", at_once)
    return stored


def sent(data=None, *, raw=None, channel="taken:a", may_send=True, **fields):
    answer = []

    @alive
    async def go(live):
        ticket = issue_ticket(channel, holder="someone", may_send=may_send)
        whole = {"ticket": ticket, "client_id": "c1", "text": "hello", **fields}
        answer.append(await post(live, whole if data is None else data, raw=raw))

    go()
    return answer[0]


def test_a_message_is_taken_and_numbered(taken):
    assert sent() == (200, {"seq": 1})
    assert taken["c1"] == {"seq": 1, "name": "a", "holder": "someone", "text": "hello"}


def test_the_same_message_again_gets_the_same_answer(taken):
    assert sent() == sent() == (200, {"seq": 1})
    assert len(taken) == 1


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"ticket": "nonsense"}, 403),
        ({"ticket": ""}, 403),
        ({"text": ""}, 422),
        ({"text": " \n"}, 422),
        ({"text": None}, 422),
        ({"text": ["a"]}, 422),
        ({"client_id": ""}, 422),
        ({"client_id": "x" * 65}, 422),
        ({"client_id": 7}, 422),
        ({"text": "no"}, 409),
        ({"text": "full"}, 507),
        ({"text": "flood"}, 503),
        ({"text": "bug"}, 500),
    ],
)
def test_what_cannot_be_taken_is_refused_in_words(taken, fields, status):
    got, problem = sent(**fields)
    assert (got, problem["status"]) == (status, status)
    assert problem["title"]
    assert taken == {}


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe", b"[]", b'"text"', b"{", b"null"])
def test_what_is_not_a_json_object_is_refused(taken, raw):
    assert sent(raw=raw)[0] == 400


def test_too_long_is_refused(taken):
    assert sent(text="x" * 300_000)[0] == 413


def test_a_ticket_for_reading_does_not_send(taken):
    assert sent(may_send=False)[0] == 403
    assert taken == {}


def test_a_channel_that_takes_nothing_refuses(taken):
    assert sent(channel="deaf:a")[0] == 403


def test_what_no_database_stores_is_left_out(taken):
    assert sent(raw=None, text="a\0b\ud800c")[0] == 200
    assert taken["c1"]["text"] == "ab?c"


def test_a_changed_ticket_is_refused():
    ticket = issue_ticket("taken:a", may_send=True)
    with pytest.raises(BadTicket):
        read_ticket(ticket.replace(ticket[3], "A" if ticket[3] != "A" else "B", 1))


def test_a_ticket_says_channel_holder_and_leave():
    ticket = read_ticket(issue_ticket("taken:a", holder="p", may_send=True))
    assert (ticket.channel, ticket.holder, ticket.may_send) == ("taken:a", "p", True)
