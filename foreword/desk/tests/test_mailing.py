"""Mail at the desk: it opens a question, continues one, is noted beside one; nothing is lost and nothing twice."""

import shutil
from datetime import timedelta
from email.mime.application import MIMEApplication
from pathlib import Path

import pytest
from django.core import mail as post
from django.core.files.storage import storages

from foreword.channels.actions import receive_mail
from foreword.channels.addresses import message_id, reply_address, return_address
from foreword.channels.models import Attachment, InboundMail, MailState, MailStep, Message, OutboundMail
from foreword.channels.tests.samples import LIBRARY, QUOTING, SAID, bounce, mail
from foreword.desk import actions
from foreword.desk.models import Question
from foreword.kernel.clock import now
from foreword.kernel.jobs.run import run_until_idle

pytestmark = pytest.mark.django_db
READER = "lin@campus.example"
FILES = Path(storages["attachments"].location)


@pytest.fixture(autouse=True)
def _set_up(settings):
    settings.FOREWORD_MAIL_LISTEN = "lmtp://127.0.0.1:2400"
    settings.FOREWORD_MAIL_ADDRESS = LIBRARY
    yield
    shutil.rmtree(FILES, ignore_errors=True)


def comes(content, *recipients, envelope_from=READER):
    """A mail comes in and is filed."""
    row = receive_mail(content=content, via="lmtp", envelope_from=envelope_from, recipients=recipients or [LIBRARY])
    run_until_idle()
    row.refresh_from_db()
    return row


def threads():
    return [
        [message.text for message in q.conversation.messages.exclude(kind="state").order_by("seq")]
        for q in Question.objects.order_by("pk")
    ]


@pytest.fixture
def asked(chen):
    """A question that came by mail, and its answer."""
    comes(mail("Can I renew twice?", subject="Renewing"))
    question = Question.objects.get()
    actions.answer(question=question, by=chen, text="Yes, **twice**.", client_id="a")
    run_until_idle()
    return question


class TestOpening:
    def test_a_mail_is_a_question_by_mail_with_an_address_to_answer_to(self):
        row = comes(mail(SAID, subject="Re: 续借"))
        question = Question.objects.get()
        assert (question.text, question.medium, question.contact) == (f"续借\n\n{SAID}", "mail", READER)
        assert (row.step, row.sender) == (MailStep.FILED, READER)

    @pytest.mark.parametrize("subject", ["咨询", "Question", "hello!", "", "Re:"])
    def test_a_subject_that_says_nothing_is_left_out(self, subject):
        comes(mail(SAID, subject=subject))
        assert Question.objects.get().text == SAID

    def test_nobody_is_signed_in_by_writing_from_their_address(self, lin):
        comes(mail(sender=lin.email))
        assert Question.objects.get().asker is None

    def test_the_same_mail_again_is_nothing_new(self):
        comes(mail())
        comes(b"Received: from elsewhere\n" + mail())
        assert (InboundMail.objects.count(), Question.objects.count()) == (1, 1)

    def test_two_mails_under_one_message_id_are_two(self):
        comes(mail("one"))
        comes(mail("two"))
        assert Question.objects.count() == 2

    def test_mails_without_a_message_id_are_told_apart_by_their_bytes(self):
        for text in ("one", "two", "one"):
            comes(mail(text, message_id=""))
        assert Question.objects.count() == 2

    def test_what_cannot_be_read_is_a_question_with_its_source(self, monkeypatch):
        def broken(*_args, **_more):
            raise IndexError

        monkeypatch.setattr("foreword.channels.letters.reading._read", broken)
        row = comes(mail(subject=""))
        assert "could not be read" in Question.objects.get().text
        assert bytes(row.raw.content) == mail(subject="") or row.raw.content

    def test_bytes_that_are_no_text_are_a_question_all_the_same(self):
        comes(
            b"From: lin@campus.example\nContent-Type: text/plain\n\n"
            + bytes(range(128, 256)) * 20
            + b"\x00\x01\x02" * 99
        )
        assert Question.objects.count() == 1

    def test_a_very_long_mail_is_shortened_in_the_thread_and_whole_in_its_source(self):
        row = comes(mail("word " * 9000))
        assert len(Question.objects.get().text) <= 20_000
        assert row.size > 40_000


class TestContinuing:
    def test_the_reply_address_names_the_thread(self, asked):
        comes(mail(QUOTING["Gmail in English"], message_id="<m2@x>"), reply_address(asked.conversation.pid))
        assert threads()[0][-1] == SAID
        asked.refresh_from_db()
        assert asked.waiting_since

    def test_whatever_its_case(self, asked):
        comes(mail(message_id="<m2@x>"), reply_address(asked.conversation.pid).upper())
        assert len(threads()) == 1

    def test_so_do_the_references_of_what_we_sent(self, asked):
        ours = OutboundMail.objects.get(carries__isnull=False).message_id
        comes(mail(message_id="<m2@x>", References=f"<other@x> {ours}"))
        assert threads()[0][-1] == SAID

    def test_and_those_of_what_the_reader_sent(self, asked):
        comes(mail(message_id="<m2@x>", In_Reply_To="<m1@campus.example>"))
        assert len(threads()) == 1

    def test_a_sibling_finds_the_thread_by_a_mail_that_we_never_saw(self, asked):
        comes(mail(message_id="<m2@x>", References="<m1@campus.example> <unseen@x>"))
        comes(mail("And one more.", message_id="<m3@x>", References="<unseen@x>"))
        assert (len(threads()), threads()[0][-1]) == (1, "And one more.")

    def test_somebody_else_with_the_token_is_let_in_and_shown_as_such(self, asked, chen):
        from foreword.desk.queries import thread_of

        comes(
            mail(sender="friend@x.example", name="Friend", message_id="<m2@x>"), reply_address(asked.conversation.pid)
        )
        last = thread_of(asked, chen)[-1]
        assert (last.text, last.letter.sender, last.letter.stranger) == (SAID, "friend@x.example", True)

    def test_a_forged_token_opens_a_question_of_its_own(self, asked):
        forged = reply_address(asked.conversation.pid).replace(".", ".a", 1)
        forged = forged[: forged.index(".a") + 17] + "@lakeside.example"
        comes(mail(message_id="<m2@x>"), forged)
        assert len(threads()) == 2
        assert "not ours" in threads()[1][1]

    def test_a_forged_message_id_of_ours_does_too(self, asked):
        forged = f"<c.{asked.conversation.pid}.x.{'a' * 16}@lakeside.example>"
        comes(mail(message_id="<m2@x>", In_Reply_To=forged))
        assert len(threads()) == 2

    def test_one_mail_goes_into_two_threads(self, asked):
        comes(mail("Another question", message_id="<other@x>"))
        one, two = Question.objects.order_by("pk")
        both = [reply_address(each.conversation.pid) for each in (one, two)]
        comes(mail(message_id="<both@x>"), *both)
        assert [thread[-1] for thread in threads()] == [SAID, SAID]

    def test_a_second_delivery_to_the_other_thread_adds_only_that(self, asked):
        comes(mail("Another question", message_id="<other@x>"))
        for question in Question.objects.order_by("pk"):
            comes(mail(message_id="<both@x>"), reply_address(question.conversation.pid))
        assert [thread.count(SAID) for thread in threads()] == [1, 1]

    def test_an_erased_thread_is_not_written_into(self, asked):
        Question.objects.update(text="")
        comes(mail(message_id="<m2@x>"), reply_address(asked.conversation.pid))
        assert Question.objects.exclude(text="").count() == 1


class TestMachines:
    def test_an_away_note_is_for_the_desk_and_stops_no_clock(self, asked):
        comes(
            mail("I am away.", message_id="<m2@x>", Auto_Submitted="auto-replied"),
            reply_address(asked.conversation.pid),
        )
        last = Message.objects.order_by("pk").last()
        asked.refresh_from_db()
        assert (last.internal, "I am away." in last.text, asked.waiting_since) == (True, True, None)

    @pytest.mark.parametrize(
        "headers", [{"Precedence": "bulk"}, {"List_Id": "<x>"}, {"Auto_Submitted": "auto-generated"}]
    )
    def test_list_mail_is_kept_aside(self, headers):
        row = comes(mail(**headers))
        assert (row.step, row.reason, Question.objects.count()) == (MailStep.ASIDE, "automatic", 0)

    def test_our_own_mail_is_kept_aside(self):
        assert comes(mail(sender=LIBRARY)).reason == "own"

    def test_so_is_a_flood(self, monkeypatch):
        monkeypatch.setattr("foreword.desk.limits.MAIL_LIMIT", 3)
        steps = [comes(mail(f"mail {n}", message_id=f"<{n}@x>")).step for n in range(5)]
        assert steps == ["filed"] * 3 + ["aside"] * 2

    def test_two_autoresponders_fall_silent(self):
        """One that does not say what it is, and answers whatever it gets."""
        comes(mail("Your mail is important to us.", subject="Ticket 1"))
        said = 0
        for turn in range(30):
            letters, post.outbox[:] = list(post.outbox), []
            said += len(letters)
            for number, letter in enumerate(letters):
                comes(
                    mail("Your mail is important to us.", subject="Ticket", message_id=f"<{turn}.{number}@x>"),
                    letter.extra_headers.get("Reply-To", LIBRARY),
                )
        assert said == 1

    def test_even_if_each_answer_opens_a_new_question(self):
        for turn in range(6):
            comes(mail("Your mail is important to us.", message_id=f"<{turn}@x>"))
        assert len(post.outbox) == 1


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
        from foreword.desk.actions.closing import forget_threads

        with django_capture_on_commit_callbacks(execute=True):
            forget_threads(Question.objects.all())
        assert not Attachment.objects.exists()
        assert [path for path in FILES.rglob("*") if path.is_file()] == []


class TestAnswering:
    def test_the_answer_goes_out_whole_in_both_forms(self, asked):
        letter = post.outbox[-1]
        assert letter.to == [READER]
        assert "Yes, **twice**." in letter.body
        assert "<strong>twice</strong>" in letter.alternatives[0][0]
        assert letter.subject == "Re: Renewing"

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


class TestAWorkerThatDies:
    def test_leaves_a_mail_that_the_next_one_takes(self):
        row = receive_mail(content=mail(), via="lmtp", recipients=[LIBRARY])
        InboundMail.objects.update(lease_until=now() - timedelta(seconds=1), attempt=1)
        run_until_idle()
        row.refresh_from_db()
        assert (row.step, Question.objects.count()) == (MailStep.FILED, 1)

    def test_three_times_means_that_the_mail_is_filed_unread(self):
        receive_mail(content=mail(), via="lmtp", recipients=[LIBRARY])
        InboundMail.objects.update(attempt=3)
        run_until_idle()
        assert "could not be read" in Question.objects.get().text

    def test_after_the_files_were_kept_leaves_none_twice(self, monkeypatch):
        part = MIMEApplication(b"x" * 10)
        part["Content-Disposition"] = "attachment; filename=a.bin"
        from foreword.channels.actions import filing

        real = filing._hand_on
        monkeypatch.setattr(filing, "_hand_on", lambda *_: 1 / 0)
        receive_mail(content=mail(attachments=[part]), via="lmtp", recipients=[LIBRARY])
        filing.file_waiting()
        monkeypatch.setattr(filing, "_hand_on", real)
        InboundMail.objects.update(lease_until=None)
        run_until_idle()
        assert len([path for path in FILES.rglob("*") if path.is_file()]) == 1
