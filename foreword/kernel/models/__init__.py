from foreword.kernel.models.audit import AuditEntry
from foreword.kernel.models.counter import Counter, next_value
from foreword.kernel.models.event import OutboxEvent, Receipt
from foreword.kernel.models.job import Job
from foreword.kernel.models.lease import Lease, give_back_lease, take_lease
from foreword.kernel.models.tombstone import Tombstone

__all__ = [
    "AuditEntry",
    "Counter",
    "Job",
    "Lease",
    "OutboxEvent",
    "Receipt",
    "Tombstone",
    "give_back_lease",
    "next_value",
    "take_lease",
]
