"""Short addresses: where they lead, and what is counted of them."""

import re

import pytest

from foreword.media.actions import create_product
from foreword.media.actions.screens import add_screen
from foreword.media.models import Placement, ProductPage, Reach
from tests.world import sign_in

TEXTS = {
    "en": {"title": "First week", "summary": "Small visits.", "body": "Bring your card."},
    "zh-hans": {"title": "第一周", "summary": "多来几次。", "body": "带上校园卡。"},
}
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile"


@pytest.fixture
def pages(topics) -> list[ProductPage]:
    return create_product(key="first-week", texts=TEXTS)


@pytest.fixture
def phone(client):
    client.defaults["HTTP_USER_AGENT"] = PHONE
    return client


def counted(**which) -> int:
    return sum(row.times for row in Reach.objects.filter(**which))


def test_a_code_leads_to_the_page_in_its_own_language(phone, pages):
    targets = [phone.get(f"/q/{page.pid}")["Location"] for page in pages]
    assert targets == [f"/en/products/{pages[0].pid}/", f"/zh-hans/products/{pages[1].pid}/"]


def test_a_code_of_a_language_that_was_withdrawn_leads_to_the_other(phone, pages):
    pages[1].unpublish()
    assert phone.get(f"/q/{pages[1].pid}")["Location"] == f"/en/products/{pages[0].pid}/"


def test_a_code_of_a_product_that_was_withdrawn_leads_nowhere(phone, pages):
    for page in pages:
        page.unpublish()
    assert phone.get(f"/q/{pages[0].pid}").status_code == 404


@pytest.mark.parametrize(
    ("code", "medium"), [("poster", "poster"), ("mail", "mail"), ("", "link"), ("nonsense", "link")]
)
def test_a_scan_is_counted_for_what_it_stood_on(phone, pages, code, medium):
    phone.get(f"/q/{pages[0].pid}?c={code}")
    assert [(row.what, row.medium, row.placement) for row in Reach.objects.all()] == [("scan", medium, "")]


def test_a_scan_is_counted_for_the_place_where_it_hung(phone, pages):
    gate = Placement.objects.create(medium="poster", name="South gate")
    phone.get(f"/q/{pages[0].pid}?c={gate.pid}")
    assert counted(medium="poster", placement=gate.pid) == 1


def test_a_scan_of_a_screen_is_counted_for_that_screen(phone, pages, zhao):
    hall = add_screen(by=zhao, name="Hall", place="Main library")
    phone.get(f"/q/{pages[0].pid}?c={hall.pid}")
    assert counted(medium="screen", placement=hall.pid) == 1


def test_both_languages_are_one_product(phone, pages):
    for page in pages:
        phone.get(f"/q/{page.pid}?c=poster&n={page.lang}")
    assert {row.product for row in Reach.objects.all()} == {pages[0].translation_key}


def test_a_second_click_at_once_is_the_same_one(phone, pages):
    for _ in range(2):
        phone.get(f"/q/{pages[0].pid}?c=poster")
    assert counted() == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"User-Agent": "Googlebot/2.1"},
        {"User-Agent": PHONE, "DNT": "1"},
        {"User-Agent": PHONE, "Sec-GPC": "1"},
        {"User-Agent": PHONE, "Sec-Purpose": "prefetch"},
    ],
)
def test_machines_and_whoever_asks_not_to_be_noted_are_not_counted(client, pages, headers):
    answer = client.get(f"/q/{pages[0].pid}?c=poster", headers=headers)
    assert (answer.status_code, counted()) == (302, 0)


def test_a_look_at_the_head_is_not_counted(phone, pages):
    phone.head(f"/q/{pages[0].pid}?c=poster")
    assert counted() == 0


def test_the_librarys_own_desk_is_not_counted(phone, pages, chen):
    sign_in(phone, chen).get(f"/q/{pages[0].pid}?c=poster")
    assert counted() == 0


def test_an_opened_page_is_counted_whoever_it_is(phone, pages, omar):
    sign_in(phone, omar).get(f"/en/products/{pages[0].pid}/")
    assert [(row.what, row.medium, row.times) for row in Reach.objects.all()] == [("open", "web", 1)]


@pytest.mark.parametrize(("what", "as_what"), [("audio", "listen"), ("video", "watch")])
def test_a_recording_that_is_played_is_counted(phone, pages, what, as_what):
    answer = phone.post(f"/q/{pages[0].pid}/played", {"what": what})
    assert (answer.status_code, counted(what=as_what)) == (204, 1)


def test_what_cannot_be_played_is_not_counted(phone, pages):
    assert phone.post(f"/q/{pages[0].pid}/played", {"what": "picture"}).status_code == 422


def test_the_code_on_a_poster_leads_through_the_short_address(client, pages, zhao):
    gate = Placement.objects.create(medium="poster", name="South gate")
    sheet = sign_in(client, zhao).get(f"/en/desk/products/{pages[0].pid}/print/a4/?place={gate.pid}").content.decode()
    plain = sign_in(client, zhao).get(f"/en/desk/products/{pages[0].pid}/print/a4/").content.decode()
    assert f"/q/{pages[0].pid}</p>" in sheet
    assert re.findall(r"<path[^>]+ d=\"[^\"]+", sheet) != re.findall(r"<path[^>]+ d=\"[^\"]+", plain)
