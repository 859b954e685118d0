"""Mail as it comes: charsets that lie, quotations of every program, machines that write, and bytes that are no mail."""

import base64
from email.mime.application import MIMEApplication
from email.mime.text import MIMEText

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foreword.channels.letters.charsets import decode
from foreword.channels.letters.letter import Sort
from foreword.channels.letters.quotes import written
from foreword.channels.letters.reading import read_letter
from foreword.channels.tests.samples import LIBRARY, QUOTING, QUOTING_HTML, SAID, bounce, mail, raw

RARE = "朱镕基在㐀字库里查到了喆字"
"""朱镕基 and 喆 are in GBK and not in GB2312; 㐀 only in GB18030."""


class TestCharsets:
    @pytest.mark.parametrize("charset", ["utf-8", "gb18030", "gb2312", "big5", "iso-2022-jp", "cp949", "windows-1252"])
    def test_five_and_more(self, charset):
        said = {
            "iso-2022-jp": "図書館はどこですか",
            "cp949": "도서관은 어디입니까",
            "windows-1252": "Où est la bibliothèque ?",
        }
        text = said.get(charset, "圖書館在哪裡" if charset == "big5" else "图书馆在哪里")
        head = f"From: a@b.example\nContent-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: 8bit"
        assert read_letter(raw(head, text.encode(charset))).text == text

    @pytest.mark.parametrize("label", ["gb2312", "GB2312", '"gb2312"', "gbk", "cp936", "x-gbk"])
    def test_gb18030_under_the_name_of_a_smaller_set(self, label):
        assert decode(RARE.encode("gb18030"), label) == RARE

    @pytest.mark.parametrize("label", ["iso-8859-1", "us-ascii", "gb2312", "", "x-unknown", "hex", "unknown-8bit"])
    def test_utf8_under_a_wrong_name(self, label):
        text = "图书馆的开放时间是什么？Thank you."
        assert decode(text.encode(), label) == text

    @pytest.mark.parametrize("label", ["iso-8859-1", "us-ascii", "utf-8", ""])
    def test_gbk_under_a_wrong_name(self, label):
        text = "请问图书馆周末几点开门"
        assert decode(text.encode("gbk"), label) == text

    def test_western_text_stays_western(self):
        assert decode("Où est le café déjà vu ?".encode("cp1252"), "iso-8859-1") == "Où est le café déjà vu ?"

    @pytest.mark.parametrize("label", ["idna", "punycode", "unicode_escape", "undefined", "zlib"])
    def test_no_codec_that_is_not_for_text(self, label):
        assert "图" in decode("图书馆".encode(), label)

    def test_a_cut_character_at_the_end_spoils_nothing_else(self):
        assert decode(RARE.encode("gb18030")[:-1], "gb2312").startswith(RARE[:-1])

    @given(st.binary(max_size=300), st.text(max_size=12))
    @settings(max_examples=200, deadline=None)
    def test_any_bytes_under_any_name_are_some_text(self, content, label):
        assert isinstance(decode(content, label), str)


class TestHeaders:
    def subject(self, value):
        return read_letter(b"From: a@b.example\nSubject: " + value + b"\n\nx").subject

    def test_an_encoded_word(self):
        word = base64.b64encode("续借图书".encode())
        assert self.subject(b"=?utf-8?B?" + word + b"?=") == "续借图书"

    def test_a_character_cut_in_two_words(self):
        whole = "续借图书".encode("gb18030")
        one, two = base64.b64encode(whole[:3]), base64.b64encode(whole[3:])
        assert self.subject(b"=?gb2312?B?" + one + b"?=\n =?gb2312?B?" + two + b"?=") == "续借图书"

    def test_words_in_the_label_of_a_smaller_set(self):
        assert self.subject(b"=?gb2312?B?" + base64.b64encode(RARE.encode("gb18030")) + b"?=") == RARE

    def test_quoted_printable_words(self):
        assert self.subject(b"Re: =?iso-8859-1?Q?caf=E9_au_lait?= please") == "Re: café au lait please"

    @pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
    def test_bare_bytes(self, charset):
        assert self.subject("请问图书馆周末几点开门".encode(charset)) == "请问图书馆周末几点开门"

    def test_a_broken_word_is_shown_as_it_is(self):
        assert self.subject(b"=?utf-8?B?5Zu+5Lm?= x").endswith("x")

    def test_the_senders_name_and_address(self):
        letter = read_letter(mail())
        assert (letter.sender, letter.sender_name) == ("lin@campus.example", "林悦")

    def test_no_header_makes_two_lines(self):
        assert "\n" not in self.subject(b"=?utf-8?Q?a=0Abcc:_x@y.example?=")


class TestAttachments:
    def names(self, *parts):
        return [part.name for part in read_letter(mail(attachments=parts)).attachments]

    def part(self, disposition, content=b"%PDF-1.7"):
        part = MIMEApplication(content, "pdf")
        part["Content-Disposition"] = disposition
        return part

    def test_a_name_in_rfc_2231(self):
        assert self.names(self.part("attachment; filename*=gb2312''%C2%DB%CE%C4.pdf")) == ["论文.pdf"]

    def test_a_name_in_an_encoded_word(self):
        word = base64.b64encode("论文.pdf".encode("gbk")).decode()
        assert self.names(self.part(f'attachment; filename="=?gbk?B?{word}?="')) == ["论文.pdf"]

    def test_a_name_in_bare_bytes(self):
        body = b'Content-Type: application/pdf\nContent-Disposition: attachment; filename="\xc2\xdb\xce\xc4.pdf"\n\nx'
        head = 'From: a@b.example\nContent-Type: multipart/mixed; boundary="B"'
        assert [p.name for p in read_letter(raw(head, b"--B\n" + body + b"\n--B--")).attachments] == ["论文.pdf"]

    @pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\\\temp\\\\passwd", "a/b/passwd"])
    def test_a_name_has_no_folders(self, name):
        assert self.names(self.part(f'attachment; filename="{name}"')) == ["passwd"]

    def test_the_content_comes_through(self):
        letter = read_letter(mail(attachments=[self.part("attachment; filename=a.pdf", bytes(range(256)) * 9)]))
        assert letter.attachments[0].content == bytes(range(256)) * 9

    def test_a_mail_in_the_mail_is_attached(self):
        from email import message_from_bytes
        from email.mime.message import MIMEMessage

        inner = message_from_bytes(mail("inner words", subject="Forwarded"))
        letter = read_letter(mail(attachments=[MIMEMessage(inner)]))
        assert [
            (part.name, b"Forwarded" in part.content or b"=?utf-8?" in part.content) for part in letter.attachments
        ] == [("Forwarded.eml", True)]

    def test_a_text_that_is_attached_is_not_the_text(self):
        notes = MIMEText("the notes", "plain", "utf-8")
        notes["Content-Disposition"] = 'attachment; filename="notes.txt"'
        letter = read_letter(mail(attachments=[notes]))
        assert (letter.text, [part.name for part in letter.attachments]) == (SAID, ["notes.txt"])

    def test_a_damaged_file_is_kept_as_far_as_it_goes(self):
        part = b"Content-Type: image/png\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment\n\niVBORw0KG!!goAAA"
        head = 'From: a@b.example\nContent-Type: multipart/mixed; boundary="B"'
        letter = read_letter(raw(head, b"--B\n" + part + b"\n--B--"))
        assert letter.attachments[0].content.startswith(b"\x89PNG")


class TestTheWords:
    @pytest.mark.parametrize("program", QUOTING)
    def test_the_quotation_is_cut_off(self, program):
        assert written(QUOTING[program], sender="lin@campus.example") == SAID

    @pytest.mark.parametrize("program", QUOTING_HTML)
    def test_also_in_html(self, program):
        html = 'From: a@b.example\nContent-Type: text/html; charset="utf-8"'
        letter = read_letter(raw(html, QUOTING_HTML[program].encode()))
        assert letter.text == SAID
        assert "renew" in letter.whole or "续借" in letter.whole

    def test_what_is_cut_off_is_kept_in_the_whole(self):
        letter = read_letter(mail(QUOTING["Gmail in Chinese"]))
        assert (letter.text, "可以续借两次" in letter.whole) == (SAID, True)

    def test_a_mail_of_nothing_but_quotation_is_shown_whole(self):
        assert "renew twice" in written("> You may renew twice.\n> Regards")

    def test_quotes_between_answers_stay(self):
        text = "> Which book?\nThe red one.\n> How long?\nTwo weeks."
        assert written(text) == text

    def test_a_sentence_that_begins_like_a_head_stays(self):
        text = "From: where do I get it?\n\nI mean the thesis on bridges. To me it is not clear."
        assert written(text) == text

    def test_plain_text_is_preferred(self):
        assert read_letter(mail("plain words", html="<p>html words</p>")).text == "plain words"

    def test_html_serves_where_the_plain_text_is_empty(self):
        letter = read_letter(mail(" ", html="<style>p{}</style><p>One &amp; <b>two</b></p><ul><li>three</li></ul>"))
        assert letter.text == "One & two\n\n- three"

    def test_html_runs_nothing_and_keeps_links(self):
        html = '<script>alert(1)</script><a href="https://doi.example/1">the paper</a><a href="javascript:x">bad</a>'
        assert read_letter(mail("", html=html)).text == "the paper <https://doi.example/1>bad"

    def test_a_hundred_thousand_nested_tags_take_no_time(self):
        assert "deep" in read_letter(mail("", html="<div>" * 100_000 + "deep")).whole


class TestWhoWrote:
    def sort(self, *, envelope_from="lin@campus.example", **more):
        return read_letter(mail(**more), envelope_from=envelope_from).sort

    def test_a_person(self):
        assert self.sort() is Sort.LETTER

    @pytest.mark.parametrize(
        "headers",
        [
            {"Auto_Submitted": "auto-replied"},
            {"Auto_Submitted": "auto-generated; owner-email=x"},
            {"Precedence": "bulk"},
            {"Precedence": "AUTO_REPLY"},
            {"List_Id": "<news.campus.example>"},
            {"X_Autoreply": "yes"},
            {"X_Autorespond": "vacation"},
            {"X_Auto_Response_Suppress": "All"},
            {"subject": "自动回复: 续借"},
            {"subject": "Automatic reply: Renewing"},
            {"subject": "Out of Office: Renewing"},
            {"sender": "no-reply@campus.example"},
            {"envelope_from": ""},
            {"Return_Path": "<>"},
        ],
        ids=str,
    )
    def test_a_machine(self, headers):
        assert self.sort(**headers) is Sort.AUTOMATIC

    def test_a_person_whose_program_says_no(self):
        assert self.sort(Auto_Submitted="no") is Sort.LETTER

    def test_somebody_who_asks_about_automatic_replies(self):
        assert self.sort(subject="How do I set an automatic reply?") is Sort.LETTER


class TestReports:
    def test_rfc_3464(self):
        letter = read_letter(bounce("<k@lakeside.example>"), envelope_from="")
        report = letter.report
        assert letter.sort is Sort.REPORT
        assert (report.failed, report.status, report.recipient) == (True, "5.1.1", "lin@campus.example")
        assert "<k@lakeside.example>" in report.about
        assert report.words == "550 5.1.1 No such user here"

    def test_a_delay_is_no_failure(self):
        report = read_letter(bounce("<k@lakeside.example>", action="delayed", status="4.4.1"), envelope_from="").report
        assert (report.failed, report.status) == (False, "4.4.1")

    @pytest.mark.parametrize(
        ("subject", "text"),
        [
            (
                "failure notice",
                "Hi. This is the qmail-send program.\n<lin@campus.example>:\n550 no such user\n\nMessage-ID: <k@lakeside.example>",
            ),
            (
                "系统退信/Systems bounce",
                "抱歉，您的邮件被退回。收件人 lin@campus.example 550 User not found\n\nMessage-ID: <k@lakeside.example>",
            ),
            (
                "Undeliverable: Renewing",
                "lin@campus.example 5.1.10 RecipientNotFound\n\nMessage-ID: <k@lakeside.example>",
            ),
            (
                "Mail delivery failed: returning message to sender",
                "  lin@campus.example\n 550 Mailbox full 5.2.2\n Message-ID: <k@lakeside.example>",
            ),
        ],
    )
    def test_in_a_servers_own_words(self, subject, text):
        report = read_letter(mail(text, sender="mailer-daemon@mx.example", subject=subject), envelope_from="").report
        assert (report.failed, report.recipient, "<k@lakeside.example>" in report.about) == (
            True,
            "lin@campus.example",
            True,
        )

    def test_somebody_who_asks_about_a_bounce_is_a_person(self):
        assert read_letter(mail(subject="Undelivered mail?"), envelope_from="lin@campus.example").sort is Sort.LETTER


class TestAnyBytes:
    @given(st.binary(max_size=600))
    @settings(max_examples=300, deadline=None)
    def test_never_raise(self, content):
        read_letter(content)

    @given(
        st.sampled_from([mail(html="<p>x</p>"), bounce("<a@b>"), mail(attachments=[MIMEApplication(b"x" * 40)])]),
        st.data(),
    )
    @settings(max_examples=300, deadline=None)
    def test_nor_do_damaged_mails(self, whole, data):
        damaged = bytearray(whole)
        for _ in range(data.draw(st.integers(1, 12))):
            place = data.draw(st.integers(0, len(damaged) - 1))
            damaged[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
        read_letter(bytes(damaged))

    def test_a_mail_of_a_thousand_parts_is_for_a_person(self):
        nested = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(1000))
        letter = read_letter(b"From: Lin <lin@campus.example>\nSubject: Odd\n" + nested)
        assert (letter.sort, letter.sender, letter.subject) == (Sort.UNREADABLE, "lin@campus.example", "Odd")

    def test_who_it_is_for_is_known(self):
        assert read_letter(mail(to=f"Ask <{LIBRARY}>, x@y.example")).recipients == (LIBRARY, "x@y.example")
