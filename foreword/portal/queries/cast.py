"""Whom one can be in the demo library, and what there is to try as each."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from foreword.people.models import Audience, Consent, Person, Role

TRY: dict[str, str | Promise] = {
    "consents": _("Answers chosen for you, each with its reason. Then open My portrait and see where they come from."),
    "other": _("Another reader, other answers. Say that one is not for you, and see what becomes of it."),
    "plain": _("The same service with nothing personal: what the season calls for. Ask something in the box."),
    "teacher": _("What a teacher is shown: complete and reliable rather than quick. Try a question on a grant."),
    Role.STUDENT_LIBRARIAN: _("Take an easy question from the queue and answer it with an entry."),
    Role.REFERENCE_LIBRARIAN: _("Claim, analyse, search, cite, answer, archive. Then see what was drafted from it."),
    Role.SUBJECT_EXPERT: _("Only what needs you, with everything gathered. Publish what a colleague drafted."),
    Role.EDITOR: _("Review drafts, see what was taken out of them, and publish. The media center is in your menu."),
    Role.HEAD_OF_SERVICE: _("See the loop: pushed, found useful, asked anyway, answered, told to the next reader."),
    Role.ADMINISTRATOR: _("Everything, and the settings."),
}


@dataclass(frozen=True, slots=True)
class Part:
    person: Person
    title: str
    what: str


def cast() -> list[Part]:
    """One person for each thing to try; what the library has nobody for is left out."""
    agreed = Consent.objects.standing().values("person")
    readers = Person.objects.readers().order_by("pk")
    parts = [
        _part(readers.filter(pk__in=agreed, kind=Audience.GRADUATE).first(), "consents"),
        _part(readers.filter(pk__in=agreed, kind=Audience.UNDERGRADUATE).first(), "other"),
        _part(readers.exclude(pk__in=agreed).exclude(kind=Audience.TEACHER).first(), "plain"),
        _part(readers.filter(kind=Audience.TEACHER).first(), "teacher"),
    ]
    staff = Person.objects.filter(is_active=True).exclude(role=Role.READER)
    parts += [_part(staff.filter(role=role).order_by("pk").first(), role) for role in Role if role != Role.READER]
    return [part for part in parts if part is not None]


def _part(person: Person | None, key: str) -> Part | None:
    if person is None:
        return None
    title = person.get_role_display() if person.role != Role.READER else person.get_kind_display()
    return Part(person, str(title), str(TRY[key]))
