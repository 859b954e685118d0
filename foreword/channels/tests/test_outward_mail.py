"""A product to a mailing list, by a real mail server in every mood."""

import pytest
from aiosmtpd.controller import Controller

from foreword.channels.outward import acting
from foreword.channels.outward.interface import Done, Permanent, Retry, Unknown
from foreword.channels.tests.outward import access, saying
from foreword.channels.tests.samples import LIBRARY
from foreword.channels.tests.test_sending import Server
from foreword.kernel.bench.server import free_port

LIST = "news@lists.campus.example"


@pytest.fixture
def send(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", free_port(), 5
    settings.FOREWORD_MAIL_ADDRESS = LIBRARY
    running = []

    def sent(**moods):
        server = Server(**moods)
        running.append(Controller(server, hostname="127.0.0.1", port=settings.EMAIL_PORT))
        running[-1].start()
        return acting.publish("mail_list", access({"to": LIST}), saying()), server.taken

    yield sent
    for controller in running:
        controller.stop()


def test_the_list_gets_both_forms_once(send):
    result, taken = send()
    assert (type(result), len(taken), taken[0].rcpt_tos) == (Done, 1, [LIST])
    assert "multipart/alternative" in taken[0].content.decode()


def test_a_list_server_is_not_told_that_a_machine_wrote_it(send):
    _result, taken = send()
    assert "Auto-Submitted" not in taken[0].content.decode()


@pytest.mark.parametrize(
    ("mood", "kind"),
    [
        ({"data": "554 5.7.1 Not a member"}, Permanent),
        ({"data": "451 4.3.0 Try again"}, Retry),
        ({"hang up": True}, Unknown),
    ],
    ids=str,
)
def test_what_the_server_says_is_understood(send, mood, kind):
    assert isinstance(send(**mood)[0], kind)


def test_the_same_publishing_has_the_same_message_id(send):
    assert send()[0].remote_id == acting.publish("mail_list", access({"to": LIST}), saying()).remote_id


def test_without_a_server_it_is_tried_again(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    assert isinstance(acting.publish("mail_list", access({"to": LIST}), saying()), Retry)
