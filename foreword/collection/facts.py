"""What a MARC record says, in the words of the `Record` model; and the cleaning that both dialects need."""

import hashlib
import json
import re
from dataclasses import asdict, dataclass, field
from typing import Any

from pymarc import Field
from pymarc import Record as Marc


@dataclass(slots=True)
class Facts:
    control_number: str = ""
    title: str = ""
    subtitle: str = ""
    authors: list[str] = field(default_factory=list)
    edition: str = ""
    publisher: str = ""
    place: str = ""
    year: int | None = None
    lang: str = ""
    isbns: list[str] = field(default_factory=list)
    issn: str = ""
    clc: str = ""
    call_number: str = ""
    subjects: list[str] = field(default_factory=list)
    summary: str = ""
    alternate: list[str] = field(default_factory=list)
    raw: dict[str, Any] = field(default_factory=dict)

    def as_fields(self, limits: dict[str, int]) -> dict[str, Any]:
        """For the model: every text within the length of its column."""
        return {
            name: value[: limits[name]] if isinstance(value, str) and name in limits else value
            for name, value in asdict(self).items()
        }


def clean(text: str) -> str:
    """Without the punctuation that ISBD puts between areas, and without the marks for non-filing words."""
    text = re.sub(r"[\x88\x89\x98\x9c\u0098\u009c]", "", text)
    text = " ".join(text.split())
    text = re.sub(r"\s*[/:;=,，：；／．、]+$", "", text).strip()
    # A full stop ends an area, but belongs to an initial or an abbreviation.
    return (
        text[:-1]
        if text.endswith(".") and not re.search(r"(?:\b\w|\b(?:ed|vol|no|Inc|Co|Ltd|Jr|Sr|etc|Mass))\.$", text)
        else text
    )


def subfields(of: Field, codes: str) -> list[str]:
    """The cleaned values of these subfields, in the record's own order."""
    return [value for part in of.subfields if part.code in codes and (value := clean(part.value))]


def first(marc: Marc, tags: str, codes: str) -> str:
    """The first value found in any of the tags ("260 264"), in the order of the tags."""
    for tag in tags.split():
        for each in marc.get_fields(tag):
            if found := subfields(each, codes):
                return found[0]
    return ""


def every(marc: Marc, tags: str, codes: str, joint: str = " ") -> list[str]:
    """One value for each field of these tags; the same one only once."""
    joined = (joint.join(subfields(each, codes)) for tag in tags.split() for each in marc.get_fields(tag))
    return list(dict.fromkeys(value for value in joined if value))


def named(text: str) -> str:
    """A place or publisher without the brackets of a cataloguer's guess; nothing for "not named"."""
    bare = text.strip("[]")
    return "" if re.fullmatch(r"(?i)s\.?\s?[nl]\.?|出版者不详|出版地不详", bare) else bare


def year_in(text: str) -> int | None:
    found = re.search(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)", text)
    return int(found[1]) if found else None


def isbns(marc: Marc, tag: str) -> list[str]:
    found = (re.sub(r"[^0-9Xx]", "", part.split("(")[0].split(" ")[0]) for part in every(marc, tag, "a"))
    return list(dict.fromkeys(number.upper() for number in found if len(number) in {10, 13}))


def issn(text: str) -> str:
    found = re.search(r"(\d{4})-?(\d{3}[\dXx])", text)
    return f"{found[1]}-{found[2].upper()}" if found else ""


def control_number(marc: Marc) -> str:
    """Field 001, else a hash of what the record says (without the date of its last change)."""
    given = marc.get("001")
    if given is not None and (given.data or "").strip():
        return str(given.data).strip()[:80]
    said = [str(field) for field in marc.fields if field.tag != "005"]
    return "sha256-" + hashlib.sha256(json.dumps(said).encode()).hexdigest()[:40]
