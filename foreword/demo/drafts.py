"""Answers that were filed lately and wait for a second person to read them."""

from foreword.desk.models import Question, Stage
from foreword.knowledge.actions import draft_entry
from foreword.knowledge.models import EntrySource

MOST = 3


def load_drafts(asked: dict[str, Question]) -> None:
    known = set(EntrySource.objects.values_list("question", flat=True))
    filed = [q for q in asked.values() if q.stage in {Stage.ARCHIVED, Stage.SATISFIED} and q.pid not in known]
    for question in sorted(filed, key=lambda each: each.asked_at, reverse=True)[:MOST]:
        answer = question.conversation.messages.filter(kind="answer").order_by("seq").last()
        if answer is None:
            continue
        people = [question.asker, question.assignee]
        draft_entry(
            question=question.pid,
            lang=question.lang,
            text=question.text,
            answer=answer.text,
            topic=question.topic,
            clc=question.clc,
            drafted_by=question.assignee,
            names=[person.name for person in people if person],
            asker_agreed=question.publish_consent,
        )
