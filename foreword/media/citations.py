"""Lines for a list of references, from CSL-JSON: GB/T 7714-2015, APA (7th edition), MLA (9th edition).

The four sorts that library products cite: book, article in a journal, thesis, web page; anything else is set like a web
page if it has an address, else like a book. What the data do not say is left out, never guessed.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.utils.translation import gettext as _

HAN: Final = re.compile(r"[\u3400-\u9fff]")
MARKS: Final = {
    "book": "M", "chapter": "M", "article-journal": "J", "article-magazine": "J", "article-newspaper": "N",
    "thesis": "D", "report": "R", "standard": "S", "patent": "P", "paper-conference": "C", "dataset": "DS",
}  # fmt: skip
STYLES: Final = ("GB/T 7714", "APA", "MLA")
NAMES: Final = ("literal", "family", "given")
MOST: Final = 100

Work = Mapping[str, Any]


class CitationsUnreadable(ValueError):
    """In words for whoever pasted them."""


def read_works(text: str) -> list[Work]:
    """CSL-JSON: one work or a list of them. Raises CitationsUnreadable, which says where and why."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        where = getattr(error, "lineno", 1)
        raise CitationsUnreadable(_("This is not CSL-JSON: look at line %(line)s.") % {"line": where}) from None
    works = data if isinstance(data, list) else [data]
    if not works or len(works) > MOST:
        raise CitationsUnreadable(_("A list has between 1 and %(most)s works.") % {"most": MOST})
    for number, work in enumerate(works, start=1):
        if not isinstance(work, dict) or not str(work.get("title") or "").strip():
            raise CitationsUnreadable(_("Work %(number)s has no title.") % {"number": number})
    return works


def set_lines(works: Sequence[Work], style: str) -> list[str]:
    line = {"GB/T 7714": gb_t_7714, "APA": apa, "MLA": mla}[style]
    return [line(work) for work in works]


def gb_t_7714(work: Work) -> str:
    chinese = bool(HAN.search(str(work.get("title"))))
    names = [_gb_name(name) for name in _people(work)]
    if len(names) > 3:
        names = [*names[:3], "等" if chinese else "et al"]
    mark = MARKS.get(_sort(work), "M")
    online = "/OL" if _said(work, "URL") else ""
    title = f"{_said(work, 'title')}[{'EB' if _sort(work) == 'webpage' else mark}{online}]"
    parts = [", ".join(names), title, _gb_imprint(work)]
    if online:
        when = _date(work, "accessed")
        parts[-1] += f"[{when}]" if when else ""
        parts.append(_said(work, "URL"))
    return _ended(". ".join(part for part in parts if part))


def _gb_imprint(work: Work) -> str:
    year = _date(work, "issued")[:4]
    if _sort(work) == "webpage":
        return f"({_date(work, 'issued')})" if year else ""
    if where := _said(work, "container-title"):
        volume = _said(work, "volume") + (f"({_said(work, 'issue')})" if _said(work, "issue") else "")
        pages = f": {_said(work, 'page')}" if _said(work, "page") else ""
        return ", ".join(part for part in (where, year, volume) if part) + pages
    place = ": ".join(part for part in (_said(work, "publisher-place"), _said(work, "publisher")) if part)
    return ", ".join(part for part in (place, year) if part)


def apa(work: Work) -> str:
    by = _apa_names([_apa_name(name) for name in _people(work)])
    year = f"({_date(work, 'issued')[:4] or 'n.d.'})"
    title = _said(work, "title")
    parts = [f"{by} {year}", title] if by else [title, year]
    if where := _said(work, "container-title"):
        volume = _said(work, "volume") + (f"({_said(work, 'issue')})" if _said(work, "issue") else "")
        parts.append(", ".join(part for part in (where, volume, _said(work, "page")) if part))
    elif _said(work, "publisher"):
        parts.append(_said(work, "publisher"))
    line = " ".join(_ended(part) for part in parts)
    return f"{line} {_doi_or_url(work)}".strip()


def mla(work: Work) -> str:
    title = _said(work, "title")
    stop = "" if title.endswith(("?", "!", "。")) else "."
    where = _said(work, "container-title")
    parts = [
        _ended(_mla_names(_people(work))),
        f"“{title}{stop}”" if where or _sort(work) == "webpage" else f"{title}{stop}",
    ]
    rest = [
        where,
        f"vol. {_said(work, 'volume')}" if _said(work, "volume") else "",
        f"no. {_said(work, 'issue')}" if _said(work, "issue") else "",
        "" if where else _said(work, "publisher"),
        _date(work, "issued")[:4],
        f"pp. {_said(work, 'page')}" if _said(work, "page") else "",
        _doi_or_url(work),
    ]
    return " ".join(part for part in (*parts, _ended(", ".join(part for part in rest if part))) if part)


def _sort(work: Work) -> str:
    sort = str(work.get("type") or "")
    return "webpage" if sort in {"webpage", "post-weblog", "post"} or (sort not in MARKS and work.get("URL")) else sort


def _said(work: Work, key: str) -> str:
    value = work.get(key)
    return str(value).strip() if isinstance(value, str | int | float) else ""


def _date(work: Work, key: str) -> str:
    """As far as it is known: 2024, 2024-05, 2024-05-17."""
    value = work.get(key)
    parts = value.get("date-parts") if isinstance(value, dict) else None
    if not (isinstance(parts, list) and parts and isinstance(parts[0], list)):
        return ""
    numbers = [str(part) for part in parts[0][:3]]
    return "-".join([*numbers[:1], *(number.zfill(2) for number in numbers[1:])])


def _people(work: Work) -> list[Mapping[str, str]]:
    given = work.get("author") or work.get("editor")
    if not isinstance(given, list):
        return []
    return [each for each in given if isinstance(each, dict) and any(each.get(part) for part in NAMES)]


def _whole(name: Mapping[str, str]) -> str:
    """Bodies, and names in Chinese, which are not turned round."""
    family, given = str(name.get("family") or ""), str(name.get("given") or "")
    if name.get("literal") or not (given and family):
        return str(name.get("literal") or family or given)
    return family + given if HAN.search(family) else ""


def _initials(given: str) -> list[str]:
    return [part[0].upper() for part in re.split(r"[\s.\-]+", given) if part]


def _gb_name(name: Mapping[str, str]) -> str:
    return _whole(name) or f"{str(name['family']).upper()} {' '.join(_initials(str(name['given'])))}"


def _apa_name(name: Mapping[str, str]) -> str:
    return _whole(name) or f"{name['family']}, {' '.join(f'{letter}.' for letter in _initials(str(name['given'])))}"


def _apa_names(names: Sequence[str]) -> str:
    """Up to twenty; of more, the first nineteen and the last."""
    if len(names) > 20:
        return f"{', '.join(names[:19])}, … {names[-1]}"
    return ", & ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def _mla_names(people: Sequence[Mapping[str, str]]) -> str:
    """The first name turned round; a second as it is spoken; more than two are "et al"."""
    if not people:
        return ""
    first = _whole(people[0]) or f"{people[0]['family']}, {people[0]['given']}"
    if len(people) > 2:
        return f"{first}, et al"
    if len(people) == 2:
        return f"{first}, and {_whole(people[1]) or ' '.join([str(people[1]['given']), str(people[1]['family'])])}"
    return first


def _doi_or_url(work: Work) -> str:
    doi = _said(work, "DOI").removeprefix("https://doi.org/")
    return f"https://doi.org/{doi}" if doi else _said(work, "URL")


def _ended(part: str) -> str:
    return part if not part or part.endswith((".", "?", "!", "。")) else f"{part}."
