"""`foreword bench ingest`: mail handed in by LMTP to a real server, at a steady rate, as a library's mail server would.

Every third mail answers an earlier one; there are charsets, files, and one in twenty is handed in twice, as after an
acknowledgement that was lost. A mail is lost when it was acknowledged and is in no thread at the end, doubled when it
is in one twice.
"""

import asyncio
import smtplib
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from email.header import Header
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from queue import SimpleQueue
from typing import Any, Final

from django.conf import settings

from foreword.channels.models import InboundMail, Letterhead, MailStep
from foreword.kernel.bench.figures import percentiles
from foreword.kernel.bench.server import HOST, Server, free_port

CONNECTIONS: Final = 4
SETTLE_SECONDS: Final = 30.0
CATCH_UP_SECONDS: Final = 120.0
CHARSETS: Final = ("utf-8", "gb18030", "big5", "gb2312", "utf-8")


@dataclass(slots=True)
class _Tally:
    acknowledged: set[str] = field(default_factory=set)
    seconds: list[float] = field(default_factory=list)


def run(*, mail: int, rate: float) -> dict[str, Any]:
    port = free_port()
    tally = _Tally()
    with Server(FOREWORD_MAIL_LISTEN=f"lmtp://{HOST}:{port}") as server:
        server.settle(SETTLE_SECONDS)
        _until_it_listens(port)
        began = time.perf_counter()
        asyncio.run(_hand_in(port, mail, rate, tally))
        handed_in = time.perf_counter() - began
        _until_all_filed()
        filed = time.perf_counter() - began
        rss = server.rss_mb()
    return {
        **_report(tally),
        "per_second": round(mail / handed_in, 1),
        "filed_per_second": round(mail / filed, 1),
        "filed_after_s": round(filed - handed_in, 1),
        "mails": mail,
        "rss_mb": rss,
    }


async def _hand_in(port: int, mail: int, rate: float, tally: _Tally) -> None:
    """`rate` mails a second whatever the answers take, as far as the connections suffice."""
    work: SimpleQueue[int | None] = SimpleQueue()
    threads = [threading.Thread(target=_deliver, args=(port, work, tally)) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    began = time.perf_counter()
    for number in range(mail):
        await asyncio.sleep(max(0.0, began + number / rate - time.perf_counter()))
        work.put(number)
    for _ in threads:
        work.put(None)
    for thread in threads:
        await asyncio.to_thread(thread.join)


def _deliver(port: int, work: "SimpleQueue[int | None]", tally: _Tally) -> None:
    with smtplib.LMTP(HOST, port) as client:
        while (number := work.get()) is not None:
            content = letter(number)
            for _ in range(2 if number % 20 == 7 else 1):
                began = time.perf_counter()
                client.sendmail(_sender(number), [settings.FOREWORD_MAIL_ADDRESS], content)
                tally.seconds.append(time.perf_counter() - began)
                tally.acknowledged.add(_id(number))


def letter(number: int) -> bytes:
    """Question number `number`, or (every third) an answer to the one before it."""
    charset = CHARSETS[number % len(CHARSETS)]
    words = "圖書館週末幾點開門" if charset == "big5" else "图书馆周末几点开门"
    body: MIMEText | MIMEMultipart = MIMEText(f"{words} {number}？\n\n-- \nReader {number}", "plain", charset)
    if number % 10 == 3:
        whole, file = MIMEMultipart(), MIMEApplication(b"%PDF-1.7" + bytes(60_000), "pdf")
        file.add_header("Content-Disposition", "attachment", filename="论文.pdf")
        whole.attach(body)
        whole.attach(file)
        body = whole
    body["From"], body["To"] = _sender(number), settings.FOREWORD_MAIL_ADDRESS
    body["Subject"] = Header(f"开放时间 {number}", "utf-8").encode()
    body["Message-ID"] = _id(number)
    if number % 3 == 2:
        body["In-Reply-To"] = _id(number - 1)
    return body.as_bytes()


def _sender(number: int) -> str:
    return f"reader{number // 6}@campus.example"


def _id(number: int) -> str:
    return f"<bench-{number}@campus.example>"


def _until_it_listens(port: int) -> None:
    for _ in range(300):
        try:
            smtplib.LMTP(HOST, port).quit()
        except OSError:
            time.sleep(0.1)
        else:
            return


def _until_all_filed() -> None:
    end = time.perf_counter() + CATCH_UP_SECONDS
    while time.perf_counter() < end and InboundMail.objects.filter(step=MailStep.STORED).exists():
        time.sleep(0.1)


def _report(tally: _Tally) -> dict[str, Any]:
    filed = Counter(Letterhead.objects.values_list("own_id", flat=True))
    return {
        "acknowledged": len(tally.acknowledged),
        "delivered": sum(1 for each in tally.acknowledged if filed[each]),
        "lost": sum(1 for each in tally.acknowledged if not filed[each]),
        "doubled": sum(count - 1 for count in filed.values() if count > 1),
        "ack_ms": percentiles(tally.seconds),
    }
