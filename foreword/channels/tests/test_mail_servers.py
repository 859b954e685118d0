"""Mail over real lines: our sink with a real client, a real Dovecot that dies in the middle, a real server to send to."""

import contextlib
import smtplib
import socket
import threading
import time

import pytest
from aiosmtpd.controller import Controller
from django.db import OperationalError

from foreword.channels import actions
from foreword.channels.actions.sending import Body
from foreword.channels.adapters import imap, sink
from foreword.channels.addresses import reply_address
from foreword.channels.models import InboundMail, MailboxCursor, MailState, OutboundMail, RawMail
from foreword.channels.tests.samples import LIBRARY, mail
from foreword.kernel.bench.server import free_port
from foreword.kernel.jobs.run import run_until_idle
from tests.mailboxes import PASSWORD, USER

pytestmark = pytest.mark.django_db(transaction=True)
READER = "lin@campus.example"


def wait_until(fact, seconds=20):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if fact():
            return True
        time.sleep(0.05)
    return False


@contextlib.contextmanager
def listening(listener):
    ended, trouble = threading.Event(), []

    def run():
        from django.db import connection

        try:
            listener.listen(ended)
        except Exception as error:  # noqa: BLE001
            trouble.append(error)
        connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield trouble
    finally:
        ended.set()
        thread.join(20)


@pytest.fixture(autouse=True)
def _set_up(settings):
    settings.FOREWORD_MAIL_LISTEN = "lmtp://127.0.0.1:2400"
    settings.FOREWORD_MAIL_ADDRESS = LIBRARY
    settings.FOREWORD_MAIL_LARGEST = 3_000_000


class TestTheSink:
    @pytest.fixture(params=["lmtp", "smtp"])
    def client(self, request):
        listener = sink.SinkListener(f"{request.param}://127.0.0.1:{free_port()}")
        with listening(listener):
            assert listener.ready.wait(10)
            make = smtplib.LMTP if request.param == "lmtp" else smtplib.SMTP
            with make("127.0.0.1", listener.port) as client:
                client.via = request.param
                yield client

    def test_stores_the_bytes_before_it_says_so(self, client):
        assert client.sendmail(READER, [LIBRARY], mail()) == {}
        stored = RawMail.objects.get()
        assert bytes(stored.content).replace(b"\r\n", b"\n").strip() == mail().strip()
        assert (stored.mail.via, stored.mail.envelope_from, stored.mail.recipients) == (client.via, READER, [LIBRARY])

    def test_the_same_mail_twice_is_one(self, client):
        for _ in range(2):
            client.sendmail(READER, [LIBRARY], mail())
        assert InboundMail.objects.count() == 1

    def test_takes_reports_from_nobody(self, client):
        client.sendmail("", [LIBRARY], mail())
        assert InboundMail.objects.get().envelope_from == ""

    @pytest.mark.parametrize(
        "to", ["somebody@elsewhere.example", "ask+c0000000000000.aaaaaaaaaaaaaaaa@lakeside.example"]
    )
    def test_takes_nothing_for_others_and_nothing_with_a_forged_token(self, client, to):
        with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
            client.sendmail(READER, [to], mail())
        assert refused.value.recipients[to][0] == 550

    def test_takes_a_mail_for_two_threads(self, client):
        both = [reply_address(actions.open_conversation().pid) for _ in range(2)]
        assert client.sendmail(READER, both, mail()) == {}
        if client.via == "lmtp":
            assert client.getreply()[0] == 250  # an answer for each recipient; smtplib reads one
        assert InboundMail.objects.get().recipients == sorted(both)

    def test_takes_lines_of_any_length(self, client):
        client.sendmail(READER, [LIBRARY], mail().replace(b"\n\n", b"\n\n" + b"x" * 200_000 + b"\n", 1))
        assert InboundMail.objects.get().size > 200_000

    def test_refuses_what_is_too_large_for_good(self, client):
        with pytest.raises(smtplib.SMTPException) as refused:
            client.sendmail(READER, [LIBRARY], mail("x" * 4_000_000))
        assert getattr(refused.value, "smtp_code", 552) == 552

    def test_says_later_where_it_cannot_store(self, client, monkeypatch):
        def full(**_):
            raise OperationalError("database or disk is full")

        monkeypatch.setattr(sink, "receive_mail", full)
        with pytest.raises((smtplib.SMTPDataError, smtplib.SMTPRecipientsRefused)) as refused:
            client.sendmail(READER, [LIBRARY], mail())
        assert "451" in str(refused.value)
        assert not InboundMail.objects.exists()


class Cut:
    """A line to the mail server that breaks after so many bytes of its answers."""

    def __init__(self, port):
        self.target, self.after = port, None
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self.target))
            threading.Thread(target=self._pump, args=(client, server, None), daemon=True).start()
            threading.Thread(target=self._pump, args=(server, client, self.after), daemon=True).start()

    def _pump(self, source, target, left):
        with contextlib.suppress(OSError):
            while data := source.recv(512):
                if left is not None and len(data) >= left:
                    target.sendall(data[:left])
                    break
                left = None if left is None else left - len(data)
                target.sendall(data)
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def close(self):
        self._listener.close()


@pytest.mark.imap
class TestTheMailbox:
    @pytest.fixture
    def box(self, dovecot):
        return imap.Mailbox("127.0.0.1", dovecot.port, USER, PASSWORD, "none", "INBOX", "")

    def stored(self):
        return InboundMail.objects.count()

    def test_takes_what_is_there_and_what_comes(self, dovecot, box):
        dovecot.deliver(mail(message_id="<1@x>"))
        with listening(imap.MailboxListener(box)):
            assert wait_until(lambda: self.stored() == 1)
            dovecot.deliver(mail(message_id="<2@x>"))
            assert wait_until(lambda: self.stored() == 2, 5)
        assert [b"<1@x>" in bytes(row.content) for row in RawMail.objects.order_by("pk")] == [True, False]

    def test_takes_a_mail_that_somebody_has_read_already(self, dovecot, box):
        from imapclient import IMAPClient

        with IMAPClient("127.0.0.1", dovecot.port, ssl=False) as client:
            client.login(USER, PASSWORD)
            client.append("INBOX", mail(), flags=[b"\\Seen"])
        with listening(imap.MailboxListener(box)):
            assert wait_until(lambda: self.stored() == 1)

    def test_loses_and_doubles_nothing_wherever_the_line_breaks(self, dovecot, box):
        for number in range(6):
            dovecot.deliver(mail(f"mail {number} " + "words " * 400, message_id=f"<{number}@x>"))
        line = Cut(dovecot.port)
        cut_box = imap.Mailbox("127.0.0.1", line.port, USER, PASSWORD, "none", "INBOX", "")
        breaks = 0
        for line.after in range(900, 26_000, 1500):
            with listening(imap.MailboxListener(cut_box)) as trouble:
                wait_until(lambda trouble=trouble: trouble or self.stored() == 6, 3)
            breaks += bool(trouble)
        line.after = None
        with listening(imap.MailboxListener(cut_box)):
            assert wait_until(lambda: self.stored() == 6)
        line.close()
        assert breaks >= 3
        run_until_idle()
        assert sorted(InboundMail.objects.values_list("pk", flat=True)) == sorted(
            RawMail.objects.values_list("pk", flat=True)
        )

    def test_goes_on_when_the_server_was_killed(self, dovecot, box):
        dovecot.deliver(mail(message_id="<1@x>"))
        with listening(imap.MailboxListener(box)) as trouble:
            assert wait_until(lambda: self.stored() == 1)
            dovecot.kill()
            assert wait_until(lambda: trouble, 15)
        dovecot.start()
        dovecot.deliver(mail(message_id="<2@x>"))
        with listening(imap.MailboxListener(box)):
            assert wait_until(lambda: self.stored() == 2)
        assert MailboxCursor.objects.get().uid == 2

    def test_a_mailbox_with_new_numbers_brings_nothing_twice(self, dovecot, box):
        for number in range(3):
            dovecot.deliver(mail(message_id=f"<{number}@x>"))
        with listening(imap.MailboxListener(box)):
            assert wait_until(lambda: self.stored() == 3)
        before = MailboxCursor.objects.get().uid_validity
        dovecot.stop()
        dovecot.wipe()
        time.sleep(1.1)  # UIDVALIDITY is a second of the clock
        dovecot.start()
        dovecot.deliver(mail(message_id="<new@x>"))
        with listening(imap.MailboxListener(box)):
            assert wait_until(lambda: self.stored() == 4)
        assert MailboxCursor.objects.get().uid_validity != before

    def test_takes_the_beginning_of_what_is_too_large_and_leaves_the_rest(self, dovecot, box):
        dovecot.deliver(mail("x" * 4_000_000))
        with listening(imap.MailboxListener(box)):
            assert wait_until(lambda: self.stored() == 1)
        row = InboundMail.objects.get()
        assert (row.cut, row.size) == (True, imap.CUT_TO)

    def test_moves_what_is_stored_where_the_library_says_so(self, dovecot, box):
        from dataclasses import replace

        from imapclient import IMAPClient

        dovecot.deliver(mail())
        with listening(imap.MailboxListener(replace(box, done="Done"))):
            assert wait_until(lambda: self.stored() == 1)

            def moved():
                with IMAPClient("127.0.0.1", dovecot.port, ssl=False) as client:
                    client.login(USER, PASSWORD)
                    return client.folder_status("Done")[b"MESSAGES"] if client.folder_exists("Done") else 0

            assert wait_until(lambda: moved() == 1)

    def test_a_wrong_password_is_said(self, dovecot, box):
        from dataclasses import replace

        with listening(imap.MailboxListener(replace(box, password="wrong"))) as trouble:
            assert wait_until(lambda: trouble, 15)
        assert "LoginError" in MailboxCursor.objects.get().error


class Server:
    """The library's mail server, in a certain mood."""

    def __init__(self, **moods):
        self.moods, self.taken = moods, []

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802
        if "rcpt" in self.moods:
            return self.moods["rcpt"]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, _session, envelope):  # noqa: N802
        self.taken.append(envelope)
        if self.moods.get("hang up"):
            server.transport.abort()
        return self.moods.get("data", "250 OK")


class TestSending:
    @pytest.fixture
    def send(self, settings):
        """Send one mail through a server in this mood; the mail's row and the server."""
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", free_port(), 5
        running = []

        def sent(*, serve=True, **moods):
            server = Server(**moods)
            if serve:
                controller = Controller(server, hostname="127.0.0.1", port=settings.EMAIL_PORT)
                controller.start()
                running.append(controller)
            row = actions.send_mail(
                to=READER,
                body=Body("续借", "可以续借两次。", "<p>可以续借两次。</p>"),
                lang="zh-hans",
                key="k",
                conversation=actions.open_conversation(),
            )
            run_until_idle()
            row.refresh_from_db()
            return row, server

        yield sent
        for controller in running:
            controller.stop()

    def test_hands_over_both_forms_under_its_own_name(self, send):
        row, server = send()
        envelope = server.taken[0]
        assert row.state == MailState.SENT
        assert envelope.mail_from.startswith(f"ask+b{row.pid}.")
        text = envelope.content.decode()
        assert f"Message-ID: {row.message_id}" in text
        assert "multipart/alternative" in text

    @pytest.mark.parametrize(
        ("mood", "state"),
        [
            ({"data": "554 5.7.1 Looks like spam"}, MailState.FAILED),
            ({"rcpt": "550 5.1.1 No such user"}, MailState.FAILED),
            ({"data": "451 4.3.0 Try again"}, MailState.WAITING),
            ({"rcpt": "450 4.2.0 Greylisted"}, MailState.WAITING),
            ({"hang up": True}, MailState.UNCERTAIN),
            ({"serve": False}, MailState.WAITING),
        ],
        ids=str,
    )
    def test_tells_apart_what_it_knows(self, send, mood, state):
        row, _server = send(**mood)
        assert (row.state, bool(row.error)) == (state, True)

    def test_tries_again_a_minute_later_and_then_it_is_one_mail(self, send, time_machine_later):
        row, server = send(data="451 4.3.0 Try again")
        server.moods.clear()
        time_machine_later(minutes=2)
        run_until_idle()
        row.refresh_from_db()
        assert (row.state, row.attempt) == (MailState.SENT, 1)

    def test_gives_up_after_two_days(self, send):
        row, _server = send(serve=False)
        while row.wait("not there"):
            pass
        assert row.state == MailState.FAILED

    def test_what_is_uncertain_goes_again_only_by_a_persons_hand(self, send):
        row, server = send(**{"hang up": True})
        server.moods.clear()
        run_until_idle()
        assert len(server.taken) == 1
        assert actions.send_again(mail=row)
        run_until_idle()
        assert len(server.taken) == 2
        assert not actions.send_again(mail=OutboundMail.objects.get())
