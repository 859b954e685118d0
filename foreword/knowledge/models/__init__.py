from foreword.knowledge.models.draft_notes import Removal, Sort
from foreword.knowledge.models.entry import Entry, EntryText, Level, Status, Wording
from foreword.knowledge.models.source import EntrySource

__all__ = ["Entry", "EntrySource", "EntryText", "Level", "Removal", "Sort", "Status", "Wording"]
