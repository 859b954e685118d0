"""What the desk sends by mail, what comes with mail, and what comes back."""

from email.mime.application import MIMEApplication

import pytest
from django.core import mail as post

from foreword.channels.addresses import message_id, reply_address, return_address
from foreword.channels.models import Attachment, MailState, Message, OutboundMail
from foreword.channels.tests.samples import SAID, bounce, mail
from foreword.desk import actions
from foreword.desk.actions.closing import forget_threads
from foreword.desk.models import Citation, Question
from foreword.desk.tests.letterbox import READER, comes, files, threads
from foreword.kernel.jobs.run import run_until_idle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("letterbox")]


class TestReceipts:
    def test_say_that_the_question_came_and_not_what_it_was(self):
        comes(mail(SAID, subject="Renewing"))
        letter = post.outbox[0]
        assert SAID not in letter.body
        assert letter.extra_headers["Auto-Submitted"] == "auto-replied"
        assert letter.extra_headers["In-Reply-To"] == "<m1@campus.example>"
        assert letter.extra_headers["Reply-To"] == reply_address(Question.objects.get().conversation.pid)

    def test_can_be_switched_off(self, settings):
        settings.FOREWORD_MAIL_RECEIPTS = False
        comes(mail())
        assert post.outbox == []


class TestFiles:
    def part(self, name, content=b"%PDF-1.7 words"):
        part = MIMEApplication(content)
        part["Content-Disposition"] = f'attachment; filename="{name}"'
        return part

    def test_are_kept_under_another_name(self):
        comes(mail(attachments=[self.part("thesis.pdf")]))
        row = Attachment.objects.get()
        assert (row.name, row.file.read()) == ("thesis.pdf", b"%PDF-1.7 words")
        assert "thesis" not in row.file.name

    @pytest.mark.parametrize("name", ["setup.exe", "song.MP3.js", "a.scr"])
    def test_programs_are_refused_with_a_word_to_the_sender(self, name):
        comes(mail(attachments=[self.part(name)]))
        row = Attachment.objects.get()
        assert (row.refused, bool(row.file)) == ("type", False)
        assert name in post.outbox[0].body

    def test_so_is_a_program_under_a_harmless_name(self):
        comes(mail(attachments=[self.part("thesis.pdf", b"MZ\x90\x00")]))
        assert Attachment.objects.get().refused == "type"

    def test_thirty_megabytes_are_refused_and_the_words_kept(self):
        comes(mail(attachments=[self.part("film.mp4", bytes(30_000_000))]))
        assert (Attachment.objects.get().refused, SAID in Question.objects.get().text) == ("size", True)
        assert "film.mp4 (30.0 MB)" in post.outbox[0].body

    def test_or_kept_where_the_library_says_so(self, settings):
        settings.FOREWORD_ATTACHMENT_LARGEST = 40_000_000
        comes(mail(attachments=[self.part("film.mp4", bytes(30_000_000))]))
        assert Attachment.objects.get().file.size == 30_000_000

    def test_go_with_the_thread_when_it_is_forgotten(self, django_capture_on_commit_callbacks):
        comes(mail(attachments=[self.part("thesis.pdf")]))
        with django_capture_on_commit_callbacks(execute=True):
            forget_threads(Question.objects.all())
        assert not Attachment.objects.exists()
        assert files() == []


class TestAnswering:
    def test_the_answer_goes_out_whole_in_both_forms(self, asked):
        letter = post.outbox[-1]
        assert letter.to == [READER]
        assert "Yes, **twice**." in letter.body
        assert "<strong>twice</strong>" in letter.alternatives[0][0]
        assert letter.subject == "Re: Renewing"

    def test_its_sources_have_the_numbers_that_it_names(self, asked, chen):
        for number, title in ((2, "Opening hours"), (1, "Renewing")):
            Citation.objects.create(question=asked, kind="entry", key=title, title=title, number=number)
        actions.answer(question=asked, by=chen, text="Twice [1], until ten [2].", client_id="marks")
        run_until_idle()
        letter = post.outbox[-1]
        assert "[1] Renewing\n\n[2] Opening hours" in letter.body
        assert "<li>[1] Renewing</li><li>[2] Opening hours</li>" in letter.alternatives[0][0]

    def test_in_the_thread_of_the_mail_it_answers(self, asked):
        headers = post.outbox[-1].extra_headers
        assert headers["In-Reply-To"] == "<m1@campus.example>"
        assert headers["References"] == "<m1@campus.example>"
        assert headers["Message-ID"] == message_id(
            f"reply-{Message.objects.get(kind='answer').pid}", asked.conversation.pid
        )
        assert "Auto-Submitted" not in headers

    def test_reports_on_it_have_an_address_of_their_own(self, asked):
        row = OutboundMail.objects.get(carries__isnull=False)
        assert post.outbox[-1].from_email == return_address(row.pid)
        assert post.outbox[-1].extra_headers["From"] != post.outbox[-1].from_email

    def test_who_asked_on_the_web_gets_a_notice_that_can_be_replied_to(self, chen):
        question = actions.ask(text="How long?", lang="en", contact=READER).question
        actions.answer(question=question, by=chen, text="Two weeks.", client_id="a")
        run_until_idle()
        letter = post.outbox[-1]
        assert "Two weeks" not in letter.body
        comes(mail(message_id="<m9@x>"), letter.extra_headers["Reply-To"])
        assert threads()[0][-1] == SAID


class TestReturns:
    def test_a_bounce_marks_the_mail_tells_the_desk_and_reopens_the_wait(self, asked):
        row = OutboundMail.objects.get(carries__isnull=False)
        comes(bounce(row.message_id), envelope_from="")
        row.refresh_from_db()
        asked.refresh_from_db()
        note = Message.objects.order_by("pk").last()
        assert (row.state, "5.1.1" in row.error) == (MailState.BOUNCED, True)
        assert (note.internal, READER in note.text) == (True, True)
        assert asked.waiting_since

    def test_the_address_it_comes_to_is_enough(self, asked):
        row = OutboundMail.objects.get(carries__isnull=False)
        comes(bounce("<lost@elsewhere>"), return_address(row.pid), envelope_from="")
        row.refresh_from_db()
        assert row.state == MailState.BOUNCED

    def test_a_delay_is_noted_and_changes_nothing(self, asked):
        row = OutboundMail.objects.get(carries__isnull=False)
        comes(bounce(row.message_id, action="delayed", status="4.4.1"), envelope_from="")
        row.refresh_from_db()
        assert row.state == MailState.SENT
        assert "late" in Message.objects.order_by("pk").last().text

    def test_a_bounce_of_nothing_of_ours_is_kept_aside(self):
        assert comes(bounce("<spam@elsewhere>"), envelope_from="").reason == "report"

    def test_nobody_is_answered(self, asked):
        before = len(post.outbox)
        comes(bounce(OutboundMail.objects.get(carries__isnull=False).message_id), envelope_from="")
        assert len(post.outbox) == before
