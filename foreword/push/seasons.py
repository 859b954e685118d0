"""The calendar, as the portraits read it."""

from foreword.portraits.calendar import SeasonFact
from foreword.push.models import Season


def current() -> list[SeasonFact]:
    return [
        SeasonFact(season.key, season.name, tuple(season.topics), tuple(season.audience), season.ends_on)
        for season in Season.objects.current().order_by("ends_on", "key")
    ]
