"""A product as a short film, and where somebody has put it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from foreword.kernel.clock import now, today
from foreword.media.models.product import ProductPage
from foreword.media.sound.tape import Cue


class Film(models.Model):
    product = models.OneToOneField(ProductPage, on_delete=models.CASCADE, related_name="film")
    file = models.FileField(upload_to="films")
    cover = models.FileField(upload_to="films")
    weight = models.PositiveIntegerField()
    """Bytes."""
    length = models.PositiveIntegerField()
    """Milliseconds."""
    voice = models.CharField(max_length=120)
    story = models.CharField(max_length=64)
    """Fingerprint of what is said and shown in it."""
    cues = models.JSONField(default=list)
    made = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return f"{self.product_id}: {self.voice}"

    @property
    def captions(self) -> list[Cue]:
        return [Cue(*cue) for cue in self.cues]

    @property
    def seconds(self) -> int:
        return round(self.length / 1000)


class Posting(models.Model):
    """Put there by hand, so that only a person can correct or take it down there."""

    class Place(models.TextChoices):
        DOUYIN = "douyin", _("Douyin")
        KUAISHOU = "kuaishou", _("Kuaishou")
        CHANNELS = "channels", _("WeChat Channels")
        XIAOHONGSHU = "xiaohongshu", _("Xiaohongshu")
        BILIBILI = "bilibili", _("Bilibili")
        YOUTUBE = "youtube", _("YouTube")

    product = models.ForeignKey(ProductPage, on_delete=models.CASCADE, related_name="postings")
    place = models.CharField(_("place of publication"), max_length=12, choices=Place.choices)
    address = models.URLField(_("address of the post"), max_length=400, blank=True)
    on = models.DateField(_("date of the post"), default=today)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    noted = models.DateTimeField(default=now)
    taken_down = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_place_display()} {self.on}"
