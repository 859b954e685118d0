"""The rules of good work, as its head sets them: whose answers are reviewed, and when trust grows or shrinks."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

_PERCENT = [MaxValueValidator(100)]
_SCORE = [MinValueValidator(1.0), MaxValueValidator(4.0)]
_ONE = [MinValueValidator(1)]


class QualityRules(models.Model):
    """There is at most one; while there is none, what stands here as default holds."""

    single = models.BooleanField(default=True, unique=True, editable=False)
    up_after = models.PositiveSmallIntegerField(_("more trust after so many reviews"), default=5, validators=_ONE)
    up_score = models.FloatField(_("if their mean is at least (1–4)"), default=3.0, validators=_SCORE)
    down_after = models.PositiveSmallIntegerField(_("less trust after so many reviews"), default=3, validators=_ONE)
    down_score = models.FloatField(_("if their mean is below (1–4)"), default=2.0, validators=_SCORE)
    down_reopened = models.PositiveSmallIntegerField(
        _("or after so many answers that did not answer"), default=2, validators=_ONE
    )
    sampled_share = models.PositiveSmallIntegerField(
        _("looked at after sending, level 2 (%)"), default=30, validators=_PERCENT
    )
    trusted_share = models.PositiveSmallIntegerField(
        _("looked at after sending, level 3 (%)"), default=10, validators=_PERCENT
    )
    review_within = models.PositiveSmallIntegerField(_("review within (minutes of opening)"), default=120)
    mentor_first = models.PositiveSmallIntegerField(_("mentor alone for (minutes of opening)"), default=60)
    chat_free = models.BooleanField(
        _("live chat without review"), default=True, help_text=_("A chat cannot wait; whoever chats writes at once.")
    )
    changed_at = models.DateTimeField(auto_now=True)

    objects: models.Manager["QualityRules"] = models.Manager()

    def __str__(self) -> str:
        return "quality rules"

    @classmethod
    def standing(cls) -> "QualityRules":
        return cls.objects.first() or cls()
