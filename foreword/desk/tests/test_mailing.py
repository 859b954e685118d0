"""Mail at the desk: it opens a question, continues one, is noted beside one; nothing is lost and nothing twice."""

from datetime import timedelta
from email.mime.application import MIMEApplication

import pytest
from django.core import mail as post

from foreword.channels.actions import filing, receive_mail
from foreword.channels.addresses import reply_address
from foreword.channels.models import InboundMail, MailStep, Message, OutboundMail
from foreword.channels.tests.samples import LIBRARY, QUOTING, SAID, mail
from foreword.desk.models import Question
from foreword.desk.queries import thread_of
from foreword.desk.tests.letterbox import READER, comes, files, threads
from foreword.kernel.clock import now
from foreword.kernel.jobs.run import run_until_idle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("letterbox")]


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
        real = filing._hand_on
        monkeypatch.setattr(filing, "_hand_on", lambda *_: 1 / 0)
        receive_mail(content=mail(attachments=[part]), via="lmtp", recipients=[LIBRARY])
        filing.file_waiting()
        monkeypatch.setattr(filing, "_hand_on", real)
        InboundMail.objects.update(lease_until=None)
        run_until_idle()
        assert len(files()) == 1
