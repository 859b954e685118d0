"""What is told of each event to the intake, as the rooms and the importers of production would tell it."""

from typing import Any, Final

from foreword.portraits.actions import Given
from foreword.portraits.models import SignalKind
from foreword.portraits.terms import morning_after
from foreword.portraits.topics import place_text
from foreword.push.bench.loop.reading import Event
from foreword.push.bench.loop.stage import Stage

Told = dict[str, Any]
ASKED_FOR: Final = 400
"""Characters of a question from which its topic is taken, as `portraits.receivers` takes it."""


class Sender:
    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._number = 0
        self._ends = {course.code: course.ends_on for course in stage.log.courses}

    def given(self, event: Event) -> Given | None:
        """None for what production would not tell either: somebody unknown, a question on no topic of the library."""
        person, told = self._stage.people.get(event.reader), self._told(event)
        if person is None or told is None:
            return None
        self._number += 1
        return Given(person=person.pk, dedupe=f"log:{self._number}", at=event.at, **told)

    def _told(self, event: Event) -> Told | None:
        match event.kind:
            case "search":
                return {"kind": SignalKind.SEARCHED, "text": event.text}
            case "view":
                return self._page(event)
            case "ask":
                topic = event.topic or place_text(event.text[:ASKED_FOR]).topic
                return {"kind": SignalKind.ASKED, "topic": topic} if topic else None
            case "loan":
                # A log of loans alone is one of titles used: what stands on the shelf there are those titles.
                return self._page(event) or {"kind": SignalKind.BORROWED, "clc": event.clc}
            case "enrolled":
                return self._course(event)
        return None

    def _page(self, event: Event) -> Told | None:
        key, item = self._stage.keys.get(event.item), self._stage.log.items.get(event.item)
        return {"kind": SignalKind.OPENED, "item": f"entry:{key}", "title": item.title} if key and item else None

    def _course(self, event: Event) -> Told | None:
        ends = self._ends.get(event.course)
        if ends is None:
            return None
        return {"kind": SignalKind.ENROLLED, "item": f"course:{event.course}", "until": morning_after(ends)}
