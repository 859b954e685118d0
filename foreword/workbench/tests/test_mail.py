"""Mail as a librarian sees it: from whom, with what, its source; what became of the answer; what was kept aside."""

from email.mime.application import MIMEApplication

import pytest

from foreword.channels.actions import receive_mail
from foreword.channels.models import Attachment, InboundMail, MailState, OutboundMail
from foreword.channels.tests.samples import LIBRARY, QUOTING, SAID, mail
from foreword.desk import actions
from foreword.desk.models import Question, StaffReading
from foreword.kernel.jobs.run import run_until_idle
from foreword.kernel.models import AuditEntry
from tests.world import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _mail_comes_in(settings):
    settings.FOREWORD_MAIL_LISTEN = "lmtp://127.0.0.1:2400"
    settings.FOREWORD_MAIL_ADDRESS = LIBRARY


def comes(content):
    receive_mail(content=content, via="lmtp", envelope_from="lin@campus.example", recipients=[LIBRARY])
    run_until_idle()


@pytest.fixture
def question(chen):
    part = MIMEApplication(b"<script>alert(1)</script>", "html")
    part["Content-Disposition"] = 'attachment; filename="论文.html"'
    comes(mail(QUOTING["Gmail in Chinese"], attachments=[part]))
    question = Question.objects.get()
    actions.answer(question=question, by=chen, text="Use the VPN.", client_id="a")
    run_until_idle()
    return question


def page(client, question, lang="en"):
    return client.get(f"/{lang}/desk/questions/{question.pid}/").content.decode()


class TestTheThread:
    def test_says_from_whom_with_what_and_keeps_the_quotation(self, client, chen, question):
        text = page(sign_in(client, chen), question)
        assert all(
            word in text for word in ["lin@campus.example", "论文.html", "With what they quoted", "可以续借两次"]
        )

    @pytest.mark.parametrize(
        ("state", "words"),
        [
            (MailState.WAITING, "on its way to the mail server"),
            (MailState.SENT, "handed to the mail server"),
            (MailState.UNCERTAIN, "nobody knows whether it left"),
            (MailState.FAILED, "refused"),
            (MailState.BOUNCED, "came back"),
        ],
    )
    def test_says_what_became_of_the_answer(self, client, chen, question, state, words):
        OutboundMail.objects.update(state=state)
        assert words in page(sign_in(client, chen), question)

    def test_in_chinese_too(self, client, chen, question):
        OutboundMail.objects.update(state=MailState.UNCERTAIN)
        assert "无法确定" in page(sign_in(client, chen), question, "zh-hans")

    def test_sends_again_what_is_uncertain(self, client, chen, question):
        row = OutboundMail.objects.get(carries__isnull=False)
        row.be(MailState.UNCERTAIN)
        url = f"/en/desk/questions/{question.pid}/mails/{row.pid}/again/"
        sign_in(client, chen).post(url)
        run_until_idle()
        row.refresh_from_db()
        assert row.state == MailState.SENT

    def test_hands_out_the_source_and_logs_who_looked(self, client, chen, question):
        url = f"/en/desk/questions/{question.pid}/mails/{InboundMail.objects.get().pid}/source/"
        answer = sign_in(client, chen).get(url)
        assert b"Message-ID: <m1@campus.example>" in answer.content
        assert answer["Content-Disposition"].startswith("attachment")
        assert StaffReading.objects.filter(librarian=chen).exists()


class TestFiles:
    @pytest.fixture
    def url(self, question):
        return f"/en/desk/questions/{question.pid}/files/{Attachment.objects.get().pid}/"

    def test_are_downloads_that_run_nowhere(self, client, chen, url):
        answer = sign_in(client, chen).get(url)
        assert answer["Content-Type"] == "application/octet-stream"
        assert answer["Content-Disposition"].startswith("attachment")
        assert (answer["X-Content-Type-Options"], "sandbox" in answer["Content-Security-Policy"]) == ("nosniff", True)

    @pytest.mark.parametrize("who", ["outsider", "zhao"])
    def test_are_not_there_for_others(self, client, request, url, who):
        sign_in(client, request.getfixturevalue(who))
        assert client.get(url).status_code == 404
        assert client.get(url.replace("/desk", "")).status_code == 404

    def test_belong_to_their_question(self, client, chen, url):
        other = actions.ask(text="Another?", lang="en").question
        question = Question.objects.exclude(pk=other.pk).get()
        assert sign_in(client, chen).get(url.replace(question.pid, other.pid)).status_code == 404

    def test_are_there_for_whoever_sent_them(self, client, question, url):
        client.get(actions.question_path(question))
        answer = client.get(url.replace("/desk", ""))
        assert b"".join(answer.streaming_content) == b"<script>alert(1)</script>"


class TestKeptAside:
    @pytest.fixture
    def row(self, db):
        comes(mail(Precedence="bulk", subject="Newsletter"))
        return InboundMail.objects.get()

    def test_is_listed_with_the_reason(self, client, chen, row):
        text = sign_in(client, chen).get("/en/desk/mail/").content.decode()
        assert "Newsletter" in text
        assert "Sent by a program" in text

    def test_has_its_source_and_the_look_is_logged(self, client, chen, row):
        answer = sign_in(client, chen).get(f"/en/desk/mail/{row.pid}/source/")
        assert b"Precedence: bulk" in answer.content
        assert AuditEntry.objects.filter(action="mail.opened").exists()

    def test_becomes_a_question_by_a_persons_hand(self, client, chen, row):
        sign_in(client, chen).post(f"/en/desk/mail/{row.pid}/take/")
        run_until_idle()
        assert SAID in Question.objects.get().text

    @pytest.mark.parametrize("path", ["mail/", "mail/{pid}/source/"])
    def test_is_not_there_for_readers(self, client, outsider, row, path):
        assert sign_in(client, outsider).get(f"/en/desk/{path.format(pid=row.pid)}").status_code == 404
