"""From an archived answer to a draft: personal data out, the editor told what went, nothing public yet."""

from collections.abc import Iterable, Mapping, Sequence

from django.conf import settings
from django.db import transaction

from foreword.kernel.models import AuditEntry
from foreword.kernel.outbox import publish
from foreword.knowledge.actions.refusals import NotCleared, OwnDraft, locked_draft, require_editor
from foreword.knowledge.actions.wordings import keep_wording
from foreword.knowledge.events import EntryDrafted
from foreword.knowledge.models import Entry, EntrySource, EntryText, Removal, Status, Wording
from foreword.knowledge.scrub import Scrubbed, scrub
from foreword.people.models import Person, Topic
from foreword.search.actions import mark_changed

LONGEST_HEADLINE = 300


@transaction.atomic
def draft_entry(
    *,
    question: str,
    lang: str,
    text: str,
    answer: str,
    topic: Topic | None = None,
    clc: str = "",
    drafted_by: Person | None = None,
    names: Iterable[str] = (),
    asker_agreed: bool = False,
) -> Entry:
    """A draft of what was asked and answered, scrubbed. `question` is the desk question's pid; `names` who was in it.

    Archiving a question again replaces the draft that still waits, and never touches what has been published.
    """
    Entry.objects.awaiting_review().filter(sources__question=question).delete()
    entry = Entry.objects.create(
        topic=topic, clc=clc, drafted_by=drafted_by, from_question=True, asker_agreed=asker_agreed
    )
    EntrySource.objects.create(entry=entry, question=question)
    asked, answered = scrub_together([text, answer], lang=lang, names=names)
    _write_down(entry, lang, asked, answered)
    publish(EntryDrafted(entry=entry.pid))
    return entry


@transaction.atomic
def start_entry(*, words: str, lang: str, by: Person) -> Entry:
    """A draft of what readers look for and do not find, in their words and still without its answer."""
    require_editor(by)
    entry = Entry.objects.create(drafted_by=by)
    question = headline(scrub(words.strip(), lang=lang, keep=(settings.DEFAULT_FROM_EMAIL,)).text)
    EntryText.objects.create(entry=entry, lang=lang, question=question, answer="")
    keep_wording(entry, question, lang)
    publish(EntryDrafted(entry=entry.pid))
    return entry


def scrub_together(texts: Sequence[str], *, lang: str, names: Iterable[str]) -> list[Scrubbed]:
    """Names that a phrase gives away in one go from all: an answer repeats them ("my name is Tom" … "Yes, Tom")."""
    said = [gone.removed for text in texts for gone in scrub(text, lang=lang).removed if gone.sort == "name"]
    keep = (settings.DEFAULT_FROM_EMAIL,)
    return [scrub(text.strip(), lang=lang, names=[*names, *said], keep=keep) for text in texts]


def _write_down(entry: Entry, lang: str, asked: Scrubbed, answered: Scrubbed) -> None:
    text = EntryText.objects.create(entry=entry, lang=lang, question=headline(asked.text), answer=answered.text)
    if asked.text:
        Wording.objects.create(entry=entry, lang=lang, text=headline(asked.text))
    Removal.objects.bulk_create(
        Removal(text=text, field=field, sort=gone.sort, removed=gone.removed[:200], replaced_by=gone.replaced_by)
        for field, scrubbed in (("question", asked), ("answer", answered))
        for gone in scrubbed.removed
    )


def headline(text: str) -> str:
    """One line, cut at a word where it is longer than an entry's question may be."""
    line = " ".join(text.split())
    if len(line) <= LONGEST_HEADLINE:
        return line
    cut = line[: LONGEST_HEADLINE - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[-40:] else cut) + "…"


@transaction.atomic
def revise_draft(
    *,
    entry: Entry,
    texts: Mapping[str, tuple[str, str]],
    topic: Topic | None,
    clc: str = "",
    audience: Iterable[str] = (),
    seasons: Iterable[str] = (),
    wordings: Mapping[str, str] | None = None,
) -> Entry:
    """Set the draft's texts (language → question, answer; both empty takes the language away) and where it belongs.

    `wordings` sets the reader's own words by language; an empty one is taken away.
    """
    draft = locked_draft(entry)
    draft.topic, draft.clc, draft.audience, draft.seasons = topic, clc, list(audience), list(seasons)
    draft.save()
    for lang, (question, answer) in texts.items():
        if question.strip() or answer.strip():
            written = {"question": headline(question), "answer": answer.strip()}
            EntryText.objects.update_or_create(entry=draft, lang=lang, defaults=written)
        else:
            draft.texts.filter(lang=lang).delete()
    for lang, wording in (wordings or {}).items():
        draft.wordings.filter(lang=lang).delete()
        if wording.strip():
            Wording.objects.create(entry=draft, lang=lang, text=headline(wording))
    return draft


@transaction.atomic
def discard_draft(*, entry: Entry, by: Person) -> None:
    """Throw the draft away, with all that was removed from it. The reader's question stays in the desk's archive."""
    require_editor(by)
    draft = locked_draft(entry)
    AuditEntry.write(actor=by.pid, action="knowledge.discard", target=f"knowledge.entry:{draft.pid}")
    draft.delete()


@transaction.atomic
def merge_draft(*, draft: Entry, into: Entry, by: Person, checked: bool = False) -> Entry:
    """This was answered before: the published entry gains the question and its wording, the draft goes.

    The wording becomes public, so it passes the same two doors as a publication: a second person, and clearance.
    """
    require_editor(by)
    old = locked_draft(draft)
    if old.drafted_by_id == by.pk:
        raise OwnDraft
    if not (old.is_cleared or checked):
        raise NotCleared
    known = Entry.objects.select_for_update().get(pk=into.pk, status=Status.PUBLISHED)
    for source in old.sources.all():
        EntrySource.objects.get_or_create(entry=known, question=source.question)
    for wording in old.wordings.all():
        keep_wording(known, wording.text, wording.lang)
    AuditEntry.write(actor=by.pid, action="knowledge.merge", target=f"knowledge.entry:{known.pid}")
    old.delete()
    mark_changed(kind="entry", key=known.pid)
    return known
