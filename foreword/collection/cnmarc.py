"""CNMARC (the Chinese UNIMARC) to facts. Field numbers: 《中国机读目录格式使用手册》; 905 as CALIS libraries use it."""

import re

from pymarc import Field
from pymarc import Record as Marc

from foreword.collection.facts import Facts, clean, control_number, every, first, isbns, issn, named, subfields, year_in

NAMES = "701 711 702 712"
_ROLE = re.compile(r"\s*(?:[,，]?\s*(?:等)?\s*(?:主编|编著|编译|译著|著|编|译|校|注|撰|绘|辑))+\s*$")
_NATION = re.compile(r"^[\[(（〔].{1,4}?[\])）〕]\s*")


def is_cnmarc(marc: Marc) -> bool:
    """A title in 200$a, and none where MARC 21 has it."""
    return marc.get("245") is None and any(field.get_subfields("a") for field in marc.get_fields("200"))


def facts(marc: Marc) -> Facts:
    title = next(iter(marc.get_fields("200")), None)
    return Facts(
        control_number=control_number(marc),
        title=_title(title),
        subtitle="：".join(subfields(title, "e")) if title else "",
        authors=_authors(marc),
        edition=first(marc, "205", "a"),
        publisher=named(first(marc, "210 214", "c")),
        place=named(first(marc, "210 214", "a")),
        year=year_in(first(marc, "210 214", "dh")) or year_in(first(marc, "100", "a")[9:13]),
        lang=first(marc, "101", "a")[:3].lower(),
        isbns=isbns(marc, "010"),
        issn=issn(first(marc, "011", "a")),
        clc=first(marc, "690", "a"),
        call_number=_call_number(marc),
        subjects=[*every(marc, "606 600 601 607", "axyzj", "--"), *every(marc, "610", "a")],
        summary=first(marc, "330", "a"),
        alternate=_alternate(marc, title),
        raw=marc.as_dict(),
    )


def _title(field: Field | None) -> str:
    """Title proper with the number and name of its part; several works in one book with a semicolon between."""
    if field is None:
        return ""
    works = "；".join(subfields(field, "a"))
    return ". ".join(part for part in (works, *subfields(field, "hi")) if part)


def _authors(marc: Marc) -> list[str]:
    """The headings of persons and bodies; where there are none, the statement of responsibility."""
    names = every(marc, NAMES, "ab", ", ")
    if names:
        return names
    stated = (part for text in every(marc, "200", "f", ";") for part in re.split(r"[,，;；]", text))
    return [name for part in stated if (name := _ROLE.sub("", _NATION.sub("", clean(part))).strip())]


def _call_number(marc: Marc) -> str:
    for field in marc.get_fields("905", "096"):
        parts = [part.value.strip() for part in field.subfields if part.code in ("de" if field.tag == "905" else "ab")]
        if parts:
            return "/".join(parts)
    return ""


def _alternate(marc: Marc, title: Field | None) -> list[str]:
    """Parallel and other titles, and the title in pinyin (200$A or $9)."""
    pinyin = subfields(title, "A9d") if title else []
    other = every(marc, "510 512 514 515 516 517 518 540", "ae")
    return list(dict.fromkeys(text for text in [*pinyin, *other] if text))
