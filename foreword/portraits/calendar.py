"""The academic calendar as the portrait sees it. Push keeps the seasons and registers here who tells of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class SeasonFact:
    key: str
    name: str
    topics: tuple[str, ...]
    audience: tuple[str, ...]
    ends_on: date


Calendar = Callable[[], list[SeasonFact]]

_calendars: dict[str, Calendar] = {}


def register_calendar(calendar: Calendar) -> None:
    _calendars["seasons"] = calendar


def current_seasons() -> list[SeasonFact]:
    """What is on now, for whomever; nothing where nobody keeps a calendar."""
    calendar = _calendars.get("seasons")
    return calendar() if calendar else []


def seasons_for(kind: str | None) -> list[SeasonFact]:
    """What concerns this kind of reader; for an unknown kind, only what concerns everybody."""
    return [season for season in current_seasons() if not season.audience or kind in season.audience]


def season_names() -> dict[str, str]:
    """In the language of the page."""
    return {season.key: season.name for season in current_seasons()}
