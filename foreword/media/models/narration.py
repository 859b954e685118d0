"""A product as sound: one for each of its languages, read by a machine or by a person."""

from typing import Self

from django.db import models
from django.db.models import Q

from foreword.kernel.clock import now
from foreword.media.models.product import ProductPage
from foreword.media.sound.tape import Cue


class NarrationQuerySet(models.QuerySet["Narration"]):
    def heard(self) -> Self:
        """What readers may listen to. A machine's words are the text's of today, or are not heard; a person's stay
        until somebody records them anew."""
        return self.filter(Q(outdated=False) | Q(voice=""))


class Narration(models.Model):
    product = models.OneToOneField(ProductPage, on_delete=models.CASCADE, related_name="narration")
    file = models.FileField(upload_to="spoken")
    weight = models.PositiveIntegerField()
    """Bytes."""
    length = models.PositiveIntegerField()
    """Milliseconds."""
    voice = models.CharField(max_length=120, blank=True)
    """Empty: a person read it."""
    script = models.CharField(max_length=64)
    """Fingerprint of the words that were read, or that stood there when they were recorded."""
    outdated = models.BooleanField(default=False)
    cues = models.JSONField(default=list)
    """(start, end, text), in milliseconds; none of a person's."""
    chapters = models.JSONField(default=list)
    first_made = models.DateTimeField(default=now)
    made = models.DateTimeField(default=now)

    objects = NarrationQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.product_id}: {self.voice or '-'}"

    @property
    def by_machine(self) -> bool:
        return bool(self.voice)

    @property
    def captions(self) -> list[Cue]:
        return [Cue(*cue) for cue in self.cues]

    @property
    def ending(self) -> str:
        return str(self.file.name).rpartition(".")[2]

    @property
    def mime(self) -> str:
        return "audio/mpeg" if self.ending == "mp3" else "audio/mp4"

    @property
    def seconds(self) -> int:
        return round(self.length / 1000)
