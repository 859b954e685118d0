"""A question is sent to whom it is for: by rule when it comes, back to all when nobody takes it, or by hand."""

from datetime import datetime, timedelta
from typing import Final

from foreword.desk.actions.chat_line import wait_again
from foreword.desk.actions.steps import hold, refuse_others, standing_claim, tell_pages
from foreword.desk.models import Question, Routing, Stage, Tier
from foreword.desk.queries.hours import working_time
from foreword.desk.queries.routing import NOT_TAKEN, Decision, decide, expert_for
from foreword.desk.refusals import NoExpert, WrongStage
from foreword.desk.story import story
from foreword.kernel.clock import now
from foreword.people.models import Person

BY_HAND: Final = (Tier.COMMON, Tier.STUDENT, Tier.REFERENCE, Tier.EXPERT)


@story
def route(*, question: Question) -> None:
    """By the rules, once, when a question has come; nothing where somebody was faster."""
    hold(question)
    if question.assignee_id or not question.is_open or question.routings.exists():
        return
    _send(question, decide(question))


@story
def reroute(*, question: Question, target: Tier | str, by: Person, reason: str = "") -> None:
    """By a librarian's hand; whoever has it gives it back with this. Raises WrongStage, NoExpert, AlreadyClaimed."""
    hold(question)
    refuse_others(question, by)
    if target not in BY_HAND or question.stage == Stage.ARCHIVED:
        raise WrongStage
    person = expert_for(question.clc) if target == Tier.EXPERT else None
    if target == Tier.EXPERT and person is None:
        raise NoExpert
    if standing := standing_claim(question):
        standing.released_at = now()
        standing.save(update_fields=["released_at"])
        question.assignee = None
    wait_again(question)
    _send(question, Decision(target, person, [], None), by=by, reason=reason.strip()[:200])


def return_untaken() -> int:
    """What nobody took in its time goes back to the common queue; how many that were."""
    late = Question.objects.waiting().unclaimed().filter(return_at__lte=now())
    return sum(_return(question=question) for question in late.order_by("return_at")[:200])


@story
def _return(*, question: Question) -> bool:
    hold(question)
    if question.assignee_id or question.return_at is None or question.return_at > now():
        return False
    _send(question, Decision(Tier.COMMON, None, [[NOT_TAKEN, ""]], None))
    return True


def _send(question: Question, decision: Decision, *, by: Person | None = None, reason: str = "") -> None:
    question.tier, question.routed_to = decision.target, decision.person
    question.return_at = _until(decision.take_within)
    question.save()
    said = {"because": decision.because, "by": by, "reason": reason}
    Routing.objects.create(question=question, target=decision.target, person=decision.person, **said)
    tell_pages(question, "routed", by, internal=True)


def _until(minutes: int | None) -> datetime | None:
    if minutes is None:
        return None
    return working_time().add_open_time(now(), timedelta(minutes=minutes).total_seconds())
