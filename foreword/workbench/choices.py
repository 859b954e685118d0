"""What the queue's filters can be set to, and the views that were kept under a name."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from foreword.channels.models import Medium
from foreword.desk.models import OPEN_STAGES, SavedView, Stage, Tagging
from foreword.desk.queries import QueuePage
from foreword.desk.queries.filters import MORE_FILTERS
from foreword.people.models import Person

MOST_TAGS = 200


@dataclass(frozen=True, slots=True)
class SavedLine:
    pid: str
    name: str
    address: str
    shared: bool
    can_delete: bool
    current: bool


@dataclass(frozen=True, slots=True)
class Choices:
    tags: tuple[str, ...]
    media: tuple[tuple[str, Any], ...]
    stages: tuple[tuple[str, Any], ...]
    work_stages: tuple[tuple[str, Any], ...]
    holders: tuple[Person, ...]
    saved: tuple[SavedLine, ...]
    narrowed: bool
    """One of the filters behind "More" is set."""


def choices(viewer: Person, page: QueuePage) -> Choices:
    here = {"view": page.view, **page.filters}
    return Choices(
        tags=tuple(Tagging.objects.order_by("tag").values_list("tag", flat=True).distinct()[:MOST_TAGS]),
        media=tuple(Medium.choices),
        stages=tuple(Stage.choices),
        work_stages=tuple((stage.value, stage.label) for stage in OPEN_STAGES),
        holders=tuple(Person.objects.at_the_desk().order_by("name").only("pid", "name")),
        saved=tuple(_line(view, viewer, here) for view in SavedView.objects.for_person(viewer).order_by("name", "pk")),
        narrowed=any(page.filters.get(name) for name in MORE_FILTERS),
    )


def _line(view: SavedView, viewer: Person, here: dict[str, str]) -> SavedLine:
    return SavedLine(
        pid=view.pid,
        name=view.name,
        address=urlencode(view.filters),
        shared=view.shared,
        can_delete=view.owner_id == viewer.pk or viewer.is_head,
        current=view.filters == here,
    )
