"""Occasions: who is meant, what they are offered, and that nothing goes past consent, approval or a stop."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import get_current_timezone
from hypothesis import given
from hypothesis import strategies as some

from foreword.channels.models import OutboundMail
from foreword.kernel.clock import now, today
from foreword.kernel.jobs.run import run_until_idle
from foreword.people.models import Dimension, Person
from foreword.portraits.actions import Given, rebuild, record_signal, switch, take_in
from foreword.portraits.models import SignalKind
from foreword.push.actions import choose_reach, give_outcome, refresh, send_due
from foreword.push.actions.occasions import (
    NotAllowed,
    NotNow,
    SamePerson,
    SaysNothing,
    approve_occasion,
    stop_occasion,
    write_occasion,
)
from foreword.push.audience import CRITERIA, Fact, is_on, met
from foreword.push.models import Delivery, Event, Occasion, State
from foreword.push.occasional import occasional_offers
from foreword.push.queries import today as todays
from foreword.push.tests.conftest import GIVEN

pytestmark = pytest.mark.django_db

EVERY = {each.value for each in Dimension}


@pytest.fixture
def reader(lin, entry) -> Person:
    """Lin, a graduate, whose portrait has been drawn."""
    entry("access")
    rebuild(person=lin)
    return lin


def standing(who) -> list[Delivery]:
    return list(Delivery.objects.filter(person=who, occasion__isnull=False).standing())


class TestReaching:
    def test_who_is_meant_is_told_why_in_the_occasions_words(self, reader, write):
        write(who={"kind": ["graduate"]})
        refresh(person=reader)
        assert [answer.why for answer in todays(reader, lang="en").answers if answer.delivery] == ["It is exam week."]
        assert todays(reader, lang="zh-hans").answers[0].why == "现在是考试周。"

    def test_who_is_not_meant_gets_nothing_by_it(self, reader, write):
        write(who={"kind": ["teacher"]})
        refresh(person=reader)
        assert standing(reader) == []

    def test_who_agreed_to_nothing_gets_nothing_by_it(self, omar, entry, write):
        entry("access")
        write()
        refresh(person=omar)
        assert not Delivery.objects.exists()

    def test_it_goes_when_a_source_that_it_stands_on_goes(self, reader, write):
        write(who={"kind": ["graduate"]})
        refresh(person=reader)
        assert standing(reader)[0].dimensions == ["profile"]
        switch(person=reader, dimension="profile", on=False)
        run_until_idle()
        assert standing(reader) == []
        assert not Delivery.objects.filter(occasion__isnull=False).exists()

    def test_a_draft_reaches_nobody(self, reader, zhao):
        write_occasion(by=zhao, given=GIVEN)
        refresh(person=reader)
        assert standing(reader) == []

    def test_a_stop_takes_back_what_stands_and_what_is_queued(self, reader, write, dean):
        occasion = write()
        refresh(person=reader)
        assert standing(reader)
        stop_occasion(occasion=occasion, by=dean)
        assert standing(reader) == []
        refresh(person=reader)
        assert standing(reader) == []

    def test_a_change_takes_it_back_until_it_is_approved_again(self, reader, write, zhao):
        occasion = write()
        refresh(person=reader)
        write_occasion(by=zhao, given={**GIVEN, "why_en": "Quiet, please"}, occasion=occasion)
        assert standing(reader) == []

    def test_what_is_over_is_taken_back(self, reader, write, time_machine):
        write(ends_on=today() + timedelta(days=3))
        refresh(person=reader)
        time_machine.move_to(now() + timedelta(days=4))
        refresh(person=reader)
        assert standing(reader) == []

    def test_it_takes_two_places_of_the_page_and_no_more(self, reader, entry, write):
        for n in range(2, 5):
            entry("access", n)
            entry("thesis", n)
        write(topics=["access", "thesis"])
        refresh(person=reader)
        assert len(standing(reader)) == 2

    def test_for_newcomers_it_takes_three(self, lin, entry, write):
        for topic in ("access", "thesis", "borrowing", "citation"):
            entry(topic)
        rebuild(person=lin)
        write(event="new_here", topics=["access", "thesis", "borrowing", "citation"])
        refresh(person=lin)
        assert len(standing(lin)) == 3

    def test_what_was_set_aside_does_not_come_back_by_an_occasion(self, reader, write):
        write()
        refresh(person=reader)
        give_outcome(delivery=standing(reader)[0], outcome="dismissed")
        refresh(person=reader)
        assert standing(reader) == []

    def test_what_was_written_for_other_readers_is_not_offered(self, reader, entry, write):
        other = entry("thesis", audience=["teacher"])
        write(topics=["thesis"])
        refresh(person=reader)
        assert other.pid not in [each.key for each in standing(reader)]

    def test_what_touches_a_sensitive_topic_is_never_offered(self, reader, entry, write):
        private = entry("thesis")
        private.texts.update(question="Where can I get counselling for exam stress?")
        write(items=[f"entry:{private.pid}"], topics=[])
        refresh(person=reader)
        assert standing(reader) == []

    def test_it_goes_out_on_its_own_media_only(self, reader, write, time_machine):
        time_machine.move_to(datetime(2026, 11, 25, 12, tzinfo=get_current_timezone()), tick=False)
        write(media=["browser"])
        refresh(person=reader)
        choose_reach(person=reader, mail="daily", quiet=None)
        assert send_due(person=reader) == []
        Occasion.objects.update(media=["mail"])
        assert [each.medium for each in send_due(person=reader)] == ["mail"]

    def test_a_stop_takes_it_out_of_a_digest_that_waits(self, reader, write, dean, time_machine):
        time_machine.move_to(datetime(2026, 11, 25, 12, tzinfo=get_current_timezone()), tick=False)
        occasion = write(media=["mail"])
        refresh(person=reader)
        choose_reach(person=reader, mail="daily", quiet=None)
        assert send_due(person=reader)
        stop_occasion(occasion=occasion, by=dean)
        assert not OutboundMail.objects.exists()

    def test_what_speaks_for_an_item_anyway_is_said_as_well(self, reader, write):
        write()
        record_signal(person=reader, kind="opened", topic="access", item="record:1", title="A book")
        run_until_idle()
        refresh(person=reader)
        assert {reason["code"] for reason in standing(reader)[0].reasons} >= {"opened"}


class TestEvents:
    def offered(self, who) -> list[str]:
        return [offer.occasion for offer in occasional_offers(who, frozenset(EVERY))]

    def test_a_page_that_was_used_lately(self, reader, write):
        occasion = write(event="used", who={"used": ["record:9"]})
        assert self.offered(reader) == []
        record_signal(person=reader, kind="opened", item="record:9", title="A database")
        assert self.offered(reader) == [occasion.pid]

    def test_of_no_page_nobody_is_meant(self, reader, write):
        write(event="used", who={})
        record_signal(person=reader, kind="opened", item="record:9", title="A database")
        assert self.offered(reader) == []

    def test_what_is_new_in_the_field(self, reader, entry, write):
        field = reader.discipline
        entry("thesis", 1, days=1, clc=f"{field}1")
        entry("thesis", 2, days=60, clc=f"{field}1")
        entry("thesis", 3, days=1, clc="Z9")
        write(event="field", topics=[])
        assert len(self.offered(reader)) == 1

    def test_what_is_due_is_urgent_and_says_the_day(self, reader, write):
        due = now() + timedelta(days=5)
        take_in([Given(person=reader.pk, kind=SignalKind.BORROWED, item="loan:1", about={"act": "loan"}, until=due)])
        run_until_idle()
        write(event="due")
        found = occasional_offers(reader, frozenset(EVERY))
        assert found[0].told[0]["code"] == "due"
        assert found[0].told[0]["params"]["on"]


facts = some.lists(
    some.builds(
        Fact,
        key=some.sampled_from(["kind", "level", "interest.a", "course.b", "used.c", "new_here", "loan_due"]),
        value=some.sampled_from(["a", "b", "c", "newcomer"]),
        dimensions=some.frozensets(some.sampled_from(sorted(EVERY)), min_size=1, max_size=3),
        since=some.just(now()),
    ),
    max_size=8,
)
criteria = some.dictionaries(some.sampled_from(sorted(CRITERIA)), some.lists(some.sampled_from("abc"), max_size=2))


@given(
    known=facts,
    who=criteria,
    event=some.sampled_from(Event.values),
    agreed=some.frozensets(some.sampled_from(sorted(EVERY))),
)
def test_nobody_is_meant_by_what_they_do_not_let_us_look_at(known, who, event, agreed):
    occasion = Occasion(who=who, event=event)
    found = met(occasion, known, agreed)
    for fact in found or ():
        assert fact.dimensions <= agreed
    if found is not None and not found:
        assert not event
        assert not any(who.values())


@pytest.mark.parametrize(
    ("fields", "day", "on"),
    [
        ({}, "2026-11-25", True),
        ({"season": "exams"}, "2026-11-25", True),
        ({"season": "grants"}, "2026-11-25", False),
        ({"starts_on": date(2026, 11, 26)}, "2026-11-25", False),
        ({"ends_on": date(2026, 11, 25)}, "2026-11-25", True),
        ({"ends_on": date(2026, 11, 24)}, "2026-11-25", False),
        ({"week_from": 12, "week_until": 12}, "2026-11-25", True),
        ({"week_from": 13}, "2026-11-25", False),
        ({"week_until": 3}, "2026-09-08", True),
        ({"week_from": 1}, "2026-08-01", False),
    ],
)
def test_its_time_is_all_that_it_names(fields, day, on):
    assert is_on(Occasion(**fields), {"exams"}, date.fromisoformat(day)) is on


class TestApproval:
    def test_nobody_approves_what_they_wrote(self, zhao, dean):
        row = write_occasion(by=zhao, given=GIVEN)
        with pytest.raises(SamePerson):
            approve_occasion(occasion=row, by=zhao)

    def test_whoever_changed_it_last_wrote_it(self, zhao, dean):
        row = write_occasion(by=dean, given=GIVEN, occasion=write_occasion(by=zhao, given=GIVEN))
        with pytest.raises(SamePerson):
            approve_occasion(occasion=row, by=dean)

    def test_what_changed_since_it_was_read_is_not_approved(self, zhao, dean, admin):
        read = write_occasion(by=zhao, given=GIVEN)
        write_occasion(by=admin, given={**GIVEN, "topics": ["thesis"]}, occasion=read)
        with pytest.raises(NotNow):
            approve_occasion(occasion=read, by=dean)

    def test_the_database_holds_to_it_too(self, zhao):
        row = write_occasion(by=zhao, given=GIVEN)
        with pytest.raises(IntegrityError), transaction.atomic():
            Occasion.objects.filter(pk=row.pk).update(state=State.APPROVED, approved_by=zhao)

    @pytest.mark.parametrize("who", ["lin", "mei", "chen", "wu"])
    def test_it_is_for_editors_and_the_head(self, who, request, write):
        occasion, other = write(), request.getfixturevalue(who)
        for story in (
            lambda: write_occasion(by=other, given=GIVEN),
            lambda: approve_occasion(occasion=occasion, by=other),
            lambda: stop_occasion(occasion=occasion, by=other),
        ):
            with pytest.raises(NotAllowed):
                story()

    def test_what_offers_nothing_is_refused(self, zhao):
        with pytest.raises(SaysNothing):
            write_occasion(by=zhao, given={**GIVEN, "topics": []})
