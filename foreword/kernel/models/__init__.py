from foreword.kernel.models.audit import AuditEntry
from foreword.kernel.models.counter import Counter, next_value
from foreword.kernel.models.event import OutboxEvent, Receipt
from foreword.kernel.models.job import Job
from foreword.kernel.models.tombstone import Tombstone

__all__ = ["AuditEntry", "Counter", "Job", "OutboxEvent", "Receipt", "Tombstone", "next_value"]
