"""A person: a reader or one of the staff. Whoever only asks without signing in is not a person here."""

from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils.translation import gettext_lazy as _

from foreword.kernel.clock import now
from foreword.kernel.ids import PublicIdField


class Role(models.TextChoices):
    """What someone does in the service. Roles do not nest: what each may do is in `people.permissions`."""

    READER = "reader", _("Reader")
    STUDENT_LIBRARIAN = "student_librarian", _("Student librarian")
    REFERENCE_LIBRARIAN = "reference_librarian", _("Reference librarian")
    SUBJECT_EXPERT = "subject_expert", _("Subject expert")
    EDITOR = "editor", _("Editor")
    HEAD_OF_SERVICE = "head_of_service", _("Head of service")
    ADMINISTRATOR = "administrator", _("Administrator")


class Audience(models.TextChoices):
    """Which kind of reader somebody is, and for which kinds a text is meant."""

    UNDERGRADUATE = "undergraduate", _("Undergraduate")
    GRADUATE = "graduate", _("Graduate student")
    TEACHER = "teacher", _("Teacher or researcher")
    OTHER = "other", _("Other")


DESK_ROLES = frozenset(
    [Role.STUDENT_LIBRARIAN, Role.REFERENCE_LIBRARIAN, Role.SUBJECT_EXPERT, Role.HEAD_OF_SERVICE, Role.ADMINISTRATOR]
)
EDITING_ROLES = frozenset(
    [Role.REFERENCE_LIBRARIAN, Role.SUBJECT_EXPERT, Role.EDITOR, Role.HEAD_OF_SERVICE, Role.ADMINISTRATOR]
)


class PersonQuerySet(models.QuerySet["Person"]):
    def readers(self) -> Self:
        return self.filter(role=Role.READER, is_active=True)

    def at_the_desk(self) -> Self:
        return self.filter(role__in=DESK_ROLES, is_active=True)


class PersonManager(BaseUserManager.from_queryset(PersonQuerySet)):  # type: ignore[misc]
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        person: Person = self.model(email=self.normalize_email(email), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        return self.create_user(email, password, **{"role": Role.ADMINISTRATOR, "is_superuser": True, **fields})


class Person(AbstractBaseUser, PermissionsMixin):
    pid = PublicIdField()
    email = models.EmailField(_("email"), unique=True)
    name = models.CharField(_("name"), max_length=80, blank=True)
    role = models.CharField(_("role"), max_length=24, choices=Role.choices, default=Role.READER, db_index=True)
    kind = models.CharField(_("reader type"), max_length=16, choices=Audience.choices, default=Audience.OTHER)
    department = models.CharField(_("department"), max_length=80, blank=True)
    discipline = models.CharField(_("discipline (CLC class)"), max_length=12, blank=True)
    cohort = models.PositiveSmallIntegerField(_("year of entry"), null=True, blank=True)
    language = models.CharField(
        _("language"), max_length=8, default="en", choices=[("en", "English"), ("zh-hans", "简体中文")]
    )
    form = models.CharField(
        _("preferred form"),
        max_length=8,
        default="text",
        choices=[("text", _("Text")), ("audio", _("Audio")), ("video", _("Video"))],
    )
    skills = models.JSONField(_("skills (CLC classes)"), default=list, blank=True)
    plain = models.BooleanField(
        _("the same lists as everybody"), default=False, help_text="nothing personal is shown, whatever is consented to"
    )
    under_14 = models.BooleanField(default=False)
    shared = models.BooleanField(
        _("shared by many"), default=False, help_text="an account of a terminal or a group: nobody's portrait"
    )
    resting_since = models.DateTimeField(
        null=True, blank=True, help_text="the portrait is paused: nothing is added to it, and it is used for nothing"
    )
    facets_off = models.JSONField(default=list, blank=True, help_text="facets of which nothing is drawn")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=now)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = PersonManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.name or self.pid

    @property
    def is_librarian(self) -> bool:
        """Sits at the desk: may see questions that are not their own."""
        return self.role in DESK_ROLES

    @property
    def is_editor(self) -> bool:
        """May review and publish entries and products."""
        return self.role in EDITING_ROLES

    @property
    def is_head(self) -> bool:
        return self.role in {Role.HEAD_OF_SERVICE, Role.ADMINISTRATOR}

    @property
    def may_be_portrayed(self) -> bool:
        """Neither a child nor a terminal."""
        return not self.under_14 and not self.shared

    @property
    def is_staff(self) -> bool:
        """Django's word for "may open the admin"."""
        return self.is_editor

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name
