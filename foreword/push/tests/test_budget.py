"""How much goes out, when, and on which medium: each rule alone, then all of them over months of chance."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from foreword.push.budget import (
    IN_A_DIGEST,
    PUSH,
    SLOWEST,
    Fate,
    Sendable,
    Sent,
    Wishes,
    is_quiet,
    patience,
    plan,
)
from foreword.push.models import Medium
from foreword.push.policy import OF_A_TOPIC, REST, WEAK

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
BROWSER, MAIL, FEED = Wishes(browser=True), Wishes(mail="weekly"), Wishes(feed=True)


def fate(wishes=BROWSER, *sent, at=NOON, score=0.9, **fields) -> Fate:
    return plan([Sendable("a", score, **fields)], wishes, sent, at)["a"]


def earlier(days: float, medium=Medium.BROWSER, *, heeded: bool = False, key: str = "x", urgent: bool = False) -> Sent:
    at = NOON - timedelta(days=days)
    return Sent(key, medium, at, at + timedelta(hours=1) if heeded else None, urgent)


def test_by_default_nothing_goes_out():
    assert fate(Wishes()) == Fate.NOWHERE


def test_stop_is_stop_even_for_what_is_due():
    assert fate(replace(BROWSER, stopped=True), urgent=True) == Fate.STOPPED


def test_what_is_probably_used_is_pushed_and_what_may_be_waits_for_the_digest():
    both = Wishes(browser=True, mail="weekly")
    assert fate(both, score=PUSH) == Fate.BROWSER
    assert fate(both, score=PUSH - 0.01) == Fate.MAIL
    assert fate(both, score=WEAK - 0.01) == Fate.WEAK


@pytest.mark.parametrize(("hour", "quiet"), [(8, False), (20, False), (21, True), (2, True), (7, True)])
def test_the_night_is_quiet(hour, quiet):
    assert is_quiet(NOON.replace(hour=hour)) is quiet


def test_so_are_the_readers_own_hours():
    assert is_quiet(NOON, (time(11), time(13)))
    assert not is_quiet(NOON, (time(13), time(11, 30)))
    assert fate(replace(BROWSER, quiet=(time(11), time(13)))) == Fate.QUIET


def test_one_push_a_day_and_two_a_week():
    assert fate(BROWSER, earlier(0.2)) == Fate.SPENT
    assert fate(BROWSER, earlier(1)) == Fate.BROWSER
    assert fate(BROWSER, earlier(1), earlier(3, heeded=True)) == Fate.SPENT
    assert fate(BROWSER, earlier(1), earlier(7, heeded=True)) == Fate.BROWSER


def test_a_reader_may_want_fewer():
    assert fate(replace(BROWSER, a_week=1), earlier(2)) == Fate.SPENT


def test_one_digest_in_its_period():
    assert fate(MAIL, earlier(6, Medium.MAIL, heeded=True)) == Fate.SPENT
    assert fate(MAIL, earlier(7, Medium.MAIL, heeded=True)) == Fate.MAIL
    assert fate(Wishes(mail="daily"), earlier(1, Medium.MAIL, heeded=True)) == Fate.MAIL


def test_a_digest_holds_five_and_two_of_a_topic():
    things = [Sendable(f"{topic}{n}", 0.5, topic=topic) for topic in "tuvw" for n in range(3)]
    fates = plan(things, MAIL, [], NOON)
    mailed = [thing.topic for thing in things if fates[thing.key] == Fate.MAIL]
    assert len(mailed) == IN_A_DIGEST
    assert max(mailed.count(topic) for topic in mailed) == OF_A_TOPIC


def test_three_left_alone_halve_the_budget_and_one_opened_makes_it_whole():
    alone = [earlier(8 + n, key=str(n)) for n in range(3)]
    assert patience(alone, NOON) == 2
    assert fate(BROWSER, *alone[:2]) == Fate.BROWSER
    assert fate(BROWSER, *alone) == Fate.SPENT
    assert fate(BROWSER, *alone, earlier(7.5, heeded=True)) == Fate.BROWSER


def test_what_is_not_three_days_old_may_still_be_opened():
    assert patience([earlier(2, key=str(n)) for n in range(3)], NOON) == 1


def test_patience_has_an_end():
    assert patience([earlier(9 + n, key=str(n)) for n in range(90)], NOON) == SLOWEST


def test_a_due_date_passes_the_budget_but_not_the_night():
    spent = [earlier(0.1), earlier(1)]
    assert fate(BROWSER, *spent, urgent=True, score=0.0) == Fate.BROWSER
    assert fate(BROWSER, urgent=True, at=NOON.replace(hour=23)) == Fate.QUIET
    assert fate(BROWSER, earlier(0.1, urgent=True)) == Fate.BROWSER


def test_one_reminder_a_day_is_enough():
    assert fate(BROWSER, earlier(0.1, urgent=True), urgent=True) == Fate.SPENT
    assert fate(BROWSER, earlier(1, urgent=True), urgent=True) == Fate.BROWSER
    due = [Sendable(key, 0.5, urgent=True) for key in "ab"]
    assert set(plan(due, MAIL, [], NOON).values()) == {Fate.MAIL}


@pytest.mark.parametrize("medium", [Medium.BROWSER, Medium.MAIL, Medium.FEED])
def test_what_went_out_on_one_medium_goes_out_on_no_other_for_two_weeks(medium):
    every = Wishes(browser=True, mail="daily", feed=True)
    assert fate(every, earlier(13, medium, key="a", heeded=True)) == Fate.RESTING
    assert fate(every, earlier(14, medium, key="a", heeded=True)) == Fate.BROWSER


def test_an_occasion_may_be_kept_to_its_media():
    assert fate(Wishes(browser=True, feed=True), media=frozenset([Medium.FEED])) == Fate.FEED
    assert fate(BROWSER, media=frozenset([Medium.MAIL])) == Fate.NOWHERE


things = some.lists(
    some.builds(
        Sendable,
        key=some.integers(0, 30).map(str),
        score=some.floats(0, 1),
        topic=some.sampled_from(["", "t", "u"]),
        urgent=some.booleans(),
    ),
    max_size=8,
    unique_by=lambda thing: thing.key,
)
wanted = some.builds(
    Wishes,
    mail=some.sampled_from(["", "daily", "weekly"]),
    feed=some.booleans(),
    browser=some.booleans(),
    quiet=some.none() | some.tuples(some.times(), some.times()),
    a_week=some.sampled_from([1, 2]),
    stopped=some.booleans(),
)


@given(wishes=wanted, hours=some.lists(some.tuples(some.integers(1, 60), things), max_size=25), heeds=some.randoms())
def test_whatever_happens_over_months_the_promises_hold(wishes, hours, heeds):
    at, sent = NOON, []
    for wait, offered in hours:
        at += timedelta(hours=wait)
        by_key = {thing.key: thing for thing in offered}
        for key, fated in plan(offered, wishes, sent, at).items():
            if fated.medium:
                heeded = at + timedelta(hours=1) if heeds.random() < 0.3 else None
                sent.append(Sent(key, fated.medium, at, heeded, by_key[key].urgent, by_key[key].topic))
    assert not (wishes.stopped and sent)
    assert {each.medium for each in sent} <= set(wishes.media)
    assert not [each for each in sent if is_quiet(each.at, wishes.quiet)]
    for one in sent:
        again = [each for each in sent if each is not one and each.key == one.key]
        assert all(abs(each.at - one.at) >= REST for each in again)
    counted = [each for each in sent if not each.urgent]
    days = [each.at.date() for each in counted if each.medium == Medium.BROWSER]
    assert len(days) == len(set(days))
    for one in counted:
        week = [each for each in counted if timedelta(0) <= one.at - each.at < timedelta(days=7)]
        assert sum(each.medium == Medium.BROWSER for each in week) <= wishes.a_week
        if wishes.mail == "weekly":
            mails = {each.at for each in counted if each.medium == Medium.MAIL}
            assert not [
                at for at in mails if 0 <= (one.at.date() - at.date()).days < 7 and at < one.at and one.at in mails
            ]
