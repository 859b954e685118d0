"""WeChat official accounts against a sandbox with its tokens, its examination and its error codes."""

from datetime import timedelta

import pytest
import time_machine

from foreword.channels.outward import acting
from foreword.channels.outward.interface import Done, Permanent, Retry, Taken, Trouble, Unknown
from foreword.channels.outward.sandbox.server import running
from foreword.channels.outward.sandbox.wechat import APPID, OWN, SECRET
from foreword.channels.outward.wechat_line import Line
from foreword.channels.tests.outward import access, jpeg, picture, saying
from foreword.kernel.clock import now


@pytest.fixture
def sandbox():
    with running() as server:
        yield server


@pytest.fixture
def vendor(sandbox):
    return sandbox.vendors["wechat"]


@pytest.fixture
def account(sandbox):
    return of(sandbox)


def of(sandbox, *, mode="publish", secret=SECRET, appid=APPID, cover=""):
    config = {"server": f"{sandbox.address}/wechat", "appid": appid, "cover": cover, "mode": mode}
    return access(config, secret=secret)


def published(account, outgoing):
    """Hand in, and follow until it is known."""
    result = acting.publish("wechat", account, outgoing)
    while isinstance(result, Taken):
        result = acting.follow("wechat", account, result.ticket)
    return result


def test_an_article_stands_after_its_examination(account, vendor):
    result = published(account, saying())
    assert (result.address[:31], vendor.public[0].title) == ("https://mp.sandbox.example/s/10", "第一周")


def test_while_it_is_examined_it_is_neither_out_nor_lost(account):
    taken = acting.publish("wechat", account, saying())
    assert isinstance(acting.follow("wechat", account, taken.ticket), Taken)


def test_its_pictures_are_wechats_own(account, vendor):
    published(account, saying())
    assert f'<img src="{OWN}' in vendor.public[0].text


def test_it_is_sent_as_utf8_and_not_as_escapes(account, vendor):
    published(account, saying())
    assert "带上校园卡" in vendor.public[0].text


@pytest.mark.parametrize(
    "pictures",
    [(), (picture(b"RIFF....WEBP", "image/webp"),), (picture(jpeg() + b"\0" * 1_000_000),)],
    ids=["none", "webp", "too large"],
)
def test_without_a_picture_that_can_be_a_cover_it_says_so(account, pictures):
    assert published(account, saying(pictures=pictures)) == Permanent(Trouble.PICTURE)


def test_the_accounts_own_cover_serves_where_there_is_none(sandbox, vendor):
    vendor.covers.add("house")
    assert isinstance(published(of(sandbox, cover="house"), saying(pictures=())), Done)


@pytest.mark.parametrize(
    ("given", "trouble"),
    [
        ({"title": "题" * 65}, Trouble.TOO_LONG),
        ({"text": "摘" * 121}, Trouble.TOO_LONG),
        ({"html": "文" * 20_001}, Trouble.TOO_LONG),
    ],
    ids=["title", "digest", "content"],
)
def test_what_is_too_long_is_told(account, given, trouble):
    assert published(account, saying(**given)).trouble == trouble


@pytest.mark.parametrize(
    ("amiss", "trouble"),
    [
        ({"verified": False}, Trouble.NOT_ALLOWED),
        ({"allowed": False}, Trouble.NOT_ALLOWED),
        ({"verdict": 4}, Trouble.AUDIT),
    ],
    ids=["unverified", "address not allowed", "not let through"],
)
def test_what_the_vendor_does_not_allow_is_told(account, vendor, amiss, trouble):
    for name, value in amiss.items():
        setattr(vendor, name, value)
    assert published(account, saying()).trouble == trouble


@pytest.mark.parametrize("wrong", [{"secret": "x"}, {"appid": "x"}])
def test_wrong_keys_are_told(sandbox, wrong):
    assert acting.check("wechat", of(sandbox, **wrong)).trouble == Trouble.KEY


def test_tried_it_tells_of_itself(account):
    assert acting.check("wechat", account) == Done(said=f"{APPID} · 0")


def test_two_processes_have_the_same_token(account, vendor):
    acting.check("wechat", account)
    token = vendor.token_now
    acting.check("wechat", account)
    assert vendor.token_now == token


def test_a_token_that_went_stale_in_the_middle_is_fetched_once_more(account, vendor):
    line = Line(account)
    line.ask("draft/count", method="GET")
    vendor.token_now = "another"
    assert line.ask("draft/count", method="GET")["total_count"] == 0


def test_an_expired_token_is_fetched_anew(account, vendor):
    line = Line(account)
    line.ask("draft/count", method="GET")
    with time_machine.travel(now() + timedelta(hours=3)):
        assert line.ask("draft/count", method="GET")["total_count"] == 0


def test_a_line_that_breaks_before_it_is_handed_in_is_no_riddle(account, vendor):
    vendor.moods.extend(["", "", "", "lost"])  # token, picture, cover, and the draft
    assert isinstance(acting.publish("wechat", account, saying()), Retry)


def test_a_line_that_breaks_while_it_is_handed_in_is_one(account, vendor):
    vendor.moods.extend(["", "", "", "", "lost"])
    assert isinstance(acting.publish("wechat", account, saying()), Unknown)


def test_the_minutes_quota_waits_minutes(account, vendor):
    vendor.too_many = lambda *_args: True
    assert acting.check("wechat", account).after == timedelta(minutes=2)


def test_withdrawn_it_is_gone_and_twice_is_no_fault(account, vendor):
    done = published(account, saying())
    results = [acting.withdraw("wechat", account, done.remote_id) for _time in range(2)]
    assert (results, vendor.public) == ([Done(), Done()], [])


class TestToAllFollowers:
    @pytest.fixture
    def account(self, sandbox):
        return of(sandbox, mode="mass")

    def test_is_sent(self, account, vendor):
        assert published(account, saying()).remote_id == f"mass:{vendor.public[0].id}"

    def test_the_same_key_is_the_same_sending(self, account, vendor):
        first, second = (acting.publish("wechat", account, saying()) for _time in range(2))
        assert (first == second, len(vendor.public)) == (True, 1)

    def test_the_second_of_a_day_waits(self, account):
        published(account, saying())
        assert published(account, saying(key="other")).trouble == Trouble.QUOTA

    def test_can_be_taken_back(self, account, vendor):
        done = published(account, saying())
        acting.withdraw("wechat", account, done.remote_id)
        assert vendor.public == []
