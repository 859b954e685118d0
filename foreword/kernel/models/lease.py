"""Who does what only one may do at a time (listening to a mailbox): whoever holds the lease, until it runs out."""

from datetime import timedelta
from typing import Final

from django.db import connection, models
from django.db.models import Q

from foreword.kernel.clock import now

LEASE: Final = timedelta(seconds=45)


class Lease(models.Model):
    name = models.CharField(max_length=120, primary_key=True)
    holder = models.CharField(max_length=60, blank=True)
    until = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return f"{self.name}: {self.holder}"


def take_lease(name: str, holder: str) -> bool:
    """Hold it from now on, or still. With SQLite one process runs, so a dead one's lease is not waited for."""
    at = now()
    Lease.objects.get_or_create(name=name, defaults={"until": at})
    free = Q() if connection.vendor == "sqlite" else Q(holder=holder) | Q(until__lte=at)
    return bool(Lease.objects.filter(free, name=name).update(holder=holder, until=at + LEASE))


def give_back_lease(name: str, holder: str) -> None:
    Lease.objects.filter(name=name, holder=holder).update(holder="", until=now())
