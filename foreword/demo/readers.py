"""The demo library's people: forty readers with what they allow, and the staff who serve them. All are fictional."""

from foreword.demo.content import Row, rows
from foreword.kernel.clock import ago
from foreword.people.models import Consent, Person, Role

DOMAIN = "lakeside.example"


def load_staff() -> dict[str, Person]:
    """Nobody in the demo has a password: the demo's sign-in page is the only way in."""
    staff = {row["key"]: _staff(row) for row in rows("staff", "staff")}
    staff["admin"] = _person("admin", name="系统馆员", role=Role.ADMINISTRATOR, language="en", is_superuser=True)
    return staff


def _staff(row: Row) -> Person:
    return _person(row["key"], name=row["name"], role=row["role"], skills=row["skills"], language=row["lang"][0])


def load_readers() -> dict[str, Person]:
    readers = {}
    for row in rows("readers", "reader"):
        chinese = row["lang"] == "zh-hans"
        reader = _person(
            row["key"],
            name=row["name"],
            kind=row["kind"],
            department=row["department_zh"] if chinese else row["department"],
            discipline=row.get("discipline", ""),
            cohort=row.get("cohort"),
            language=row["lang"],
            form=row.get("form", "text"),
            joined_at=ago(days=90),
        )
        Consent.objects.bulk_create(
            Consent(person=reader, dimension=dimension, given_at=ago(days=85)) for dimension in row["consent"]
        )
        readers[row["key"]] = reader
    return readers


def _person(key: str, **fields: object) -> Person:
    person = Person(email=f"{key}@{DOMAIN}", **fields)
    person.set_unusable_password()
    person.save()
    return person
