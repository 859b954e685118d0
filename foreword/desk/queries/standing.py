"""How far somebody at the desk may write to readers by themselves."""

from datetime import datetime
from typing import Final

from django.db.models import BooleanField, ExpressionWrapper, Q

from foreword.channels.models import LiveChat, Medium
from foreword.desk.models import Evaluation, Level, LevelChange, Mentorship, QualityRules, Question, Review
from foreword.desk.quality.rubric import mean_score
from foreword.kernel.clock import today
from foreword.people.models import Person, Role

_SPOKEN: Final = frozenset([Medium.PHONE, Medium.DESK])


def in_training(person: Person) -> bool:
    return person.role == Role.STUDENT_LIBRARIAN


def level_of(person: Person) -> Level:
    last = LevelChange.objects.filter(person=person).order_by("at", "pk").last()
    return Level(last.level) if last else Level.PROBATION


def needs_review(person: Person | None, question: Question, medium: Medium | str = Medium.WEB) -> bool:
    """Whether what this person writes to a reader has to be read by somebody else first.

    What was said by word of mouth to somebody who left no address has been said already.
    """
    if person is None or not in_training(person) or level_of(person) != Level.PROBATION:
        return False
    if question.medium in _SPOKEN and not question.contact and question.asker_id is None:
        return False
    return not (medium == Medium.CHAT and _in_a_free_chat(question))


def _in_a_free_chat(question: Question) -> bool:
    """Of the question, not of the message: live words can be sent to any question, and a chat can become one."""
    going_on = LiveChat.objects.filter(conversation=question.conversation_id, ended_at__isnull=True)
    return going_on.exists() and QualityRules.standing().chat_free


def mentor_of(person: Person) -> Person | None:
    """Who reviews their answers first; None where nobody does, or the mentor is away today."""
    pair = Mentorship.objects.standing().filter(mentee=person).select_related("mentor").first()
    return pair.mentor if pair and pair.is_there(today()) else None


def since_last_change(person: Person) -> datetime | None:
    last = LevelChange.objects.filter(person=person).order_by("at", "pk").last()
    return last.at if last else None


def means_since(person: Person, since: datetime | None) -> list[float]:
    """Of each scored review of theirs that was decided after `since`, the oldest first."""
    rows = Review.objects.scored().filter(author=person)
    rows = rows.filter(decided_at__gt=since) if since else rows
    found = [mean_score(scores) for scores in rows.order_by("decided_at", "pk").values_list("scores", flat=True)]
    return [mean for mean in found if mean is not None]


def reopened_since(person: Person, since: datetime | None) -> int:
    """How many questions whose last answer was theirs were said not to be answered, after `since`."""
    said = Evaluation.objects.filter(satisfied=False, answered_by=person)
    said = said.filter(given_at__gt=since) if since else said
    return said.values("question").distinct().count()


def last_answerer(question: Question) -> Person | None:
    message = question.conversation.messages.filter(kind="answer").select_related("person").order_by("seq").last()
    return message.person if message else None


def is_in_review(viewer: Person) -> ExpressionWrapper:
    """Of the questions of a list: whether a review before sending waits that the viewer may see."""
    waiting = Review.objects.visible_to(viewer).waiting().before_sending().values("question")
    return ExpressionWrapper(Q(pk__in=waiting), output_field=BooleanField())
