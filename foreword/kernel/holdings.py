"""What the kernel itself holds. Its tables name people by public id only, and hold nothing that anybody wrote."""

from datetime import timedelta

from foreword.kernel.privacy import Erase, describe

describe(
    "kernel.AuditEntry",
    purpose="Who did what to which object, when and what for; never what was in it.",
    subject="subject=pid",
    erase=Erase.KEEP,
    retention=timedelta(days=3 * 365),
    since="at",
    none=["id", "seq", "previous", "seal"],
    personal=["at", "actor", "action", "target", "subject", "purpose"],
)
describe(
    "kernel.OutboxEvent",
    purpose="Carry what happened from room to room, by public ids.",
    retention=timedelta(days=30),
    since="created_at",
    none=["id", "kind", "created_at"],
    personal=["payload"],
)
describe(
    "kernel.Receipt",
    purpose="Handle each event once.",
    none=["id", "event", "receiver", "handled_at"],
)
describe(
    "kernel.Job",
    purpose="Work that is waiting, running, done or dead, by public ids.",
    none=[
        "id",
        "pid",
        "task",
        "key",
        "priority",
        "created_at",
        "run_at",
        "attempt",
        "max_attempts",
        "lease_until",
        "worker",
        "done_at",
        "dead_at",
    ],
    personal=["args", "kwargs", "error", "result"],
)
describe(
    "kernel.Counter",
    purpose="Number things in the order in which they are committed.",
    none=["name", "value"],
)
describe(
    "kernel.Lease",
    purpose="Let one process at a time listen to a mailbox.",
    none=["name", "holder", "until"],
)
describe(
    "kernel.Tombstone",
    purpose="Recognise, in a restored backup, whoever had been erased: a keyed hash and nothing else.",
    none=["id", "subject", "erased_at"],
)
