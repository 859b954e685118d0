from foreword.knowledge.models.draft_notes import Removal
from foreword.knowledge.models.entry import Entry, EntryText, Level, Status, Wording
from foreword.knowledge.models.source import EntrySource

__all__ = ["Entry", "EntrySource", "EntryText", "Level", "Removal", "Status", "Wording"]
