"""A real Dovecot that dies in the middle: no mail is lost between it and us, and none comes twice."""

import time
from dataclasses import replace

import pytest
from imapclient import IMAPClient

from foreword.channels.adapters import imap
from foreword.channels.models import InboundMail, MailboxCursor, RawMail
from foreword.channels.tests.lines import Cut, listening, wait_until
from foreword.channels.tests.samples import LIBRARY, mail
from foreword.kernel.jobs.run import run_until_idle
from tests.mailboxes import PASSWORD, USER

pytestmark = [pytest.mark.imap, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _set_up(settings):
    settings.FOREWORD_MAIL_LISTEN = "lmtp://127.0.0.1:2400"
    settings.FOREWORD_MAIL_ADDRESS = LIBRARY
    settings.FOREWORD_MAIL_LARGEST = 3_000_000


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
        dovecot.deliver(mail())
        with listening(imap.MailboxListener(replace(box, done="Done"))):
            assert wait_until(lambda: self.stored() == 1)

            def moved():
                with IMAPClient("127.0.0.1", dovecot.port, ssl=False) as client:
                    client.login(USER, PASSWORD)
                    return client.folder_status("Done")[b"MESSAGES"] if client.folder_exists("Done") else 0

            assert wait_until(lambda: moved() == 1)

    def test_a_wrong_password_is_said(self, dovecot, box):
        with listening(imap.MailboxListener(replace(box, password="wrong"))) as trouble:
            assert wait_until(lambda: trouble, 15)
        assert "LoginError" in MailboxCursor.objects.get().error
