"""A way of looking at the queue, kept under a name: one's own, or shared with the desk."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from foreword.kernel.ids import PublicIdField
from foreword.people.models import Person


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def for_person(self, person: Person) -> Self:
        return self.filter(Q(owner=person) | Q(shared=True))


class SavedView(models.Model):
    pid = PublicIdField()
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views")
    name = models.CharField(max_length=60)
    filters = models.JSONField(default=dict, help_text="as in the queue's address")
    shared = models.BooleanField(default=False)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="view_named_once")]

    def __str__(self) -> str:
        return self.name
