"""`foreword bench chat`: live chats over the real server: send route, stories of the desk, writer, streams.

Each chat is a question that a librarian has taken; reader and librarian write in turn, so that each message changes
whose turn it is, which is the dearest kind. Readers follow, three to each chat; messages come at a steady rate, each to
the next chat. A message is lost when it was acknowledged and one of its followers did not see it, doubled when one saw
it twice.
"""

import asyncio
import itertools
import time
from collections import Counter
from typing import Any, Final

from foreword.desk.actions.chatting import say, start_chat
from foreword.kernel.bench.figures import percentiles
from foreword.kernel.bench.server import Server
from foreword.kernel.bench.talk import Follower, Sender, Talk
from foreword.kernel.realtime.tickets import issue_ticket
from foreword.people.models import Person, Role

EACH: Final = 3
SENDERS: Final = 32
CATCH_UP_SECONDS: Final = 15.0
SETTLE_SECONDS: Final = 30.0


def open_chats(number: int) -> list[Talk]:
    librarian = Person.objects.create(email="bench@example.org", name="Bench", role=Role.REFERENCE_LIBRARIAN)
    chats = []
    for n in range(number):
        question = start_chat(text=f"Where do I find map sheet {n}?", lang="en").question
        say(question=question, by=librarian, text="One moment.", client_id="first")
        name = question.conversation.pid
        desk = issue_ticket(f"staffconversation:{name}", holder=librarian.pid, may_send=True)
        chats.append(Talk(name, issue_ticket(f"conversation:{name}", may_send=True), desk))
    return chats


def run(*, readers: int, rate: float, seconds: float) -> dict[str, Any]:
    talks = open_chats(max(1, readers // EACH))
    with Server() as server:
        server.settle(SETTLE_SECONDS)
        report = asyncio.run(_load(server, talks, readers=readers, rate=rate, seconds=seconds))
        report["rss_mb"] = server.rss_mb()
    return report


async def _load(server: Server, talks: list[Talk], *, readers: int, rate: float, seconds: float) -> dict[str, Any]:
    followers = [Follower(server.port, talk) for _, talk in zip(range(readers), itertools.cycle(talks), strict=False)]
    following = [asyncio.create_task(follower.follow()) for follower in followers]
    await asyncio.sleep(min(5.0, 0.5 + readers / 1000))
    began = time.perf_counter()
    await _send_steadily(server.port, talks, rate=rate, seconds=seconds)
    took = time.perf_counter() - began
    await _until_all_seen(followers)
    for task in following:
        task.cancel()
    return _report(talks, followers, took)


async def _send_steadily(port: int, talks: list[Talk], *, rate: float, seconds: float) -> None:
    """`rate` messages a second whatever the answers take, as far as the senders suffice."""
    work: asyncio.Queue[Talk | None] = asyncio.Queue()

    async def send() -> None:
        sender = Sender(port)
        while talk := await work.get():
            await sender.send(talk, "Where do I find the standard for citing a map?")

    sending = [asyncio.create_task(send()) for _ in range(SENDERS)]
    began, turns = time.perf_counter(), itertools.cycle(talks)
    for n in range(int(rate * seconds)):
        await asyncio.sleep(max(0.0, began + n / rate - time.perf_counter()))
        work.put_nowait(next(turns))
    for _ in sending:
        work.put_nowait(None)
    await asyncio.gather(*sending)


async def _until_all_seen(followers: list[Follower]) -> None:
    end = time.perf_counter() + CATCH_UP_SECONDS
    while time.perf_counter() < end:
        if not any(each.behind for each in followers):
            return
        await asyncio.sleep(0.05)


def _report(talks: list[Talk], followers: list[Follower], took: float) -> dict[str, Any]:
    acknowledged = sum(len(talk.acknowledged) for talk in talks)
    lost = sum(len(each.talk.numbers - set(each.seen)) for each in followers)
    doubled = sum(count - 1 for each in followers for count in Counter(each.seen).values())
    late = [
        at - each.talk.sent_at[seq]
        for each in followers
        for seq, at in each.seen_at.items()
        if seq in each.talk.sent_at
    ]
    return {
        "acknowledged": acknowledged,
        "delivered": sum(len(each.talk.numbers & set(each.seen)) for each in followers),
        "lost": lost,
        "doubled": doubled,
        "per_second": round(acknowledged / took, 1),
        "ack_ms": percentiles(second for talk in talks for second in talk.ack_seconds),
        "delivery_ms": percentiles(late),
        "readers": len(followers),
    }
