"""Personal data out of a text, in English and Chinese, before anybody but the desk reads it. Pure functions.

It errs on the side of removing: the editor sees each removed word beside the draft and can write a harmless one
back, whereas what slips through is public. Names that the caller knows are removed wherever they stand; names it does
not know only where a phrase gives them away ("my name is", 我叫, Prof., 老师, a signature). A second person reads
the rest.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from foreword.knowledge import scrub_names, scrub_numbers

REPLACEMENTS = {
    "en": {
        "name": "[name]",
        "id": "[number]",
        "phone": "[phone]",
        "mail": "[mail]",
        "account": "[account]",
        "address": "[address]",
        "link": "[link]",
        "secret": "[password]",
    },
    "zh": {
        "name": "［姓名］",
        "id": "［号码］",
        "phone": "［电话］",
        "mail": "［邮箱］",
        "account": "［账号］",
        "address": "［地址］",
        "link": "［链接］",
        "secret": "［密码］",
    },
}


@dataclass(frozen=True, slots=True)
class Removed:
    sort: str
    removed: str
    replaced_by: str


@dataclass(frozen=True, slots=True)
class Scrubbed:
    text: str
    removed: tuple[Removed, ...]


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    sort: str


def scrub(text: str, *, lang: str, names: Iterable[str] = (), keep: Iterable[str] = ()) -> Scrubbed:
    """`text` without personal data, and what was taken out, in order. `keep` are the library's own public addresses."""
    words = REPLACEMENTS["zh" if lang.startswith("zh") else "en"]
    public = {each.casefold() for each in keep if each}
    found = [*scrub_numbers.find(text), *scrub_names.find(text, names)]
    spans = _joined(_Span(*each) for each in found if text[each[0] : each[1]].casefold() not in public)
    parts, removed, at = list[str](), list[Removed](), 0
    for span in spans:
        parts += [text[at : span.start], words[span.sort]]
        removed.append(Removed(span.sort, text[span.start : span.end], words[span.sort]))
        at = span.end
    return Scrubbed("".join([*parts, text[at:]]), tuple(removed))


def _joined(spans: Iterable[_Span]) -> list[_Span]:
    """Overlapping finds become one that covers both, of the longer one's sort: a half-covered name would survive."""
    joined: list[_Span] = []
    for span in sorted(spans, key=lambda each: (each.start, -each.end)):
        if joined and span.start < joined[-1].end:
            last = joined.pop()
            sort = max(last, span, key=lambda each: each.end - each.start).sort
            span = _Span(last.start, max(last.end, span.end), sort)  # noqa: PLW2901 - the grown one takes its place
        joined.append(span)
    return joined
