"""The workbench's own panels."""

from collections.abc import Mapping
from typing import Any

from foreword.desk.actions.routing import BY_HAND
from foreword.desk.models import Question
from foreword.desk.queries.chats import colleagues_of
from foreword.desk.queries.orders import order_of
from foreword.desk.queries.routing import routing_history
from foreword.people.models import Person
from foreword.workbench.slots import register_panel


def asker_panel(question: Question, _viewer: Person) -> Mapping[str, Any]:
    """What helps to answer: what sort of reader this is. Never their portrait, never what else they asked (P17)."""
    asker = question.asker
    earlier = Question.objects.asked_by(asker).filter(asked_at__lt=question.asked_at).count() if asker else 0
    return {"asker": asker, "earlier": earlier, "has_contact": bool(question.contact)}


def together_panel(question: Question, viewer: Person) -> Mapping[str, Any]:
    """Sub-tasks, tags and ties: what a librarian adds to a question that is not their own."""
    order = order_of(question, viewer)
    return {"question": question, "order": order, "holder": question.assignee_id in {None, viewer.pk}}


def routing_panel(question: Question, viewer: Person) -> Mapping[str, Any]:
    """Who it was sent to, and why; and on by hand."""
    return {
        "question": question,
        "lines": routing_history(question),
        "targets": [(tier.value, tier.label) for tier in BY_HAND if tier != question.tier or question.assignee_id],
        "colleagues": colleagues_of(viewer),
        "may_send": question.assignee_id in {None, viewer.pk} and question.is_open,
    }


def hang_panels() -> None:
    register_panel("evidence", "workbench/routing.html", routing_panel, lambda person: person.is_librarian)
    register_panel("evidence", "workbench/together.html", together_panel, lambda person: person.is_librarian)
    register_panel("evidence", "workbench/asker.html", asker_panel, lambda person: person.is_librarian)
