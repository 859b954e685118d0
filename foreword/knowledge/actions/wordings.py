"""Readers' own words for an entry: each confirmed match may add one, so that the next reader is found by theirs."""

from django.conf import settings
from django.db import transaction

from foreword.knowledge.models import Entry, Wording
from foreword.knowledge.scrub import scrub
from foreword.search import analysis
from foreword.search.actions import mark_changed

MOST_WORDINGS = 10
"""In one language. More than ten add noise, and an index row each."""

SHORTEST, LONGEST = 2, 300
ALIKE = 0.8
"""Share of two wordings' stems that makes them one."""


@transaction.atomic
def confirm_wording(*, entry: Entry, text: str, lang: str) -> Wording | None:
    """A reader asked in these words and this entry answered. None where they add nothing or say who asked."""
    found = scrub(text, lang=lang, keep=(settings.DEFAULT_FROM_EMAIL,))
    # Words with a person in them are not kept even scrubbed: nobody reviews this path.
    wording = None if found.removed else keep_wording(entry, text, lang)
    if wording is not None:
        mark_changed(kind="entry", key=entry.pid)
    return wording


def keep_wording(entry: Entry, text: str, lang: str) -> Wording | None:
    """Add `text` to the entry's wordings unless it is there already, is too short or long, or there are enough."""
    line = " ".join(text.split())
    if not SHORTEST <= len(line) <= LONGEST:
        return None
    known = [*entry.wordings.filter(lang=lang).values_list("text", flat=True)]
    asked = [*entry.texts.values_list("question", flat=True)]
    if len(known) >= MOST_WORDINGS or any(_alike(line, each) for each in known + asked):
        return None
    return Wording.objects.create(entry=entry, lang=lang, text=line, confirmed=True)


def _alike(one: str, other: str) -> bool:
    """The same words, or nearly: "renew a book" teaches nothing beside "renewing books"."""
    if _folded(one) == _folded(other):
        return True
    first, second = set(analysis.tokens(one)), set(analysis.tokens(other))
    return bool(first) and len(first & second) >= ALIKE * len(first | second)


def _folded(text: str) -> str:
    """Two wordings are the same when only case, spaces and the last mark differ."""
    return "".join(text.casefold().split()).rstrip("?？.。!！")
