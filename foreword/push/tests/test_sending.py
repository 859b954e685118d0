"""What stands on the page goes out on a medium that its reader chose, once, and says no more than a title."""

import re
from datetime import datetime, time

import pytest
from django.core import mail
from django.test import Client
from django.utils.timezone import get_current_timezone

from foreword.channels.adapters import smtp
from foreword.channels.models import MailState, OutboundMail
from foreword.kernel.jobs.run import run_until_idle
from foreword.people.actions import withdraw_all
from foreword.portraits.actions import record_signal, show_plain
from foreword.push.actions import (
    choose_reach,
    give_outcome,
    mark_seen,
    open_feed,
    refresh,
    send_due,
    stop_all,
    stop_mail,
)
from foreword.push.models import Delivery, Medium, Reach
from foreword.push.queries import today
from foreword.push.tasks import reach_out

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon(time_machine):
    time_machine.move_to(datetime(2026, 11, 25, 12, tzinfo=get_current_timezone()), tick=False)


@pytest.fixture
def offered(lin, entry) -> Delivery:
    entry("citation")
    record_signal(person=lin, kind="searched", topic="citation", text="a very private search")
    record_signal(person=lin, kind="opened", topic="citation", item="record:1", title="A book")
    run_until_idle()
    return Delivery.objects.get(person=lin, topic="citation")


@pytest.fixture
def by_mail(lin, offered) -> Delivery:
    choose_reach(person=lin, mail="weekly", quiet=None)
    return offered


def test_nothing_is_sent_to_who_chose_nothing(lin, offered):
    assert send_due(person=lin) == []


def test_the_job_reaches_who_chose_a_medium(lin, by_mail):
    reach_out.call()
    run_until_idle()
    assert [letter.to for letter in mail.outbox] == [[lin.email]]


def test_nothing_is_sent_at_night(lin, by_mail, time_machine):
    time_machine.move_to(datetime(2026, 11, 25, 22, tzinfo=get_current_timezone()), tick=False)
    reach_out.call()
    assert send_due(person=lin) == []
    run_until_idle()
    assert mail.outbox == []


def test_nor_in_hours_of_ones_own(lin, by_mail):
    choose_reach(person=lin, mail="weekly", quiet=(time(11), time(14)))
    assert send_due(person=lin) == []


def test_what_went_out_leaves_the_page_and_does_not_come_back_to_it(lin, by_mail):
    assert send_due(person=lin) == [by_mail]
    assert by_mail.key not in [answer.key for answer in today(lin, lang="en").answers if answer.delivery]
    refresh(person=lin)
    assert Delivery.objects.filter(person=lin, key=by_mail.key).count() == 1


def test_what_was_seen_on_the_page_is_not_sent(lin, by_mail):
    mark_seen(deliveries=[by_mail.pid])
    assert send_due(person=lin) == []


def test_what_went_into_the_feed_is_not_mailed(lin, offered):
    open_feed(person=lin)
    assert [each.medium for each in send_due(person=lin)] == [Medium.FEED]
    choose_reach(person=lin, mail="daily", quiet=None)
    assert send_due(person=lin) == []


def test_what_is_gone_is_not_sent(lin, by_mail, entry):
    from foreword.knowledge.models import Entry

    Entry.objects.filter(pid=by_mail.key).update(status="withdrawn")
    assert send_due(person=lin) == []
    assert not OutboundMail.objects.exists()


@pytest.mark.parametrize("way_out", [withdraw_all, stop_all])
def test_a_no_counts_at_once(lin, by_mail, way_out):
    way_out(person=lin)
    assert send_due(person=lin) == []


def test_who_wants_the_plain_list_is_sent_nothing(lin, by_mail):
    show_plain(person=lin, plain=True)
    assert send_due(person=lin) == []


def test_sent_twice_is_mailed_once(lin, by_mail):
    send_due(person=lin)
    send_due(person=lin)
    assert OutboundMail.objects.count() == 1


class TestADigestThatWaits:
    @pytest.fixture
    def waiting(self, lin, by_mail):
        send_due(person=lin)
        return OutboundMail.objects.get()

    @pytest.mark.parametrize("way_out", [withdraw_all, stop_all, stop_mail])
    def test_does_not_go_out_after_a_no(self, lin, waiting, way_out):
        way_out(person=lin)
        run_until_idle()
        assert mail.outbox == []

    def test_does_not_go_out_once_its_reader_chose_no_mail(self, lin, waiting):
        choose_reach(person=lin, mail="", quiet=None)
        run_until_idle()
        assert mail.outbox == []

    def test_does_not_go_out_once_its_reader_wants_the_plain_list(self, lin, waiting):
        show_plain(person=lin, plain=True)
        refresh(person=lin)
        run_until_idle()
        assert mail.outbox == []

    def test_goes_back_to_the_page_where_that_is_still_allowed(self, lin, waiting, by_mail):
        stop_mail(person=lin)
        by_mail.refresh_from_db()
        assert (by_mail.medium, by_mail.sent_at, by_mail.withdrawn_at) == (Medium.PAGE, None, None)

    def test_is_not_tried_again_where_the_no_came_while_it_was_handed_over(self, lin, waiting, monkeypatch):
        def busy(_mail):
            stop_mail(person=lin)
            raise smtp.NotTaken("later")

        monkeypatch.setattr(smtp, "hand_over", busy)
        run_until_idle()
        waiting.refresh_from_db()
        assert waiting.state == MailState.FAILED

    def test_of_two_readers_only_whose_no_it_was_stays(self, lin, waiting, omar):
        stop_mail(person=omar)
        run_until_idle()
        assert len(mail.outbox) == 1


def test_two_words_at_once_both_hold(lin, monkeypatch):
    monkeypatch.setattr(Reach, "of", lambda person: Reach(person_id=person.pk))  # each looked before the other wrote
    choose_reach(person=lin, mail="weekly", quiet=None)
    open_feed(person=lin)
    kept = Reach.objects.get(person=lin)
    assert kept.mail == "weekly"
    assert kept.feed_key


class TestMail:
    @pytest.fixture
    def letter(self, lin, by_mail):
        send_due(person=lin)
        run_until_idle()
        return mail.outbox[0]

    def test_says_the_title_and_nothing_of_what_was_looked_for(self, letter):
        body = str(letter.body) + str(letter.alternatives[0][0]) + letter.subject
        assert "citation 1 in zh-hans?" in body
        assert "private search" not in body

    def test_can_be_ended_by_one_click_of_a_mail_program(self, lin, letter):
        assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        path = re.search(r"<https?://[^/]+(/.*)>", letter.extra_headers["List-Unsubscribe"])[1]
        program = Client(enforce_csrf_checks=True)
        assert program.get(path).status_code == 200
        assert Reach.of(lin).mail == "weekly"
        assert program.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
        assert Reach.of(lin).mail == ""

    def said(self, letter) -> str:
        return re.search(r"https?://[^/]+(/\S*/said/\S+)", letter.body)[1]

    def test_its_links_change_nothing_when_merely_opened(self, client, letter, by_mail):
        before = Delivery.objects.filter(pk=by_mail.pk).values().get()
        assert client.get(self.said(letter)).status_code == 200
        assert client.head(self.said(letter)).status_code == 200
        assert Delivery.objects.filter(pk=by_mail.pk).values().get() == before

    def test_a_word_needs_no_signing_in(self, client, letter, by_mail):
        client.post(self.said(letter), {"outcome": "dismissed", "objection": "known"})
        by_mail.refresh_from_db()
        assert (by_mail.outcome, by_mail.objection) == ("dismissed", "known")

    def test_stop_from_a_mail_stops_everything(self, client, lin, letter):
        client.post(self.said(letter), {"outcome": "stopped"})
        assert Reach.of(lin).stopped_at

    @pytest.mark.parametrize("body", [{"outcome": "loved"}, {"outcome": "dismissed", "objection": "x"}, {}])
    def test_no_other_word_is_taken(self, client, letter, by_mail, body):
        assert client.post(self.said(letter), body).status_code == 404
        by_mail.refresh_from_db()
        assert by_mail.outcome == ""

    def test_a_made_up_address_leads_nowhere(self, client, letter, by_mail, noise):
        forged = self.said(letter).replace(by_mail.pid, noise.pid)
        assert client.get(forged).status_code == 404
        assert client.get(f"/en/my/reach/no-more-mail/{noise.pid}:x/").status_code == 404


def test_less_of_this_mutes_its_topic_at_once(lin, offered, entry):
    give_outcome(delivery=offered, outcome="less")
    entry("citation", 2)
    record_signal(person=lin, kind="opened", topic="citation", item="record:2", title="Another")
    run_until_idle()
    assert not Delivery.objects.filter(person=lin, topic="citation", outcome="", withdrawn_at=None).exists()


class TestFeed:
    @pytest.fixture
    def address(self, lin, offered) -> str:
        key = open_feed(person=lin).feed_key
        send_due(person=lin)
        return f"/feeds/mine/{key}"

    @pytest.mark.parametrize("form", ["xml", "json"])
    def test_holds_what_was_put_there_and_no_reason(self, client, address, form):
        said = client.get(f"{address}.{form}").content.decode()
        assert "citation 1 in zh-hans?" in said
        assert "private search" not in said

    def test_changes_nothing_by_being_read(self, client, address, offered):
        before = Delivery.objects.filter(pk=offered.pk).values().get()
        client.get(f"{address}.xml")
        assert Delivery.objects.filter(pk=offered.pk).values().get() == before

    def test_a_new_address_closes_the_old_one(self, client, lin, address):
        open_feed(person=lin)
        assert client.get(f"{address}.xml").status_code == 404

    @pytest.mark.parametrize("way_out", [withdraw_all, stop_all])
    def test_is_empty_after_a_no(self, client, lin, address, way_out):
        way_out(person=lin)
        assert "citation 1" not in client.get(f"{address}.xml").content.decode()
