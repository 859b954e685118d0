"""A reader who only ever writes mail: question, answer, further question, answer, over real lines, in five charsets."""

import contextlib
import smtplib
import threading
from email import message_from_bytes, policy
from email.mime.text import MIMEText

import pytest
from aiosmtpd.controller import Controller

from foreword.channels.adapters.sink import SinkListener
from foreword.channels.models import MailState, OutboundMail
from foreword.channels.tests.samples import LIBRARY
from foreword.desk.models import Question
from foreword.kernel.bench.server import free_port
from foreword.kernel.jobs.run import run_until_idle
from tests.world import sign_in

pytestmark = pytest.mark.django_db(transaction=True)
READER = "lin@campus.example"

CHARSETS = {
    "utf-8": ("图书馆周末开门吗？", "那么假期呢？"),
    "gb2312": ("请问怎么续借图书？", "那么逾期了呢？"),
    "big5": ("圖書館週末開門嗎？", "那麼假期呢？"),
    "iso-2022-jp": ("図書館はどこですか？", "何時までですか？"),
    "windows-1252": ("Où est la bibliothèque ?", "Et le week-end, déjà fermé ?"),
}


class Post:
    """The mail servers between the reader and the library."""

    def __init__(self, sink_port):
        self.sink_port, self.letters = sink_port, []

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802
        self.letters.append((envelope.mail_from, message_from_bytes(envelope.content, policy=policy.default)))
        return "250 OK"

    def send(self, text, *, charset, to=LIBRARY, answering=None, number=1):
        letter = MIMEText(text, "plain", charset)
        letter["From"], letter["To"] = READER, to
        letter["Subject"] = f"Re: {answering['Subject']}" if answering else "A question"
        letter["Message-ID"] = f"<{number}.{charset}@campus.example>"
        if answering:
            letter["In-Reply-To"] = answering["Message-ID"].strip()
        with smtplib.LMTP("127.0.0.1", self.sink_port) as client:
            client.sendmail(READER, [to], letter.as_bytes())
        run_until_idle()


@pytest.fixture
def post(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    settings.FOREWORD_MAIL_ADDRESS = LIBRARY
    settings.FOREWORD_MAIL_LISTEN = f"lmtp://127.0.0.1:{free_port()}"
    listener, ended = SinkListener(settings.FOREWORD_MAIL_LISTEN), threading.Event()
    thread = threading.Thread(target=listener.listen, args=(ended,))
    thread.start()
    assert listener.ready.wait(10)
    post = Post(listener.port)
    controller = Controller(post, hostname="127.0.0.1", port=settings.EMAIL_PORT)
    controller.start()
    with contextlib.ExitStack() as stack:
        stack.callback(thread.join, 10)
        stack.callback(ended.set)
        stack.callback(controller.stop)
        yield post


@pytest.mark.parametrize("charset", CHARSETS)
def test_a_reader_is_answered_by_mail_until_they_are_content(post, client, chen, charset):
    first, further = CHARSETS[charset]
    post.send(first, charset=charset)
    question = Question.objects.get()
    assert (question.text, question.contact) == (first, READER)

    desk = sign_in(client, chen)
    desk.post(f"/en/desk/questions/{question.pid}/messages/", {"as": "answer", "text": "Yes, from nine to five."})
    run_until_idle()
    bounce_address, answer = post.letters[-1]
    assert "Yes, from nine to five." in answer.get_body(("plain",)).get_content()
    assert answer["In-Reply-To"].strip() == f"<1.{charset}@campus.example>"
    assert bounce_address != LIBRARY

    quoted = "\n".join(f"> {line}" for line in ["Yes, from nine to five."])
    reply = f"{further}\n\nOn Tue, Nov 24, 2026 at 10:02 AM The Library <{LIBRARY}> wrote:\n\n{quoted}\n"
    post.send(reply, charset=charset, to=str(answer["Reply-To"]), answering=answer, number=2)
    question.refresh_from_db()
    thread = [message.text for message in question.conversation.messages.exclude(kind="state").order_by("seq")]
    assert thread == [first, "Yes, from nine to five.", further]
    assert Question.objects.count() == 1
    assert question.waiting_since

    desk.post(f"/en/desk/questions/{question.pid}/messages/", {"as": "answer", "text": "In the holidays, too."})
    run_until_idle()
    assert "In the holidays, too." in post.letters[-1][1].get_body(("plain",)).get_content()
    assert set(OutboundMail.objects.values_list("state", flat=True)) == {MailState.SENT}
    assert further in desk.get(f"/en/desk/questions/{question.pid}/").content.decode()
