"""Opening hours: what is written is what is read, and time counted in them adds up, whatever the clocks do."""

import contextlib
import itertools
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from foreword.desk.actions import hours as actions
from foreword.desk.hours.calendar import Calendar, Season, always_open
from foreword.desk.hours.spans import read_day, write_day
from foreword.desk.models import ServiceHours, SpecialDay
from foreword.desk.queries.hours import open_words, service_hours
from foreword.desk.refusals import BadDates, BadSpan, BadZone, CrossingSpans, NotForTheDesk

SHANGHAI, LONDON = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/London")
LONG, SHORT, CLOSED = ((480, 1320),), ((540, 720), (840, 1020)), ()
TERM = (LONG, LONG, LONG, LONG, LONG, SHORT, CLOSED)


def at(text, zone=SHANGHAI):
    return datetime.fromisoformat(text).replace(tzinfo=zone)


@st.composite
def days(draw):
    edges = sorted(draw(st.lists(st.integers(0, 1440), max_size=6, unique=True)))
    return tuple(zip(edges[::2], edges[1::2], strict=False))


weeks = st.tuples(*[days()] * 7)
zones = st.sampled_from(["Asia/Shanghai", "Europe/London", "America/Havana", "Australia/Lord_Howe", "Africa/Cairo"])
moments = st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - the strategy adds the zone


@st.composite
def calendars(draw):
    first = draw(st.dates(date(2025, 1, 1), date(2027, 12, 1)))
    season = Season(first, first + timedelta(days=draw(st.integers(0, 90))), draw(weeks))
    single = draw(st.dictionaries(st.dates(date(2025, 1, 1), date(2027, 12, 31)), days(), max_size=3))
    return Calendar(ZoneInfo(draw(zones)), draw(weeks), (season,), single)


class TestWriting:
    @given(days())
    def test_what_is_written_is_read_again(self, day):
        assume(all(end != start for (_, end), (start, _) in itertools.pairwise(day)))
        assert read_day(write_day(day)) == day

    @pytest.mark.parametrize(
        "text", ["8:00–12:00、14:00–22:00", "8-12, 14-22", "8：00－12：00；14：00－22：00", "14–22,8–12"]
    )
    def test_as_people_write(self, text):
        assert read_day(text) == ((480, 720), (840, 1320))

    @pytest.mark.parametrize("text", ["8", "8–25", "12–8", "8:60–9", "early", "8–12 14–22", "8–8", "24:00–24:30"])
    def test_what_is_no_opening_is_named(self, text):
        with pytest.raises(BadSpan) as refused:
            read_day(text)
        assert text in refused.value.message

    def test_two_openings_may_not_overlap(self):
        with pytest.raises(CrossingSpans):
            read_day("8–12, 11–14")

    @given(st.text(max_size=40))
    def test_any_text_is_read_or_refused(self, text):
        with contextlib.suppress(BadSpan, CrossingSpans):
            assert all(0 <= start < end <= 1440 for start, end in read_day(text))


class TestTheCalendar:
    def test_a_lunch_hour_is_closed(self):
        calendar = Calendar(SHANGHAI, TERM)
        assert [calendar.is_open(at(f"2026-11-28T{hour}")) for hour in ("11:59", "12:00", "14:00")] == [
            True,
            False,
            True,
        ]

    def test_over_the_weekend_it_opens_on_monday(self):
        assert Calendar(SHANGHAI, TERM).next_opening(at("2026-11-28T18:00")) == at("2026-11-30T08:00")

    def test_a_season_goes_before_the_week_and_a_day_before_the_season(self):
        winter = Season(date(2027, 1, 20), date(2027, 2, 20), (SHORT,) * 7)
        calendar = Calendar(SHANGHAI, TERM, (winter,), {date(2027, 2, 6): CLOSED})
        found = [calendar.spans_on(day) for day in (date(2027, 1, 19), date(2027, 1, 20), date(2027, 2, 6))]
        assert found == [LONG, SHORT, CLOSED]

    def test_an_hour_left_out_by_the_clocks_is_not_open(self):
        """In London, 29 March 2026 has no time between 1:00 and 2:00."""
        calendar = Calendar(LONDON, (((0, 1440),),) * 7)
        assert (
            calendar.open_seconds_between(at("2026-03-29T00:00", LONDON), at("2026-03-30T00:00", LONDON)) == 23 * 3600
        )

    def test_who_never_opens_has_no_next_opening(self):
        calendar = Calendar(SHANGHAI, (CLOSED,) * 7)
        assert calendar.next_opening(at("2026-11-28T18:00")) is None
        assert calendar.add_open_time(at("2026-11-28T18:00"), 1) is None

    @given(calendars(), st.lists(moments, min_size=3, max_size=3))
    def test_time_adds_up(self, calendar, found):
        first, middle, last = sorted(found)
        whole = calendar.open_seconds_between(first, last)
        assert whole == pytest.approx(
            calendar.open_seconds_between(first, middle) + calendar.open_seconds_between(middle, last)
        )
        assert 0 <= whole <= (last - first).total_seconds()

    @given(calendars(), moments, st.integers(1, 200_000))
    def test_adding_is_the_inverse_of_counting(self, calendar, start, seconds):
        due = calendar.add_open_time(start, seconds)
        assume(due is not None)
        assert calendar.open_seconds_between(start, due) == pytest.approx(seconds)

    @given(calendars(), moments)
    def test_nothing_is_open_before_the_next_opening(self, calendar, moment):
        opening = calendar.next_opening(moment)
        assume(opening is not None)
        assert calendar.is_open(opening)
        assert calendar.open_seconds_between(moment, opening) == 0

    @given(calendars(), moments)
    def test_until_closing_it_is_open_throughout(self, calendar, moment):
        closing = calendar.closes_at(moment)
        assert (closing is not None) == calendar.is_open(moment)
        if closing:
            assert calendar.open_seconds_between(moment, closing) == pytest.approx((closing - moment).total_seconds())

    @given(moments, moments)
    @example(datetime(2025, 1, 1, 0, 0, 1, tzinfo=UTC), datetime(2025, 1, 1, tzinfo=UTC) + timedelta(microseconds=1))
    def test_where_no_hours_are_known_time_is_time(self, first, last):
        passed = max(0.0, (last - first).total_seconds())
        assert always_open().open_seconds_between(first, last) == pytest.approx(passed)


@pytest.fixture
def term(dean):
    actions.set_week(by=dean, zone="Asia/Shanghai", week=TERM)


@pytest.mark.django_db(transaction=True)
class TestWords:
    @pytest.mark.parametrize(
        ("moment", "words"),
        [
            ("2026-11-25T10:00", "Open until 22:00."),
            ("2026-11-25T07:00", "Closed now. Opens today at 8:00."),
            ("2026-11-25T23:00", "Closed now. Opens tomorrow at 8:00."),
            ("2026-11-28T18:00", "Closed now. Opens Monday at 8:00."),
        ],
    )
    def test_say_when_somebody_is_there(self, term, moment, words):
        assert open_words(at(moment)) == words

    def test_are_none_where_nobody_entered_hours(self, db):
        assert open_words() == ""

    def test_a_long_closing_is_said_by_its_date(self, term, dean):
        actions.set_season(by=dean, first=date(2027, 1, 20), last=date(2027, 2, 20), week=(CLOSED,) * 7)
        assert open_words(at("2027-01-20T10:00")) == "Closed now. Opens 22 February at 8:00."


@pytest.mark.django_db(transaction=True)
class TestEditing:
    def test_is_the_heads(self, chen):
        with pytest.raises(NotForTheDesk):
            actions.set_week(by=chen, zone="Asia/Shanghai", week=TERM)

    def test_an_unknown_zone_is_refused(self, dean):
        with pytest.raises(BadZone):
            actions.set_week(by=dean, zone="Mars/Olympus", week=TERM)

    def test_a_season_does_not_end_before_it_begins(self, dean):
        with pytest.raises(BadDates):
            actions.set_season(by=dean, first=date(2027, 2, 1), last=date(2027, 1, 1), week=TERM)

    def test_changed_hours_hold_at_once(self, term, dean):
        assert service_hours().week == TERM
        actions.set_week(by=dean, zone="Europe/London", week=(CLOSED,) * 7)
        assert service_hours().zone == LONDON
        assert ServiceHours.objects.count() == 1

    def test_a_day_is_changed_and_taken_out(self, term, dean):
        actions.set_day(by=dean, day=date(2026, 11, 26), spans=CLOSED)
        actions.set_day(by=dean, day=date(2026, 11, 26), spans=SHORT)
        assert service_hours().days == {date(2026, 11, 26): SHORT}
        actions.drop_day(by=dean, pk=SpecialDay.objects.get().pk)
        assert service_hours().days == {}
