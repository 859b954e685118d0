"""A line for a list of references: GB/T 7714-2015 and APA (7th edition), for books and journals."""

import re

from foreword.collection.models import Record

HAN = re.compile(r"[\u4e00-\u9fff]")
BODY = re.compile(
    r"[(（]|\b(?:university|press|library|society|association|institute|committee|department|ministry|organi[sz]ation|bureau|council|group|company)\b",
    re.IGNORECASE,
)
MOST_IN_GB, MOST_IN_APA = 3, 20


def gb_t_7714(record: Record) -> str:
    """As Chinese theses ask for it: surnames in capitals, three authors, the type in brackets."""
    mark = "[J]" if record.issn and not record.isbns else "[M]"
    names = [_gb_name(name) for name in record.authors]
    if len(names) > MOST_IN_GB:
        names = [*names[:MOST_IN_GB], "等" if record.lang == "chi" else "et al"]
    edition = _gb_edition(record.edition)
    where = ": ".join(part for part in (record.place, record.publisher) if part)
    imprint = ", ".join(part for part in (where, str(record.year or "")) if part)
    title = ": ".join(part for part in (record.title, record.subtitle) if part) + mark
    return ". ".join(part.rstrip(".") for part in (", ".join(names), title, edition, imprint) if part) + "."


def apa(record: Record) -> str:
    names = [_apa_name(name) for name in record.authors[:MOST_IN_APA]]
    by = ", & ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
    year = f"({record.year or 'n.d.'})"
    title = ": ".join(part for part in (record.title, record.subtitle) if part)
    if record.edition and not _is_first(record.edition):
        title += (
            f" ({record.edition.rstrip('.')}.)" if record.edition.rstrip(".").endswith("ed") else f" ({record.edition})"
        )
    parts = [f"{by} {year}", title] if by else [title, year]
    return " ".join(part if part.endswith(".") else f"{part}." for part in [*parts, record.publisher] if part)


def _split(name: str) -> tuple[str, list[str]] | None:
    """Surname and given names; None for bodies and for names in Chinese, which are not turned round."""
    if HAN.search(name) or BODY.search(name):
        return None
    name = re.sub(r",?\s*(?:Jr|Sr|I{2,3}|IV)\.?$", "", name).strip()
    if "," in name:
        family, given = name.split(",", 1)
        return family.strip(), given.split()
    *given_names, family = name.split()
    return (family, given_names) if given_names and len(given_names) <= 3 else None


def _gb_name(name: str) -> str:
    split = _split(name)
    return name if split is None else " ".join([split[0].upper(), *(_initial(each) for each in split[1])])


def _apa_name(name: str) -> str:
    split = _split(name)
    return name if split is None else f"{split[0]}, {' '.join(_initial(each) + '.' for each in split[1])}"


def _initial(given: str) -> str:
    return "-".join(part[0].upper() for part in re.split(r"[-‐]", given.strip(".")) if part)


def _is_first(edition: str) -> bool:
    return bool(re.match(r"(?:1st|first|第?[1一]版)", edition.strip(), re.IGNORECASE))


def _gb_edition(edition: str) -> str:
    """第3版 becomes 3版; a first edition is not named."""
    return "" if _is_first(edition) else re.sub(r"^第\s*", "", edition.strip())
