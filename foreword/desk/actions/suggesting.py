"""A suggested answer: of the sources' own sentences, or by a service and then checked; put in by a librarian's hand.

Nothing here sends anything. A service is asked only where the library has named one, without a reader's personal data.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from foreword.assist.adapters.chat_completions import ServiceFailed, service
from foreword.assist.drafting.asking import claims, messages
from foreword.assist.drafting.checking import Checked, check, to_embed
from foreword.assist.drafting.choosing import Quoted, Source
from foreword.desk.actions.citing import cite
from foreword.desk.actions.drafting import keep_draft
from foreword.desk.actions.steps import refuse_others
from foreword.desk.models import Question
from foreword.desk.queries.sourcing import Gathered, gather, quote
from foreword.kernel.models import AuditEntry
from foreword.kernel.writer import write
from foreword.knowledge.scrub import scrub
from foreword.people.models import Person
from foreword.search.embedding import embed

State = Literal["drafted", "thin", "none"]
TROUBLES: Final[Mapping[str, str | Promise]] = {
    "address": _("The address of the drafting service is not one. This draft is made of the sources’ own sentences."),
    "silent": _("The drafting service did not reply in time. This draft is made of the sources’ own sentences."),
    "refused": _("The drafting service refused its key. This draft is made of the sources’ own sentences."),
    "busy": _("The drafting service is busy. This draft is made of the sources’ own sentences."),
    "failed": _("The drafting service failed. This draft is made of the sources’ own sentences."),
    "unreadable": _("The drafting service sent nothing readable. This draft is made of the sources’ own sentences."),
    "unsupported": _(
        "Nothing that the drafting service wrote stood on its sources. This draft is made of their own sentences."
    ),
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`thin`: sources that may help, not an answer; `none`: no draft at all."""

    state: State
    parts: tuple[Quoted, ...] = ()
    sources: tuple[Source, ...] = ()
    refused: tuple[str, ...] = ()
    """What a service wrote and no source says."""
    by_service: bool = False
    trouble: str = ""


def suggest(*, question: Question, by: Person, query: str = "") -> Suggestion:
    """A draft for this question. Where the evidence is thin it says so, and drafts nothing. Raises AlreadyClaimed."""
    refuse_others(question, by)
    gathered = gather(question, query=query.strip())
    if gathered.nothing:
        return Suggestion("none")
    state: State = "drafted" if gathered.enough else "thin"
    trouble, refused = "", tuple[str, ...]()
    if state == "drafted" and (asked := _asked(question, by, gathered)):
        trouble, checked = asked
        if checked and checked.kept:
            return _trimmed(Suggestion(state, checked.kept, gathered.sources, checked.refused, by_service=True))
        refused = checked.refused if checked else ()
    parts = tuple(quote(question, gathered.sources, query=query.strip()))
    return _trimmed(Suggestion(state, parts, gathered.sources, refused, trouble=trouble))


def insert(*, question: Question, by: Person, suggestion: Suggestion, which: Sequence[int], text: str) -> str:
    """`text` with these parts of the suggestion behind it, each with its number; their sources are picked.

    Raises AlreadyClaimed, and NothingToCite where a source has gone meanwhile.
    """
    numbers: dict[int, int] = {}
    pieces = []
    for at in which:
        part = suggestion.parts[at]
        if part.source not in numbers:
            source = suggestion.sources[part.source]
            numbers[part.source] = cite(question=question, by=by, kind=source.kind, key=source.key).number
        pieces.append(f"{_said(part, question.lang)} [{numbers[part.source]}]")
    space = " " if not question.lang.startswith("zh") else ""
    added = space.join(pieces)
    whole = f"{text.rstrip()}\n\n{added}" if text.strip() else added
    keep_draft(question=question, by=by, text=whole)
    return whole


def _asked(question: Question, by: Person, gathered: Gathered) -> tuple[str, Checked | None] | None:
    """What the service wrote, checked; None where there is none to ask."""
    named = service()
    if named is None:
        return None
    asker = [question.asker.name] if question.asker else []
    blanked = scrub(question.text, lang=question.lang, names=asker, keep=(settings.DEFAULT_FROM_EMAIL,)).text
    write(
        lambda: AuditEntry.write(
            actor=by.pid, action="draft.asked", target=f"desk.question:{question.pid}", purpose="drafting service"
        )
    )
    try:
        said = claims(named.complete(messages(blanked, gathered.sources, question.lang)), len(gathered.sources))
    except ServiceFailed as failure:
        return failure.code, None
    checked = check(said, gathered.sources, embed(to_embed(said, gathered.sources)))
    return "" if checked.kept or not said else "unsupported", checked


def _trimmed(suggestion: Suggestion) -> Suggestion:
    """The sources that are quoted, numbered in the order of their first sentence."""
    order = list(dict.fromkeys(part.source for part in suggestion.parts))
    return replace(
        suggestion,
        parts=tuple(replace(part, source=order.index(part.source)) for part in suggestion.parts),
        sources=tuple(suggestion.sources[at] for at in order),
    )


def _said(part: Quoted, lang: str) -> str:
    """In another language than the reader's it stands as a quotation that says so."""
    if part.lang == lang or not part.lang:
        return part.text
    with override(lang):
        language = gettext("Chinese") if part.lang.startswith("zh") else gettext("English")
        return gettext("“%(quote)s” (in %(language)s)") % {"quote": part.text, "language": language}


def packed(suggestion: Suggestion) -> dict[str, Any]:
    """As plain values, for a page to send back."""
    return {
        "parts": [[part.text, part.lang, part.source, part.place] for part in suggestion.parts],
        "sources": [[each.kind, each.key, each.title, each.url, each.lang] for each in suggestion.sources],
    }


def unpacked(packed_: Mapping[str, Any]) -> Suggestion:
    """What `packed` made; the sources without their texts."""
    return Suggestion(
        "drafted",
        tuple(Quoted(*part) for part in packed_["parts"]),
        tuple(Source(kind, key, title, url, lang, "") for kind, key, title, url, lang in packed_["sources"]),
    )
