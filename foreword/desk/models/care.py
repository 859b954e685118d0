"""How a question is followed until its reader is satisfied, as the head of service sets it."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

_DAYS = [MaxValueValidator(90)]


class CareRules(models.Model):
    """There is at most one; while there is none, what stands here as default holds.

    Times in days of opening; 0 is never.
    """

    single = models.BooleanField(default=True, unique=True, editable=False)
    remind_first = models.PositiveSmallIntegerField(
        _("first reminder after (days of opening)"), default=3, validators=_DAYS
    )
    remind_again = models.PositiveSmallIntegerField(
        _("second reminder after (days of opening)"), default=7, validators=_DAYS
    )
    close_after = models.PositiveSmallIntegerField(
        _("closed after the last reminder by (days of opening)"), default=7, validators=_DAYS
    )
    follow_up_after = models.PositiveSmallIntegerField(
        _("asked whether it worked after (days of opening)"), default=5, validators=[MaxValueValidator(30)]
    )
    survey_share = models.PositiveSmallIntegerField(
        _("drawn for the survey (%)"), default=5, validators=[MaxValueValidator(100)]
    )
    changed_at = models.DateTimeField(auto_now=True)

    objects: models.Manager["CareRules"] = models.Manager()

    def __str__(self) -> str:
        return "care rules"

    @classmethod
    def standing(cls) -> "CareRules":
        return cls.objects.first() or cls()
