"""R6, R7: the server is killed again and again while mail comes and goes; nothing acknowledged is lost, nothing doubled.

The oracle for mail in is what our sink has acknowledged; for mail out, what the library's mail server has taken.
"""

import asyncio
import os
import random
import shutil
import smtplib
import threading
import time
from collections import Counter
from email import message_from_bytes

import pytest
from aiosmtpd.controller import Controller

from foreword.channels.tests.samples import LIBRARY, mail
from foreword.kernel.bench.server import Server, free_port
from tests.chaos.houses import INTEGRITY, environment, within
from tests.database import _template

KILLS = int(os.environ.get("FOREWORD_CHAOS_KILLS", "6"))
PAUSE_SECONDS = 0.1
"""Between two mails of a lane. Storing is a hundred times quicker than filing: without it the test would not end."""

FILED = """
import json
from foreword.channels.models import Letterhead, InboundMail
waiting = InboundMail.objects.filter(step="stored").count()
print(json.dumps([waiting, list(Letterhead.objects.values_list("own_id", flat=True))]))
"""

OUTBOX = """
import json
from foreword.channels.models import OutboundMail
print(json.dumps(list(OutboundMail.objects.values_list("message_id", "state"))))
"""


@pytest.fixture
def home(tmp_path):
    shutil.copy(_template(), tmp_path / "foreword.sqlite3")
    return tmp_path


class SlowServer:
    """The library's mail server. It takes its time over each mail, so that kills fall into the middle."""

    def __init__(self):
        self.taken = []

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802
        await asyncio.sleep(0.15)
        self.taken.append(message_from_bytes(envelope.content)["Message-ID"].strip())
        return "250 OK"


def keep_handing_in(port, ended, acknowledged, lane):
    """As a mail server does: again until it is acknowledged, over a new line after each break."""
    number = 0
    while not ended.is_set():
        identity = f"<{lane}.{number}@campus.example>"
        content = mail(f"Question {lane}.{number}", sender=f"r{lane}.{number}@campus.example", message_id=identity)
        while not ended.is_set():
            try:
                with smtplib.LMTP("127.0.0.1", port, timeout=10) as client:
                    client.sendmail("r@campus.example", [LIBRARY], content)
            except (OSError, smtplib.SMTPException):
                time.sleep(0.1)
            else:
                acknowledged.append(identity)
                time.sleep(PAUSE_SECONDS)
                break
        number += 1


@pytest.mark.chaos
@pytest.mark.timeout(900)
def test_mail_survives_the_death_of_the_server(home):
    seed = int(os.environ.get("FOREWORD_CHAOS_SEED", random.randrange(10**6)))
    chance, port, outside = random.Random(seed), free_port(), SlowServer()
    controller = Controller(outside, hostname="127.0.0.1", port=free_port())
    controller.start()
    env = environment(
        home,
        FOREWORD_MAIL_LISTEN=f"lmtp://127.0.0.1:{port}",
        FOREWORD_MAIL_ADDRESS=LIBRARY,
        FOREWORD_SMTP_HOST="127.0.0.1",
        FOREWORD_SMTP_PORT=str(controller.port),
    )
    ended, acknowledged = threading.Event(), []
    hands = [threading.Thread(target=keep_handing_in, args=(port, ended, acknowledged, lane)) for lane in range(2)]
    with Server(**env) as server:
        for hand in hands:
            hand.start()
        for _ in range(KILLS):
            time.sleep(chance.uniform(1.0, 3.0))
            server.kill()
            server.start()
        ended.set()
        for hand in hands:
            hand.join()
        end = time.monotonic() + 420
        while time.monotonic() < end and (within(env, FILED)[0] or _going(within(env, OUTBOX))):
            time.sleep(2)
    waiting, filed = within(env, FILED)
    outbox = dict(within(env, OUTBOX))
    controller.stop()
    print(
        f"seed {seed}: {KILLS} kills, {len(acknowledged)} acknowledged, {Counter(outbox.values())}, {len(outside.taken)} taken"
    )
    assert len(acknowledged) > KILLS
    assert waiting == 0
    assert set(acknowledged) - set(filed) == set()
    assert [identity for identity, count in Counter(filed).items() if count > 1] == []
    assert [identity for identity, count in Counter(outside.taken).items() if count > 1] == []
    assert {identity for identity, state in outbox.items() if state == "sent"} - set(outside.taken) == set()
    assert within(env, INTEGRITY) == "ok"


def _going(outbox):
    return any(state in {"waiting", "sending"} for _identity, state in outbox)
