"""The audit trail: append-only, each entry sealed with the hash of the one before it.

It says who did what to which object, when and for what purpose. It never holds content: a deletion is logged without
what was deleted.
"""

import hashlib
import json

from django.db import models, transaction

from foreword.kernel.clock import now
from foreword.kernel.models.counter import next_value


class AuditEntry(models.Model):
    seq = models.BigIntegerField(unique=True)
    at = models.DateTimeField(default=now)
    actor = models.CharField(max_length=40, blank=True, help_text="pid of a person, or empty for the system")
    action = models.CharField(max_length=60)
    target = models.CharField(max_length=80, blank=True, help_text="room.kind:pid")
    subject = models.CharField(max_length=40, blank=True, db_index=True, help_text="pid of the reader concerned")
    purpose = models.CharField(max_length=120, blank=True)
    previous = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "audit entries"

    def __str__(self) -> str:
        return f"{self.seq} {self.action} {self.target}"

    def expected_seal(self) -> str:
        fields = [self.seq, self.at.isoformat(), self.actor, self.action, self.target, self.subject, self.purpose]
        return hashlib.sha256((self.previous + json.dumps(fields)).encode()).hexdigest()

    @classmethod
    def write(
        cls, *, actor: str = "", action: str, target: str = "", subject: str = "", purpose: str = ""
    ) -> "AuditEntry":
        """Append one entry. The counter's lock makes the chain single-file."""
        with transaction.atomic():
            seq = next_value("kernel.audit")
            last = cls.objects.filter(seq=seq - 1).values_list("seal", flat=True).first()
            entry = cls(
                seq=seq,
                actor=actor,
                action=action,
                target=target,
                subject=subject,
                purpose=purpose,
                previous=last or "",
            )
            entry.seal = entry.expected_seal()
            entry.save(force_insert=True)
        return entry

    @classmethod
    def broken_links(cls) -> list[int]:
        """Sequence numbers whose seal or predecessor does not fit; empty when the chain is whole."""
        broken, previous = [], ""
        for entry in cls.objects.order_by("seq").iterator():
            if entry.previous != previous or entry.seal != entry.expected_seal():
                broken.append(entry.seq)
            previous = entry.seal
        return broken
