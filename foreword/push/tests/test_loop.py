"""A need, then an answer to it: pushed before anybody asks."""

from datetime import timedelta

import pytest

from foreword.kernel.clock import ago, now
from foreword.kernel.jobs.queue import LEASE, take_job
from foreword.kernel.jobs.run import run_job, run_until_idle
from foreword.kernel.models import Job, OutboxEvent
from foreword.kernel.outbox import publish
from foreword.knowledge.events import EntryPublished
from foreword.people.models import Consent
from foreword.portraits.actions import rebuild, record_signal
from foreword.portraits.models import Need, Signal
from foreword.push.actions import (
    UnknownOutcome,
    give_outcome,
    mark_opened,
    mark_seen,
    note_unopened,
    refresh,
    refreshing,
)
from foreword.push.models import Delivery
from foreword.push.queries import today
from foreword.push.tasks import refresh_everybody

pytestmark = pytest.mark.django_db


def opened(person, topic="citation") -> None:
    record_signal(person=person, kind="opened", topic=topic, item="record:1", title="A book")
    run_until_idle()


class TestPush:
    def test_follows_a_signal_at_once(self, lin, entry):
        entry("citation")
        opened(lin)
        delivery = Delivery.objects.get(person=lin)
        assert delivery.topic == "citation"
        assert delivery.reasons[0]["code"] == "opened"
        assert delivery.need == Need.objects.get(person=lin, topic="citation").pid
        assert OutboxEvent.objects.filter(kind="push.AnswerPushed", payload__delivery=delivery.pid).exists()

    def test_brings_back_what_is_come_back_to(self, lin, entry):
        own = entry("citation")
        for days in (3, 2, 0):
            record_signal(person=lin, kind="opened", item=f"entry:{own.pid}", title="Citing", at=ago(days=days))
        run_until_idle()
        need = Need.objects.get(person=lin, item=f"entry:{own.pid}")
        assert need.reasons[0]["code"] == "return"
        reasons = {
            reason["code"] for each in Delivery.objects.filter(person=lin, key=own.pid) for reason in each.reasons
        }
        assert "return" in reasons

    def test_follows_ten_clicks_with_one_refresh(self, lin, entry):
        for n in range(10):
            record_signal(person=lin, kind="opened", topic="citation", item=f"record:{n}", title="A book")
        run_until_idle()
        assert Job.objects.filter(task=refreshing.REFRESH).count() == 1

    def test_follows_a_click_that_comes_while_the_refresh_runs(self, lin, entry):
        opened(lin, "citation")
        opened(lin, "thesis")
        assert Job.objects.filter(task=refreshing.REFRESH, done_at__isnull=False).count() == 2

    def test_is_not_lost_when_the_process_dies(self, lin, entry, time_machine):
        entry("citation")
        record_signal(person=lin, kind="opened", topic="citation", item="record:1", title="A book")
        while (job := take_job("one")) is not None:
            run_job(job)
        time_machine.move_to(now() + timedelta(seconds=1))
        assert take_job("killed").task == refreshing.REFRESH
        assert run_until_idle() == 0
        time_machine.move_to(now() + LEASE + timedelta(seconds=1))
        run_until_idle()
        assert Delivery.objects.get(person=lin).topic == "citation"

    def test_says_why_in_both_languages(self, lin, entry):
        entry("citation")
        opened(lin)
        assert today(lin, lang="en").answers[0].why == "You opened 1 page about “Citing and references” today."
        assert today(lin, lang="zh-hans").answers[0].why == "您今天打开过1个关于“引文与参考文献”的页面。"

    def test_never_reaches_another_reader(self, lin, omar, entry):
        entry("citation")
        opened(lin)
        assert not Delivery.objects.exclude(person=lin).exists()

    def test_tells_of_an_answer_that_came_after_the_need(self, lin, entry):
        opened(lin)
        assert not Delivery.objects.filter(person=lin).exists()
        born = entry("citation", days=0)
        publish(EntryPublished(entry=born.pid, topic="citation"))
        run_until_idle()
        assert Delivery.objects.get(person=lin).key == born.pid
        assert today(lin, lang="en").answers[0].why.startswith("New answer to something you were looking for")

    def test_keeps_topics_apart(self, lin, entry):
        for n in range(6):
            entry("citation", n)
        opened(lin)
        assert Delivery.objects.filter(person=lin).count() == 2

    def test_gives_at_most_seven(self, lin, entry):
        for topic in ("citation", "thesis", "access", "borrowing", "searching"):
            for n in range(3):
                entry(topic, n)
            opened(lin, topic)
        assert Delivery.objects.filter(person=lin).standing().count() == 7

    def test_changes_nothing_when_nothing_changed(self, lin, entry):
        entry("citation")
        opened(lin)
        assert refresh(person=lin) == []

    def test_is_silent_without_a_sign(self, lin, entry):
        entry("citation")
        rebuild(person=lin)
        run_until_idle()
        assert not Delivery.objects.filter(person=lin).exists()

    def test_fills_up_with_the_season(self, lin, entry, season):
        entry("access", seasons=["thesis-proposal"])
        entry("borrowing", seasons=["thesis-proposal"])
        entry("citation")
        opened(lin)
        assert {each.topic for each in Delivery.objects.filter(person=lin)} == {"citation", "access", "borrowing"}

    def test_of_the_season_says_until_when_and_for_whom(self, lin, entry, season):
        entry("thesis", seasons=["thesis-proposal"], audience=["graduate"])
        rebuild(person=lin)
        run_until_idle()
        why = today(lin, lang="en").answers[0].why
        assert why == f"Thesis proposals: until {season.day} {season:%B}; you are a graduate student."

    def test_happens_for_everybody_once_a_day(self, lin, omar, entry):
        entry("citation")
        signal = Signal(person=lin, kind="opened", dimension="reading", topic="citation", at=now())
        signal.save()
        rebuild(person=lin)
        OutboxEvent.objects.all().delete()
        refresh_everybody.call()
        run_until_idle()
        assert Delivery.objects.filter(person=lin).count() == 1
        assert not Delivery.objects.filter(person=omar).exists()


class TestOutcome:
    @pytest.fixture
    def delivery(self, lin, entry) -> Delivery:
        entry("citation")
        opened(lin)
        return Delivery.objects.get(person=lin)

    def test_useful_becomes_a_signal(self, delivery):
        give_outcome(delivery=delivery, outcome="useful")
        assert Signal.objects.filter(kind="useful", topic="citation").count() == 1

    def test_said_twice_is_said_once(self, delivery):
        give_outcome(delivery=delivery, outcome="useful")
        give_outcome(delivery=delivery, outcome="useful")
        assert Signal.objects.filter(kind="useful").count() == 1
        assert OutboxEvent.objects.filter(kind="push.OutcomeGiven").count() == 1

    def test_not_for_me_never_comes_back(self, delivery, lin):
        give_outcome(delivery=delivery, outcome="dismissed")
        opened(lin)
        opened(lin)
        refresh(person=lin)
        assert Delivery.objects.filter(person=lin, key=delivery.key).count() == 1
        assert delivery.key not in [answer.key for answer in today(lin, lang="en").answers]

    def test_that_does_not_exist_is_refused(self, delivery):
        with pytest.raises(UnknownOutcome):
            give_outcome(delivery=delivery, outcome="loved")

    def test_seen_and_opened_are_noted_the_first_time(self, delivery):
        mark_seen(deliveries=[delivery.pid])
        first = Delivery.objects.get().seen_at
        mark_seen(deliveries=[delivery.pid])
        mark_opened(delivery=delivery)
        again = Delivery.objects.get()
        assert again.seen_at == first
        assert again.opened_at is not None

    def test_rests_fourteen_days_once_seen(self, delivery, lin, time_machine):
        mark_seen(deliveries=[delivery.pid])
        Delivery.objects.update(withdrawn_at=now())
        assert refresh(person=lin) == []
        time_machine.move_to(now() + timedelta(days=15))
        assert [each.key for each in refresh(person=lin)] == [delivery.key]


class TestToday:
    def test_without_anything_still_has_a_line(self, omar):
        shown = today(omar, lang="en")
        assert shown.line
        assert shown.answers == ()
        assert not shown.personal

    def test_shows_what_goes_with_the_page(self, omar, entry):
        looked, near = entry("citation", 1), entry("citation", 2)
        answers = today(omar, lang="en", page=f"entry:{looked.pid}").answers
        assert [answer.key for answer in answers] == [near.pid]
        assert answers[0].why == "Goes with what you are looking at."

    def test_leaves_out_what_was_withdrawn_since(self, lin, entry):
        gone = entry("citation")
        opened(lin)
        gone.status = "withdrawn"
        gone.save()
        assert today(lin, lang="en").answers == ()


class TestUnopened:
    @pytest.fixture
    def left(self, lin, entry) -> Delivery:
        entry("citation")
        opened(lin)
        Delivery.objects.filter(person=lin).update(seen_at=ago(days=4))
        return Delivery.objects.get(person=lin)

    def test_is_a_signal_once(self, lin, left):
        assert note_unopened(people=[lin]) == 1
        assert note_unopened(people=[lin]) == 0
        signal = Signal.objects.get(person=lin, kind="ignored")
        assert signal.item == f"{left.kind}:{left.key}"

    def test_waits_three_days(self, lin, left):
        Delivery.objects.update(seen_at=ago(days=2))
        assert note_unopened(people=[lin]) == 0

    def test_is_not_what_was_opened_or_judged(self, lin, left):
        mark_opened(delivery=left)
        assert note_unopened(people=[lin]) == 0

    def test_is_not_kept_without_consent_to_reading(self, lin, left):
        Consent.objects.filter(person=lin, dimension="reading").delete()
        assert note_unopened(people=[lin]) == 0
