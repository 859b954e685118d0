"""A term's history: what was pushed to readers and what came of it.

Drawn from each reader's own interests with a fixed seed, so that every demo library tells the same story, dated back
from today. Nothing is written for a reader who did not agree to it.
"""

import random
from datetime import timedelta

from django.db.models import F

from foreword.demo import questions
from foreword.demo.content import rows
from foreword.demo.signals import entries_on
from foreword.desk.models import Exposure, Question
from foreword.kernel.clock import ago, now
from foreword.knowledge.models import Entry, EntrySource
from foreword.people.models import Dimension, Person
from foreword.people.queries import consented
from foreword.portraits.actions import place_waiting, rebuild_everybody
from foreword.push.actions import choose_reach
from foreword.push.models import Delivery, Digest, Medium, Occasion, Outcome

SEED = 20210301
TERM = 80
"""Days of pushes; signals themselves are kept for thirty only."""

CAME_FROM = {
    "cnki-download-fails": "download-blocked",
    "silent-floor": "silent-floor",
    "journal-invitation": "publishing-predatory",
    "reserve-for-seminar": "teaching-reserve-add",
    "freshman-how-many": "how-long-loans",
    "prefecture-gdp-panel": "data-statistics",
}
"""The archived questions and the entries that their answers became."""

CITED = {
    "two-rooms-in-a-row": "book-group-room",
    "similarity-references": "similarity-check",
    "gbt-web-page": "cite-web-page",
    "chapters-in-class-group": "copyright-course",
    "nurse-burnout-pubmed": "db-medicine",
    "citation-report-promotion": "novelty-citation-report",
    "screen-reader-pdf": "inclusion-formats",
}


def load_lineage(asked: dict[str, Question]) -> None:
    entries = {entry.key: entry for entry in Entry.objects.prefetch_related("texts")}
    for question, key in CAME_FROM.items():
        entry = entries[key]
        archived = asked[question].archived_at or now()
        EntrySource.objects.create(entry=entry, question=asked[question].pid)
        Entry.objects.filter(pk=entry.pk).update(published_at=min(archived + timedelta(hours=20), now()))
    for question, key in {**CITED, **CAME_FROM}.items():
        text = entries[key].text_in(asked[question].lang)
        title = text.question if text else key
        url = f"/{asked[question].lang}/answers/{entries[key].pid}/"
        questions.cite(asked[question], kind="entry", key=entries[key].pid, title=title, url=url)


def load_deliveries(readers: dict[str, Person]) -> None:
    """About two pushes a week for each reader who lets us look at searches or reading."""
    chance = random.Random(SEED + 1)  # noqa: S311 - a story, not a secret
    made = []
    for row in rows("readers", "reader"):
        reader = readers[row["key"]]
        if {Dimension.SEARCHES, Dimension.READING} & consented(reader):
            made += [_delivery(reader, entry, chance) for entry in entries_on(row["interests"], chance, 22)]
    Delivery.objects.bulk_create(made)
    _ask_anyway(readers)


def load_reach(readers: dict[str, Person]) -> None:
    """Every second reader has a weekly mail; a third of their answers came by it. Graduates had an occasion."""
    chance = random.Random(SEED + 2)  # noqa: S311 - a story, not a secret
    for reader in list(readers.values())[::2]:
        choose_reach(person=reader, mail=Digest.WEEKLY, quiet=None)
        given = Delivery.objects.filter(person=reader).order_by("pushed_at", "pk").values_list("pk", flat=True)
        mailed = [pk for pk in given if chance.random() < 1 / 3]
        Delivery.objects.filter(pk__in=mailed).update(medium=Medium.MAIL, sent_at=F("pushed_at"))
    thesis = Occasion.objects.get(key="thesis-proposal")
    Delivery.objects.filter(topic="thesis", person__kind="graduate").update(occasion=thesis)


def _delivery(reader: Person, entry: Entry, chance: random.Random) -> Delivery:
    dimension = Dimension.READING if Dimension.READING in consented(reader) else Dimension.SEARCHES
    pushed = ago(days=chance.uniform(16, TERM))
    seen = pushed + timedelta(hours=chance.uniform(1, 40)) if chance.random() < 0.72 else None
    outcome = chance.choices([Outcome.USEFUL, Outcome.DISMISSED, ""], [0.42, 0.08, 0.5])[0] if seen else ""
    return Delivery(
        person=reader,
        topic=entry.topic_id or "",
        kind="entry",
        key=entry.pid,
        score=round(chance.uniform(0.35, 0.9), 3),
        reasons=[{"code": "interest", "dimension": dimension, "params": {"topic": entry.topic_id}}],
        dimensions=[dimension],
        pushed_at=pushed,
        expires_at=pushed + timedelta(days=14),
        seen_at=seen,
        outcome=outcome,
        outcome_at=seen if outcome else None,
    )


def _ask_anyway(readers: dict[str, Person]) -> None:
    """Where a reader had been given an answer on the topic before asking, the question remembers it."""
    for question in Question.objects.filter(asker__in=readers.values(), topic__isnull=False):
        given = Delivery.objects.filter(person=question.asker, topic=question.topic_id, seen_at__lt=question.asked_at)
        delivery = given.order_by("-seen_at").first()
        if delivery is None:
            continue
        text = Entry.objects.get(pid=delivery.key).text_in(question.lang)
        Exposure.objects.create(
            question=question,
            how="pushed",
            kind="entry",
            key=delivery.key,
            title=text.question if text else "",
            delivery=delivery.pid,
        )
        Delivery.objects.filter(pk=delivery.pk).update(outcome=Outcome.ASKED, outcome_at=question.asked_at)


def derive() -> None:
    """Portraits from the signals of everyone who agreed to anything. Today's answers follow as an event."""
    place_waiting()
    rebuild_everybody()
