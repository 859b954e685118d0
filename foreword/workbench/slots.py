"""Places on the desk where panels go. The workbench stands above all rooms, so it hangs their panels here itself.

A panel is a template and the function that fills it; without the permission it is not even computed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from foreword.desk.models import Question
from foreword.people.models import Person

Fill = Callable[[Question, Person], Mapping[str, Any]]
Permission = Callable[[Person], bool]


@dataclass(frozen=True, slots=True)
class Panel:
    template: str
    fill: Fill
    permission: Permission


@dataclass(frozen=True, slots=True)
class FilledPanel:
    template: str
    context: Mapping[str, Any]


_slots: dict[str, dict[str, Panel]] = {}


def register_panel(slot: str, template: str, context_fn: Fill, permission: Permission) -> None:
    """Hang a panel. The same template again replaces it."""
    _slots.setdefault(slot, {})[template] = Panel(template, context_fn, permission)


def panels(slot: str, question: Question, viewer: Person) -> list[FilledPanel]:
    allowed = [panel for panel in _slots.get(slot, {}).values() if panel.permission(viewer)]
    return [FilledPanel(panel.template, panel.fill(question, viewer)) for panel in allowed]
