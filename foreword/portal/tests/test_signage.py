"""A screen's own addresses: what they hold, whom they believe, and what they cost."""

import json
from datetime import timedelta
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import feedparser
import pytest

from foreword.desk.actions.hours import set_week
from foreword.kernel.clock import now, today
from foreword.media.actions import create_product
from foreword.media.actions.alerts import call_off, hear_alert, warn
from foreword.media.actions.screens import add_screen, put_on, renew_key, take_down
from foreword.media.cap import Info, read_cap, write_cap
from foreword.media.models import Alert, ProductPage, Screen
from foreword.media.tests.test_alerts import message

TEXTS = {
    "en": {"title": "First week", "summary": "Small visits.", "body": "Bring your card."},
    "zh-hans": {"title": "第一周", "summary": "多来几次。", "body": "带上校园卡。"},
}
LONG = ((480, 1320),)


@pytest.fixture
def page(topics) -> ProductPage:
    return create_product(key="first-week", texts=TEXTS)[0]


@pytest.fixture
def hall(zhao, page) -> Screen:
    screen = add_screen(by=zhao, name="Hall", place="Main library")
    put_on(screen=screen, product=page.translation_key)
    return screen


def playlist(client, screen: Screen) -> dict:
    return client.get(f"/signage/{screen.key}/playlist.json").json()


def test_the_page_needs_no_language_and_may_be_framed_by_the_desk_alone(client, hall):
    answer = client.get(f"/signage/{hall.key}/")
    assert answer.status_code == 200
    assert answer["X-Frame-Options"] == "SAMEORIGIN" and "frame-ancestors 'self'" in answer["Content-Security-Policy"]


def test_the_round_says_each_language_in_its_own_words(client, hall):
    items = playlist(client, hall)["items"]
    assert [(item["lang"], item["title"], item["scan"]) for item in items] == [
        ("en", "First week", "Scan to read all of it"),
        ("zh-hans", "第一周", "扫码看全文"),
    ]


def test_an_unchanged_round_is_not_sent_again(client, hall):
    first = client.get(f"/signage/{hall.key}/playlist.json")
    again = client.get(f"/signage/{hall.key}/playlist.json", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_changed_round_is_sent(client, hall, page):
    first = client.get(f"/signage/{hall.key}/playlist.json")
    page.unpublish()
    again = client.get(f"/signage/{hall.key}/playlist.json", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 200 and [item["lang"] for item in again.json()["items"]] == ["zh-hans"]


def test_asking_costs_few_queries(client, hall, django_assert_max_num_queries):
    playlist(client, hall)
    with django_assert_max_num_queries(5):
        playlist(client, hall)


def test_the_hours_of_today_and_the_librarys_line_run_below(client, hall, dean):
    set_week(by=dean, zone="Asia/Shanghai", week=(LONG,) * 7)
    Screen.objects.update(line_zh="欢迎提问")
    ticker = playlist(client, hall)["ticker"]
    assert ticker["day"] == today().isoformat()
    assert [line["text"] for line in ticker["lines"]] == [
        "The desk is open today 8:00–22:00",
        "服务台今日开放：8:00–22:00 · 欢迎提问",
    ]


def test_without_hours_and_line_nothing_runs(client, hall):
    assert playlist(client, hall)["ticker"]["lines"] == []


@pytest.mark.parametrize("path", ["", "playlist.json", "worker.js"])
def test_an_address_that_was_withdrawn_shows_nothing(client, hall, zhao, path):
    old = hall.key
    renew_key(by=zhao, screen=hall)
    assert client.get(f"/signage/{old}/{path}").status_code == 404
    assert client.get(f"/signage/{hall.key}/{path}").status_code == 200


def test_a_screen_taken_down_reports_in_vain(client, hall, zhao):
    take_down(by=zhao, screen=hall)
    assert client.post(f"/signage/{hall.key}/beat", "{}", content_type="text/plain").status_code == 404


def test_a_beat_is_heard_without_a_cookie(client, hall, page):
    hour = f"{today().isoformat()}T09"
    said = {"width": 1920, "height": 1080, "plays": {hour: {str(page.translation_key): 2}}}
    answer = client.post(f"/signage/{hall.key}/beat", json.dumps(said), content_type="text/plain")
    hall.refresh_from_db()
    assert (answer.status_code, hall.width, hall.plays.get().times) == (204, 1920, 2)


def test_nonsense_is_refused_and_nothing_is_noted(client, hall):
    answer = client.post(f"/signage/{hall.key}/beat", "[]", content_type="text/plain")
    hall.refresh_from_db()
    assert (answer.status_code, hall.seen_at) == (422, None)


def test_the_code_is_a_picture_that_may_be_kept(client, hall, page):
    answer = client.get(f"/signage/{hall.key}/codes/{page.pid}.svg")
    assert ET.fromstring(answer.content).tag.endswith("svg")
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("image/svg+xml", "public, max-age=86400")


def test_no_code_for_what_is_not_public(client, hall, page):
    page.unpublish()
    assert client.get(f"/signage/{hall.key}/codes/{page.pid}.svg").status_code == 404


def test_a_warning_goes_into_the_round_in_each_language_with_its_end(client, hall, zhao):
    ends = now() + timedelta(hours=1)
    infos = (Info("zh-hans", "请离开大楼", "", "走楼梯。"), Info("en", "Leave the building", "", "Use the stairs."))
    warn(by=zhao, key="w1", event="Fire", severity="Extreme", expires=ends, infos=infos)
    said = playlist(client, hall)["emergency"]
    assert [(each["lang"], each["title"], each["todo"]) for each in said] == [
        ("zh-hans", "请离开大楼", "走楼梯。"),
        ("en", "Leave the building", "Use the stairs."),
    ]
    assert {each["ends"] for each in said} == {int(ends.timestamp() * 1000)}


def test_others_can_follow_our_warnings(client, zhao):
    infos = (Info("en", "Closed today", "No power.", ""),)
    alert = warn(by=zhao, key="w1", event="Closure", severity="Minor", expires=now() + timedelta(hours=1), infos=infos)
    call_off(by=zhao, alert=alert, key="w2")
    feed = feedparser.parse(client.get("/feeds/alerts.xml").content)
    kinds = [read_cap(client.get(urlsplit(entry.link).path).content).kind for entry in feed.entries]
    assert (feed.bozo, kinds) == (False, ["Cancel", "Alert"])


def test_what_the_campus_said_is_not_ours_to_tell(client, db):
    said = read_cap(write_cap(message("a1")))
    hear_alert(said=said, origin=Alert.Origin.CAMPUS)
    assert client.get("/feeds/alerts/a1.xml").status_code == 404


def test_a_display_of_lamps_gets_a_line_for_each_language(client, hall):
    answer = client.get(f"/signage/{hall.key}/led.txt")
    assert answer.content.decode().splitlines() == ["First week: Small visits.", "第一周: 多来几次。"]


def test_an_old_display_gets_the_signs_that_it_knows(client, hall):
    answer = client.get(f"/signage/{hall.key}/led.txt?charset=gb2312")
    assert answer["Content-Type"] == "text/plain; charset=gb2312"
    assert answer.content.decode("gb2312").splitlines()[1] == "第一周: 多来几次。"


def test_unchanged_lines_are_not_sent_again(client, hall):
    first = client.get(f"/signage/{hall.key}/led.txt")
    again = client.get(f"/signage/{hall.key}/led.txt", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304


def test_on_lamps_a_warning_stands_alone(client, hall, zhao):
    infos = (Info("en", "Leave the building", "Smoke.", "Use the stairs."),)
    warn(by=zhao, key="w1", event="Fire", severity="Extreme", expires=now() + timedelta(hours=1), infos=infos)
    assert client.get(f"/signage/{hall.key}/led.txt").content == b"Leave the building Use the stairs.\n"


def test_lamps_with_nothing_to_say_show_the_house(client, zhao):
    screen = add_screen(by=zhao, name="Door", place="Science library")
    assert "Lakeside University Library" in client.get(f"/signage/{screen.key}/led/").content.decode()
