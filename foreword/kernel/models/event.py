"""The outbox: what happened, written in the transaction in which it happened.

An event is published if and only if its row commits. Each receiver that handles one leaves a `Receipt` in the same
transaction as its effects, so a second run changes nothing.
"""

from django.db import models

from foreword.kernel.clock import now


class OutboxEvent(models.Model):
    kind = models.CharField(max_length=120)
    payload = models.JSONField()
    created_at = models.DateTimeField(default=now, db_index=True)

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"


class Receipt(models.Model):
    event = models.ForeignKey(OutboxEvent, on_delete=models.CASCADE, related_name="receipts")
    receiver = models.CharField(max_length=160)
    handled_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "receiver"], name="receipt_once")]

    def __str__(self) -> str:
        return f"{self.receiver} handled {self.event_id}"
