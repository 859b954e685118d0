"""Screens: their rounds, what they say of themselves, and what becomes of it."""

import json
from datetime import UTC, datetime, time, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreword.kernel.clock import ago, now, today
from foreword.media.actions import create_product
from foreword.media.actions.screens import CannotShow, add_screen, hear_screen, move_up, put_on, renew_key, take_down
from foreword.media.beats import MOST_AN_HOUR, Beat, Unreadable, read_beat
from foreword.media.models import Play, ProductPage, Screen
from foreword.media.queries import Turn, screen_view, screens, turns
from tests.world import sign_in

BOTH = {
    "en": {"title": "First week", "summary": "Small visits.", "body": "Bring your card."},
    "zh-hans": {"title": "第一周", "summary": "多来几次。", "body": "带上校园卡。"},
}


@pytest.fixture
def week(topics) -> ProductPage:
    return create_product(key="first-week", texts=BOTH)[0]


@pytest.fixture
def exams(topics) -> ProductPage:
    return create_product(key="exams", texts={"en": {"title": "Exams", "summary": "Longer hours.", "body": "Come."}})[0]


@pytest.fixture
def hall(zhao) -> Screen:
    return add_screen(by=zhao, name="Hall", place="Main library")


def played(screen: Screen) -> dict:
    return {(play.product, play.hour): play.times for play in screen.plays.all()}


def beat(product, times: int, *, day=None, hour: int = 9) -> Beat:
    at = f"{(day or today()).isoformat()}T{hour:02}"
    return read_beat(f'{{"width": 1920, "height": 1080, "plays": {{"{at}": {{"{product}": {times}}}}}}}'.encode())


def test_a_product_is_shown_in_each_of_its_languages_in_turn(hall, week, exams):
    put_on(screen=hall, product=week.translation_key)
    put_on(screen=hall, product=exams.translation_key)
    assert [(turn.sign.lang, turn.sign.title) for turn in turns(hall)] == [
        ("en", "First week"),
        ("zh-hans", "第一周"),
        ("en", "Exams"),
    ]


def test_what_is_withdrawn_is_passed_over(hall, week, exams):
    for page in (week, exams):
        put_on(screen=hall, product=page.translation_key)
    exams.unpublish()
    assert {turn.sign.title for turn in turns(hall)} == {"First week", "第一周"}
    assert screen_view(hall).slots[1].title == ""


def test_what_is_withdrawn_cannot_be_put_on(hall, exams):
    exams.unpublish()
    with pytest.raises(CannotShow):
        put_on(screen=hall, product=exams.translation_key)


def test_the_same_product_twice_is_one_place_in_the_round_with_the_newer_hours(hall, week):
    put_on(screen=hall, product=week.translation_key)
    put_on(screen=hall, product=week.translation_key, begins=time(17), ends=time(23))
    assert [(turn.begins, turn.ends) for turn in turns(hall)] == [("17:00", "23:00")] * 2


def test_longer_words_stay_longer_in_view(hall, week, topics):
    words = "The library opens at seven, the desk answers until ten, and the group rooms are booked by the hour. " * 2
    longer = create_product(key="long", texts={"en": {"title": "Exam weeks", "summary": words, "body": "Come."}})[0]
    for page in (week, longer):
        put_on(screen=hall, product=page.translation_key)
    short, _zh, long = (turn.sign.seconds for turn in turns(hall))
    assert short < long


def test_a_place_is_filled_at_once_and_other_places_are_left_alone(hall, week, zhao):
    lift = add_screen(by=zhao, name="Lift", place="Main library")
    other = add_screen(by=zhao, name="Door", place="Science library")
    put_on(screen=hall, product=week.translation_key, everywhere=True)
    assert [each.slots.count() for each in (hall, lift, other)] == [1, 1, 0]


def test_a_new_screen_begins_with_the_round_of_its_place(hall, week, zhao):
    put_on(screen=hall, product=week.translation_key)
    assert turns(add_screen(by=zhao, name="Lift", place="Main library")) == turns(hall)


def test_moving_up_changes_the_order(hall, week, exams):
    put_on(screen=hall, product=week.translation_key)
    (slot,) = put_on(screen=hall, product=exams.translation_key)
    move_up(slot=slot)
    assert turns(hall)[0].sign.title == "Exams"


def test_keys_cannot_be_guessed_and_a_new_one_ends_the_old(hall, zhao):
    old = hall.key
    renew_key(by=zhao, screen=hall)
    assert len(hall.key) == 24 and hall.key != old


def test_a_screen_that_is_heard_of_is_on_the_air_and_silent_after_a_while(hall):
    hear_screen(screen=hall, beat=read_beat(b'{"width": 1080, "height": 1920}'))
    hall.refresh_from_db()
    assert (hall.state, hall.is_upright) == ("on", True)
    hall.seen_at = ago(minutes=6)
    assert hall.state == "silent"


def test_a_screen_taken_down_keeps_what_it_has_played(hall, week, zhao):
    hear_screen(screen=hall, beat=beat(week.translation_key, 3))
    take_down(by=zhao, screen=hall)
    assert (hall.state, played(hall)) == ("down", {(week.translation_key, 9): 3})


def test_the_same_count_twice_is_counted_once(hall, week):
    for times in (3, 3, 5, 4):
        hear_screen(screen=hall, beat=beat(week.translation_key, times))
    assert played(hall) == {(week.translation_key, 9): 5}


def test_what_is_no_product_is_not_counted(hall, week):
    hear_screen(screen=hall, beat=beat(uuid4(), 3))
    assert not Play.objects.exists()


def test_days_that_are_to_come_or_long_past_are_not_counted(week):
    for days in (1, -8):
        assert beat(week.translation_key, 3, day=today() + timedelta(days=days)).counts == ()


def test_no_hour_holds_more_than_it_can(week):
    assert beat(week.translation_key, 10**9).counts[0].times == MOST_AN_HOUR


@pytest.mark.parametrize("raw", [b"", b"[]", b"7", b'{"plays": [1]}', b'{"showing": "x"}', b"{" * 5000, b"x" * 70_000])
def test_what_our_player_never_says_is_refused(raw):
    with pytest.raises(Unreadable):
        read_beat(raw)


JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), lambda each: st.lists(each) | st.dictionaries(st.text(), each), max_leaves=8)  # fmt: skip


@given(st.dictionaries(st.sampled_from(["width", "height", "showing", "plays"]), JSON))
def test_whatever_is_said_it_is_read_or_refused(said):
    try:
        read = read_beat(json.dumps(said).encode())
    except Unreadable:
        return
    assert 0 <= read.width <= 20_000 and all(0 < count.times <= MOST_AN_HOUR for count in read.counts)


def test_the_week_is_told_beside_the_day(hall, week):
    put_on(screen=hall, product=week.translation_key)
    hear_screen(screen=hall, beat=beat(week.translation_key, 3))
    hear_screen(screen=hall, beat=beat(week.translation_key, 4, day=today() - timedelta(days=2)))
    assert [(row.today, row.week) for row in screen_view(hall).slots] == [(3, 7)]


def test_the_list_says_what_is_in_view(hall, week):
    Screen.objects.update(showing=week.translation_key, seen_at=now())
    assert [row.showing for row in screens()] == ["First week"]


def test_the_pages_are_there_for_editors_alone(client, hall, zhao, outsider):
    paths = ["/en/desk/screens/", f"/en/desk/screens/{hall.pid}/"]
    assert {sign_in(client, outsider).get(path).status_code for path in paths} == {404}
    assert {sign_in(client, zhao).get(path).status_code for path in paths} == {200}


def test_a_form_that_lacks_an_hour_is_given_back_with_words(client, hall, week, zhao):
    given = {"product": str(week.translation_key), "begins": "08:00"}
    answer = sign_in(client, zhao).post(f"/en/desk/screens/{hall.pid}/round/", given)
    assert answer.status_code == 422 and "Give both hours, or neither." in answer.content.decode()


def test_an_editor_fills_a_screen(client, hall, week, zhao):
    sign_in(client, zhao).post(f"/en/desk/screens/{hall.pid}/round/", {"product": str(week.translation_key)})
    assert [turn.sign.title for turn in turns(hall)] == ["First week", "第一周"]


def test_the_same_screen_twice_is_refused(client, hall, zhao):
    answer = sign_in(client, zhao).post("/en/desk/screens/", {"name": "Hall", "place": "Main library"})
    assert (answer.status_code, Screen.objects.count()) == (422, 1)


@pytest.mark.parametrize(
    ("begins", "ends", "last", "hour", "holds"),
    [
        ("", "", "", 3, True),
        ("08:00", "17:00", "", 8, True),
        ("08:00", "17:00", "", 17, False),
        ("22:00", "06:00", "", 23, True),
        ("22:00", "06:00", "", 5, True),
        ("22:00", "06:00", "", 12, False),
        ("", "", "2026-11-24", 3, False),
        ("", "", "2026-11-25", 3, True),
    ],
)
def test_a_turn_holds_in_its_hours_and_to_the_end_of_its_last_day(begins, ends, last, hour, holds):
    assert Turn(None, begins, ends, last).holds(datetime(2026, 11, 25, hour, tzinfo=UTC)) is holds
