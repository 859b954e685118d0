"""Mail out, to a real server in every mood."""

import pytest
from aiosmtpd.controller import Controller

from foreword.channels import actions
from foreword.channels.actions.sending import Body
from foreword.channels.models import MailState, OutboundMail
from foreword.channels.tests.samples import LIBRARY
from foreword.kernel.bench.server import free_port
from foreword.kernel.jobs.run import run_until_idle

pytestmark = pytest.mark.django_db(transaction=True)
READER = "lin@campus.example"


@pytest.fixture(autouse=True)
def _set_up(settings):
    settings.FOREWORD_MAIL_LISTEN = "lmtp://127.0.0.1:2400"
    settings.FOREWORD_MAIL_ADDRESS = LIBRARY
    settings.FOREWORD_MAIL_LARGEST = 3_000_000


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
