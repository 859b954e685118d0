"""Publishing and withdrawing: the only two moments at which an entry enters and leaves the readers' sight."""

from django.db import transaction

from foreword.kernel.clock import now
from foreword.kernel.models import AuditEntry
from foreword.kernel.outbox import publish
from foreword.knowledge.actions.refusals import NotCleared, NothingToPublish, OwnDraft, locked_draft, require_editor
from foreword.knowledge.events import EntryPublished, EntryWithdrawn
from foreword.knowledge.models import Entry, Removal, Status
from foreword.people.models import Person
from foreword.search.actions import mark_changed


@transaction.atomic
def publish_entry(*, entry: Entry, by: Person, checked: bool = False) -> Entry:
    """Make a draft public, by somebody who did not draft it. `checked`: they read it, and nobody can be recognised."""
    require_editor(by)
    draft = locked_draft(entry)
    if draft.drafted_by_id == by.pk:
        raise OwnDraft
    if not any(text.question and text.answer for text in draft.texts.all()):
        raise NothingToPublish
    if checked:
        draft.deidentified_by, draft.deidentified_at = by, now()
    if not draft.is_cleared:
        raise NotCleared
    draft.status, draft.published_by, draft.published_at = Status.PUBLISHED, by, now()
    draft.save()
    draft.texts.exclude(question__gt="", answer__gt="").delete()
    draft.wordings.update(confirmed=True)
    Removal.objects.filter(text__entry=draft).delete()
    AuditEntry.write(actor=by.pid, action="knowledge.publish", target=f"knowledge.entry:{draft.pid}")
    publish(EntryPublished(entry=draft.pid, topic=draft.topic_id or ""))
    mark_changed(kind="entry", key=draft.pid)
    return draft


@transaction.atomic
def withdraw_entry(*, entry: Entry, by: Person) -> Entry:
    """Take a published entry out of the readers' sight. It stays for the staff."""
    require_editor(by)
    known = Entry.objects.select_for_update().get(pk=entry.pk)
    if known.status != Status.PUBLISHED:
        return known
    known.status = Status.WITHDRAWN
    known.save()
    AuditEntry.write(actor=by.pid, action="knowledge.withdraw", target=f"knowledge.entry:{known.pid}")
    publish(EntryWithdrawn(entry=known.pid))
    mark_changed(kind="entry", key=known.pid)
    return known
