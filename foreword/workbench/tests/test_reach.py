"""The page of reach: what it adds up, and who may see it."""

from datetime import timedelta

import pytest

from foreword.kernel.clock import today
from foreword.media.actions import create_product
from foreword.media.actions.screens import add_screen
from foreword.media.models import Placement, Play, ProductPage, Reach
from foreword.media.queries.reach import Figures, reach, reach_of
from tests.world import sign_in


@pytest.fixture
def week(topics) -> ProductPage:
    return create_product(key="week", texts={"en": {"title": "First week", "summary": "Visits.", "body": "Come."}})[0]


def note(page, what="scan", medium="poster", times=1, days_ago=0, placement="") -> None:
    day = today() - timedelta(days=days_ago)
    key = page.translation_key
    Reach.objects.create(product=key, what=what, medium=medium, placement=placement, day=day, times=times)


def test_days_within_the_span_are_added_up_and_older_ones_left_out(week):
    for days_ago, times in ((0, 1), (6, 2), (7, 4)):
        note(week, times=times, days_ago=days_ago)
    assert [(line.name, line.figures.scan) for line in reach(7).products] == [("First week", 3)]


def test_places_are_told_apart_by_their_names(week):
    gate = Placement.objects.create(medium="poster", name="South gate")
    note(week, times=2)
    note(week, times=3, placement=gate.pid)
    assert [(line.name, line.figures.scan) for line in reach(7).places] == [("Poster · South gate", 3), ("Poster", 2)]


def test_what_a_screen_has_shown_stands_beside_its_scans(week, zhao):
    hall = add_screen(by=zhao, name="Hall", place="Main library")
    Play.objects.create(screen=hall, product=week.translation_key, day=today(), hour=9, times=40)
    note(week, medium="screen", placement=hall.pid)
    assert [line.figures for line in reach(7).places] == [Figures(scan=1, shown=40)]


def test_a_product_knows_its_own_reach_and_no_others(week, topics):
    other = create_product(key="other", texts={"en": {"title": "Exams", "summary": "Hours.", "body": "Come."}})[0]
    note(week, times=2)
    note(other, times=5)
    assert reach_of(week.translation_key) == Figures(scan=2)


def test_the_table_runs_nothing(client, zhao, topics):
    page = create_product(key="bad", texts={"en": {"title": "=cmd()", "summary": "Visits.", "body": "Come."}})[0]
    note(page)
    said = sign_in(client, zhao).get("/en/desk/reach/reach.csv").content.decode()
    assert "'=cmd()" in said and "\n=cmd" not in said


def test_a_place_is_added_once(client, zhao):
    for _ in range(2):
        sign_in(client, zhao).post("/en/desk/reach/", {"medium": "poster", "name": "South gate"})
    assert Placement.objects.count() == 1


@pytest.mark.parametrize("path", ["", "reach.csv"])
def test_readers_do_not_find_it(client, outsider, path):
    assert sign_in(client, outsider).get(f"/en/desk/reach/{path}").status_code == 404


@pytest.mark.parametrize("days", ["", "7", "400", "x", "-1"])
def test_any_span_gives_a_page(client, zhao, week, days):
    note(week)
    assert sign_in(client, zhao).get(f"/en/desk/reach/?days={days}").status_code == 200
