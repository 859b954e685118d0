"""What can be done to the reference database: draft, revise, publish, withdraw, keep wordings, store imports."""

from foreword.knowledge.actions.draft import (
    discard_draft,
    draft_entry,
    merge_draft,
    revise_draft,
    scrub_together,
    start_entry,
)
from foreword.knowledge.actions.publish import publish_entry, withdraw_entry
from foreword.knowledge.actions.refusals import NotADraft, NotAnEditor, NotCleared, NothingToPublish, OwnDraft
from foreword.knowledge.actions.store import EntryCopy, store_entries
from foreword.knowledge.actions.wordings import confirm_wording

__all__ = [
    "EntryCopy",
    "NotADraft",
    "NotAnEditor",
    "NotCleared",
    "NothingToPublish",
    "OwnDraft",
    "confirm_wording",
    "discard_draft",
    "draft_entry",
    "merge_draft",
    "publish_entry",
    "revise_draft",
    "scrub_together",
    "start_entry",
    "store_entries",
    "withdraw_entry",
]
