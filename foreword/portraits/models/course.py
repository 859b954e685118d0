"""A course as the registrar tells it, and what happens in it. About nobody: who takes it is a signal of theirs."""

from typing import Self

from django.db import models

from foreword.kernel.clock import today


class CourseQuerySet(models.QuerySet["Course"]):
    def running(self) -> Self:
        return self.filter(ends_on__gte=today())


class Course(models.Model):
    code = models.CharField(max_length=24, primary_key=True)
    name = models.CharField(max_length=120)
    clc = models.CharField("CLC class", max_length=12, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()

    objects = CourseQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class CourseEvent(models.Model):
    """A deadline or an examination of a course: a need known before anybody has it."""

    class Kind(models.TextChoices):
        ASSIGNMENT = "assignment"
        EXAM = "exam"
        PRESENTATION = "presentation"

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    on = models.DateField()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [models.UniqueConstraint(fields=["course", "kind", "on"], name="course_event_once")]

    def __str__(self) -> str:
        return f"{self.course_id} {self.kind} {self.on}"
