"""MARC 21 to facts. Field numbers: loc.gov/marc/bibliographic; 093 and 905 as CALIS libraries use them."""

import re

from pymarc import Field
from pymarc import Record as Marc

from foreword.collection.facts import Facts, clean, control_number, every, first, isbns, issn, named, subfields, year_in

VERNACULAR = {"chi", "jpn", "kor"}
MAIN_NAMES, OTHER_NAMES = "100 110 111", "700 710 711"


def facts(marc: Marc) -> Facts:
    found = Facts(
        control_number=control_number(marc),
        title=_title(next(iter(marc.get_fields("245")), None)),
        subtitle=first(marc, "245", "b"),
        authors=_authors(marc),
        edition=first(marc, "250", "a"),
        publisher=named(first(marc, "260 264", "b")),
        place=named(first(marc, "260 264", "a")),
        year=year_in(first(marc, "260 264", "c")) or _coded_year(marc),
        lang=_language(marc),
        isbns=isbns(marc, "020"),
        issn=issn(first(marc, "022", "a")),
        clc=_clc(marc),
        call_number=_call_number(marc),
        subjects=every(marc, "600 610 611 630 650 651 653", "abtxyzv", "--"),
        summary=first(marc, "520", "a"),
        raw=marc.as_dict(),
    )
    return _with_other_scripts(found, marc)


def _title(field: Field | None) -> str:
    """Title proper with the number and name of its part."""
    return ". ".join(subfields(field, "anp")) if field else ""


def _authors(marc: Marc) -> list[str]:
    """Main entry first; added entries that name a work and not a person stay out."""
    fields = [*marc.get_fields(*MAIN_NAMES.split()), *marc.get_fields(*OTHER_NAMES.split())]
    names = (" ".join(subfields(field, "ab")) for field in fields if not field.get_subfields("t"))
    return list(dict.fromkeys(name for name in names if name))


def _coded(marc: Marc) -> str:
    field = marc.get("008")
    return (field.data or "") if field is not None else ""


def _coded_year(marc: Marc) -> int | None:
    return year_in(_coded(marc)[7:11])


def _language(marc: Marc) -> str:
    code = _coded(marc)[35:38]
    return code if re.fullmatch(r"[a-z]{3}", code) else first(marc, "041", "a")[:3]


def _clc(marc: Marc) -> str:
    for field in marc.get_fields("093", "084"):
        if field.tag == "093" or "clc" in "".join(field.get_subfields("2")).lower():
            return next(iter(subfields(field, "a")), "")
    return ""


def _call_number(marc: Marc) -> str:
    for tag, codes, joint in (
        ("905", "de", "/"),
        ("852", "hi", " "),
        ("090", "ab", " "),
        ("050", "ab", " "),
        ("082", "a", ""),
    ):
        for field in marc.get_fields(tag):
            if parts := [part.value.strip() for part in field.subfields if part.code in codes]:
                return joint.join(parts)
    return ""


def _with_other_scripts(found: Facts, marc: Marc) -> Facts:
    """Field 880 gives title and names in their own script. Chinese, Japanese and Korean books are shown by theirs."""
    other: dict[str, list[Field]] = {}
    for field in marc.get_fields("880"):
        link = (field.get_subfields("6") or [""])[0]
        other.setdefault(link[:3] if link[:3].isdigit() else "", []).append(field)
    title = _title(next(iter(other.get("245", [])), None))
    # Without $6 nobody knows what the field repeats, but whoever searches for its words means this book.
    loose = [" ".join(subfields(field, "ab")) for field in other.get("", [])]
    names = [
        " ".join(subfields(field, "ab"))
        for tag in (MAIN_NAMES + " " + OTHER_NAMES).split()
        for field in other.get(tag, [])
    ]
    alternate = [title, *names, *loose, *every(marc, "240 246 130", "a")]
    if title and found.lang in VERNACULAR:
        alternate = [found.title, *found.authors, *alternate[1 + len(names) :]]
        found.title, found.subtitle = title, " ".join(subfields(other["245"][0], "b"))
        found.authors = names or found.authors
        for tag in ("260", "264"):
            for field in other.get(tag, [])[:1]:
                found.place = named(next(iter(subfields(field, "a")), found.place))
                found.publisher = named(next(iter(subfields(field, "b")), found.publisher))
    found.alternate = [text for text in dict.fromkeys(map(clean, alternate)) if text and text != found.title]
    return found
