"""A sub-task of a question: something that has to be done before the question can be filed, and by whom."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from foreword.desk.models.question import Question
from foreword.kernel.clock import now
from foreword.kernel.ids import PublicIdField
from foreword.people.models import Person


class TaskState(models.TextChoices):
    OPEN = "open", pgettext_lazy("task", "Open")
    DONE = "done", pgettext_lazy("task", "Done")
    DROPPED = "dropped", _("Not needed")


class TaskQuerySet(models.QuerySet["Task"]):
    def open(self) -> Self:
        return self.filter(state=TaskState.OPEN)

    def waiting_for(self, person: Person) -> Self:
        """What a colleague asked this person for, and nobody has closed."""
        return self.open().filter(assignee=person)


class Task(models.Model):
    pid = PublicIdField()
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="tasks")
    text = models.CharField(_("What is to be done"), max_length=500)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="tasks"
    )
    state = models.CharField(max_length=8, choices=TaskState.choices, default=TaskState.OPEN)
    asked_at = models.DateTimeField(default=now)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["assignee"], name="task_waiting", condition=models.Q(state="open"))]

    def __str__(self) -> str:
        return self.pid
