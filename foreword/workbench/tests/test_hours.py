"""The page of opening hours: for the head of service, and what is wrong is said beside the field."""

import pytest

from foreword.desk.models import ServiceHours, ServiceSeason, SpecialDay
from tests.world import sign_in

pytestmark = pytest.mark.django_db
PAGE = "/en/desk/hours/"
WEEK = {"zone": "Asia/Shanghai", **{f"d{number}": "8:00–12:00, 14:00–22:00" for number in range(6)}, "d6": ""}
SEASON = {f"s0-{name}": value for name, value in WEEK.items()} | {"s0-first": "2027-01-20", "s0-last": "2027-02-20"}


class TestDoors:
    @pytest.mark.parametrize("who", [None, "omar", "zhao", "mei", "chen", "wu"])
    def test_are_the_heads_only(self, client, who, request):
        if who:
            sign_in(client, request.getfixturevalue(who))
        assert client.get(PAGE).status_code == 404
        for deed in ("week/", "season/", "day/", "season/1/", "season/1/drop/", "day/1/drop/"):
            assert client.post(PAGE + deed, WEEK).status_code == 404

    @pytest.mark.parametrize("who", ["dean", "admin"])
    def test_are_open_to_the_head(self, client, who, request):
        assert sign_in(client, request.getfixturevalue(who)).get(PAGE).status_code == 200


class TestWriting:
    def test_a_week_is_kept_and_shown_as_written(self, client, dean):
        page = sign_in(client, dean).post(PAGE + "week/", WEEK, follow=True)
        assert ServiceHours.objects.get().week[0] == [[480, 720], [840, 1320]]
        assert page.content.decode().count("8:00–12:00, 14:00–22:00") >= 6

    def test_what_is_wrong_is_said_and_what_was_written_stays(self, client, dean):
        page = sign_in(client, dean).post(PAGE + "week/", WEEK | {"d4": "8–25"})
        assert page.status_code == 422
        assert "“8–25” is no opening." in page.content.decode()
        assert not ServiceHours.objects.exists()

    def test_an_unknown_zone_is_said(self, client, dean):
        assert b"time zone is not known" in sign_in(client, dean).post(PAGE + "week/", WEEK | {"zone": "Moon"}).content

    def test_a_season_comes_is_changed_and_goes(self, client, dean):
        sign_in(client, dean).post(PAGE + "season/", SEASON)
        season = ServiceSeason.objects.get()
        changed = {name.replace("s0", f"s{season.pk}"): value for name, value in SEASON.items()}
        client.post(f"{PAGE}season/{season.pk}/", changed | {f"s{season.pk}-last": "2027-03-01"})
        assert str(ServiceSeason.objects.get().last) == "2027-03-01"
        client.post(f"{PAGE}season/{season.pk}/drop/")
        assert not ServiceSeason.objects.exists()

    def test_a_season_that_ends_too_early_is_said(self, client, dean):
        page = sign_in(client, dean).post(PAGE + "season/", SEASON | {"s0-last": "2026-01-01"})
        assert b"The last day is before the first." in page.content

    def test_a_day_is_closed(self, client, dean):
        sign_in(client, dean).post(PAGE + "day/", {"day-day": "2027-01-01", "day-spans": "", "day-name_en": "New Year"})
        assert SpecialDay.objects.get().spans == []


class TestReaders:
    def test_are_told_when_somebody_is_there(self, client, dean, omar):
        sign_in(client, dean).post(PAGE + "week/", {"zone": "Asia/Shanghai"})
        assert "Closed until further notice." in client.get("/en/ask/").content.decode()
