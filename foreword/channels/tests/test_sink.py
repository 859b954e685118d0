"""Our sink, with a real client: 250 is said after the mail is stored, and only for what is ours."""

import smtplib

import pytest
from django.db import OperationalError

from foreword.channels import actions
from foreword.channels.adapters import sink
from foreword.channels.addresses import reply_address
from foreword.channels.models import InboundMail, RawMail
from foreword.channels.tests.lines import listening
from foreword.channels.tests.samples import LIBRARY, mail
from foreword.kernel.bench.server import free_port

pytestmark = pytest.mark.django_db(transaction=True)
READER = "lin@campus.example"


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
