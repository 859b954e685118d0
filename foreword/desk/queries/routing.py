"""Who is to take a question first: decided by the head of service's rules, and said in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from foreword.channels.models import Medium
from foreword.desk.models import Kind, Question, Routing, RoutingRule, Tier
from foreword.desk.queries.hours import working_time
from foreword.desk.queries.understanding import hints
from foreword.kernel.clock import now
from foreword.people.models import Person, Role, Topic

Facts = Mapping[str, tuple[Any, int]]
"""Each fact of a question with its certainty in per cent."""
NO_RULE: Final = "no-rule"
NOT_TAKEN: Final = "not-taken"


@dataclass(frozen=True, slots=True)
class Decision:
    target: str
    person: Person | None
    because: list[list[Any]]
    take_within: int | None
    """Minutes of opening; None: it stays where it is."""


@dataclass(frozen=True, slots=True)
class RoutingLine:
    words: str
    by: str
    reason: str
    at: datetime


def decide(question: Question) -> Decision:
    """The first rule that fits and whose target is there; else the common queue."""
    facts = facts_of(question)
    for rule in RoutingRule.objects.select_related("person", "topic"):
        because = fits(rule, facts)
        if because is None:
            continue
        person = rule.person if rule.target == Tier.PERSON else None
        if rule.target == Tier.EXPERT:
            person = expert_for(str(facts["clc"][0]) if "clc" in facts else "")
        if rule.target in {Tier.EXPERT, Tier.PERSON} and not (person and person.is_active and person.is_librarian):
            continue
        return Decision(rule.target, person, because, rule.take_within)
    return Decision(Tier.COMMON, None, [[NO_RULE, ""]], None)


def facts_of(question: Question) -> Facts:
    """What a librarian decided is certain, what the model guessed as certain as it said."""
    guessed = hints(question)
    found: dict[str, tuple[Any, int]] = {
        "lang": (question.lang, 100),
        "medium": (question.medium, 100),
        "hours": ("open" if working_time().is_open(now()) else "closed", 100),
    }
    standing = {"clc": question.clc, "topic": question.topic_id, "read": question.read, "kind": question.kind}
    for name, value in standing.items():
        hint = getattr(guessed, name)
        if value:
            found[name] = (value, 100)
        elif hint:
            found[name] = (hint.value, hint.percent)
    return found


def fits(rule: RoutingRule, facts: Facts) -> list[list[Any]] | None:
    """The facts that made it fit, and how certain the least certain is; None where it does not."""
    asked = _asked(rule)
    if any(name not in facts for name in asked):
        return None
    if not all(_holds(name, facts[name][0], wanted) for name, wanted in asked.items()):
        return None
    certain = min((facts[name][1] for name in asked), default=100)
    if certain < rule.least:
        return None
    because = [[name, facts[name][0]] for name in asked]
    return because if certain == 100 else [*because, ["certain", certain]]


def expert_for(clc: str) -> Person | None:
    """Of those with this class among their skills who has the least to do."""
    if not clc:
        return None
    at_work = Q(work__queued_since__isnull=False)
    experts = Person.objects.filter(role=Role.SUBJECT_EXPERT, is_active=True).annotate(load=Count("work", at_work))
    skilled = [person for person in experts if any(skill and clc.startswith(skill) for skill in person.skills)]
    pending = _pending(skilled)
    return min(skilled, key=lambda person: (person.load + pending.get(person.pk, 0), person.pk), default=None)


def routing_history(question: Question) -> tuple[RoutingLine, ...]:
    """Newest last, in the language of the page."""
    rows = question.routings.select_related("person", "by").order_by("at", "pk")
    return tuple(RoutingLine(explained(row), row.by.name if row.by else "", row.reason, row.at) for row in rows)


def conditions(rule: RoutingRule) -> str:
    """A rule's conditions in words; empty where it fits all."""
    asked = _asked(rule)
    low, high = asked.pop("read", (0, 0))
    read = [f"READ {low}–{high}" if low < high else f"READ {low}"] if low else []
    return _(", ").join([*read, *(_fact(name, value) for name, value in asked.items() if value)])


def explained(routing: Routing) -> str:
    """ "To the student desk: READ 1, while open, 92 %"."""
    if routing.because and routing.because[0][0] == NOT_TAKEN:
        return _("Back to the common queue: not taken in time")
    target = routing.person.name if routing.person else str(routing.get_target_display())
    facts = _(", ").join(filter(None, (_fact(name, value) for name, value in routing.because)))
    sent = _("To: %(target)s") % {"target": target}
    return _("%(sent)s (%(facts)s)") % {"sent": sent, "facts": facts} if facts else sent


def _pending(people: Iterable[Person]) -> dict[int, int]:
    rows = Question.objects.waiting().unclaimed().filter(routed_to__in=[person.pk for person in people])
    return dict(rows.values_list("routed_to").annotate(Count("pk")))


def _asked(rule: RoutingRule) -> dict[str, Any]:
    read = (rule.read_from or 1, rule.read_to or 6) if rule.read_from or rule.read_to else None
    asked = {
        "clc": rule.clc.upper(),
        "topic": rule.topic_id,
        "read": read,
        "kind": rule.kind,
        "lang": rule.lang,
        "medium": rule.medium,
        "hours": rule.hours,
    }
    if rule.target == Tier.EXPERT and not rule.clc:
        return {name: wanted for name, wanted in asked.items() if wanted or name == "clc"}
    return {name: wanted for name, wanted in asked.items() if wanted}


def _holds(name: str, value: Any, wanted: Any) -> bool:
    if name == "clc":
        return str(value).startswith(wanted)
    if name == "read":
        return bool(wanted[0] <= value <= wanted[1])
    return bool(value == wanted)


def _fact(name: str, value: Any) -> str:
    if name == "topic":
        topic = Topic.objects.filter(pk=value).first()
        return topic.name if topic else ""
    fixed = {
        "read": f"READ {value}",
        "clc": str(value),
        "lang": {"en": "English", "zh-hans": "简体中文"}.get(value, str(value)),
        "hours": _("during opening hours") if value == "open" else _("outside opening hours"),
        "certain": f"{value} %",
        NO_RULE: _("no rule fits"),
    }
    named = {"kind": Kind, "medium": Medium}
    return str(dict(named[name].choices).get(value, value)) if name in named else str(fixed.get(name, ""))
