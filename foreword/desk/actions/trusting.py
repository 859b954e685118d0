"""How far a student librarian is trusted: moved by the rules, or by hand with a reason; and who is their mentor."""

from datetime import date

from foreword.desk.models import Level, LevelChange, Mentorship, QualityRules
from foreword.desk.quality.levels import weigh
from foreword.desk.quality.refusals import BadMentor, NoReason, NotInTraining
from foreword.desk.queries.standing import in_training, level_of, means_since, reopened_since, since_last_change
from foreword.desk.refusals import NotForTheDesk
from foreword.desk.story import story
from foreword.kernel.clock import now
from foreword.kernel.models import AuditEntry
from foreword.people.models import Person
from foreword.people.permissions import may

HAND = "hand"


def reconsider(person: Person | None) -> LevelChange | None:
    """By the rules, inside the story that gave a reason to: a review, or a reader's "not yet"."""
    if person is None or not in_training(person):
        return None
    level, since = level_of(person), since_last_change(person)
    verdict = weigh(level, means_since(person, since), reopened_since(person, since), QualityRules.standing())
    if verdict is None:
        return None
    return LevelChange.objects.create(
        person=person, before=level, level=verdict.level, why=verdict.why, count=verdict.count, mean=verdict.mean
    )


@story
def set_level(*, person: Person, level: Level | str, by: Person, words: str) -> LevelChange | None:
    """By the head of service. Raises NotForTheDesk, NotInTraining, NoReason. The same level again changes nothing."""
    if not by.is_head:
        raise NotForTheDesk
    if not in_training(person) or level not in Level.values:
        raise NotInTraining
    if not words.strip():
        raise NoReason
    before = level_of(person)
    if before == level:
        return None
    _audit(by, "level.changed", person)
    return LevelChange.objects.create(
        person=person, before=before, level=level, why=HAND, words=words.strip()[:300], by=by
    )


@story
def pair(*, mentee: Person, mentor: Person | None, by: Person) -> Mentorship | None:
    """Give a student librarian a mentor, another one, or none. Raises NotForTheDesk, NotInTraining, BadMentor."""
    if not by.is_head:
        raise NotForTheDesk
    if not in_training(mentee):
        raise NotInTraining
    if mentor is not None and (mentor.pk == mentee.pk or not may(mentor, "answer.review")):
        raise BadMentor
    standing = Mentorship.objects.filter(mentee=mentee, ended_at__isnull=True)
    if mentor and (known := standing.filter(mentor=mentor).first()):
        return known
    standing.update(ended_at=now())
    _audit(by, "mentor.changed", mentee)
    return Mentorship.objects.create(mentee=mentee, mentor=mentor) if mentor else None


@story
def be_away(*, mentor: Person, until: date | None) -> None:
    """Until and with this day, answers of one's mentees go to all who review at once. None: back again."""
    Mentorship.objects.standing().filter(mentor=mentor).update(away_until=until)


@story
def keep_rules(*, rules: QualityRules, by: Person) -> None:
    """Raises NotForTheDesk."""
    if not by.is_head:
        raise NotForTheDesk
    rules.save()
    AuditEntry.write(actor=by.pid, action="rules.changed", target="desk.qualityrules", subject="")


def _audit(by: Person, action: str, person: Person) -> None:
    AuditEntry.write(actor=by.pid, action=action, target=f"people.person:{person.pid}", subject=person.pid)
