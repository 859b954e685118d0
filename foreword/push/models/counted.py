"""An audience that was counted today, as it was then: no other that differs by a few is counted beside it."""

from collections.abc import Collection
from typing import Self

from django.db import models

from foreword.kernel.clock import now


class Counted(models.Model):
    day = models.DateField()
    place = models.PositiveSmallIntegerField(help_text="of those of its day")
    readers = models.BinaryField(help_text="a set: the bit of each reader's number is on")
    counted_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name_plural = "counted"
        constraints = [models.UniqueConstraint(fields=["day", "place"], name="counted_place")]

    def __str__(self) -> str:
        return f"{self.day} {self.place}"

    @classmethod
    def of(cls, readers: Collection[int]) -> Self:
        """Unsaved, of these readers (primary keys)."""
        bits = bytearray(max(readers, default=0) // 8 + 1)
        for reader in readers:
            bits[reader // 8] |= 1 << reader % 8
        return cls(readers=bytes(bits))

    @property
    def bits(self) -> int:
        return int.from_bytes(bytes(self.readers), "little")

    @property
    def keys(self) -> set[int]:
        return {8 * n + bit for n, byte in enumerate(bytes(self.readers)) for bit in range(8) if byte >> bit & 1}
