"""How far products reach: counts of a day, and nothing of whom. And the places where their codes hang."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from foreword.kernel.ids import PublicIdField

MEDIA: Final = {
    "web": _("Page on the web"),
    "screen": _("Screen on a wall"),
    "poster": _("Poster"),
    "bookmark": _("Bookmark"),
    "leaflet": _("Leaflet"),
    "mail": _("Mail"),
    "sms": _("Text message"),
    "link": _("Elsewhere"),
}
PRINTED: Final = ("poster", "bookmark", "leaflet")


class Placement(models.Model):
    """Where a printed code hangs or lies, so that its scans are told from those of others. `pid` stands in the code."""

    pid = PublicIdField()
    medium = models.CharField(_("What it is"), max_length=10, choices=[(name, MEDIA[name]) for name in PRINTED])
    name = models.CharField(_("Where it hangs or lies"), max_length=80)

    class Meta:
        ordering = ("medium", "name", "pk")
        constraints = [models.UniqueConstraint(fields=["medium", "name"], name="a_placement_is_named_once")]

    def __str__(self) -> str:
        return f"{self.get_medium_display()}, {self.name}"


class Reach(models.Model):
    """`placement` is the pid of a Placement or a Screen, or empty. Screens' own plays are counted in `Play`."""

    class What(models.TextChoices):
        OPEN = "open", _("opened")
        SCAN = "scan", _("scanned or followed")
        LISTEN = "listen", _("listened to")
        WATCH = "watch", _("watched")

    product = models.UUIDField()
    what = models.CharField(max_length=8, choices=What.choices)
    medium = models.CharField(max_length=10, choices=MEDIA.items())
    placement = models.CharField(max_length=13, blank=True)
    day = models.DateField(db_index=True)
    times = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["product", "what", "medium", "placement", "day"], name="reach_of_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.product} {self.what} {self.medium} {self.day}: {self.times}"
