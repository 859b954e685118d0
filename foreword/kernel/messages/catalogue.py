"""Translation catalogues without GNU gettext: collecting, checking and compiling them in Python.

Django's own commands call xgettext and msgfmt, which a fresh machine does not have. Templates are turned into Python by
Django's `templatize` (as `makemessages` does) and read by Babel; catalogues are written by polib.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from django.utils.translation.template import templatize

LOCALE = "zh_Hans"
KEYWORDS = {
    "gettext": None, "gettext_lazy": None, "gettext_noop": None, "_": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip


@dataclass(frozen=True)
class Phrase:
    text: str
    plural: str
    context: str
    where: str


def catalogue_path(room: Path) -> Path:
    return room / "locale" / LOCALE / "LC_MESSAGES" / "django.po"


def phrases(room: Path) -> Iterator[Phrase]:
    """Every translatable text in the room's code and templates."""
    for path in sorted(room.rglob("*")):
        if path.suffix not in {".py", ".html", ".txt"} or {"tests", "migrations", "static"} & set(path.parts):
            continue
        source = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            if "templates" not in path.parts:
                continue
            # Markup is indented as it likes; the extractor reads Python, which is not.
            source = "\n".join(line.lstrip() for line in templatize(source, origin=str(path)).splitlines())
        yield from _extract(source, path.relative_to(room).as_posix())


def _extract(source: str, where: str) -> Iterator[Phrase]:
    from babel.messages.extract import extract  # noqa: PLC0415 - a development dependency

    found = extract("python", io.BytesIO(source.encode()), KEYWORDS, options={"encoding": "utf-8"})
    for line, message, _comments, context in found:
        text, plural = message if isinstance(message, tuple) else (message, "")
        if text:
            yield Phrase(text, plural or "", context or "", f"{where}:{line}")


def update(room: Path) -> tuple[int, int]:
    """Bring the room's catalogue up to date with its sources: new phrases come in, unused ones go. (new, gone)."""
    path = catalogue_path(room)
    catalogue = _open(path)
    known = {(entry.msgctxt or "", entry.msgid): entry for entry in catalogue}
    wanted = {(phrase.context, phrase.text): phrase for phrase in phrases(room)}
    for key in known.keys() - wanted.keys():
        catalogue.remove(known[key])
    for key, phrase in wanted.items():
        if key not in known:
            catalogue.append(_entry(phrase))
    if wanted:
        catalogue.sort(key=lambda entry: (entry.msgid, entry.msgctxt or ""))
        path.parent.mkdir(parents=True, exist_ok=True)
        catalogue.save(str(path))
    return len(wanted.keys() - known.keys()), len(known.keys() - wanted.keys())


def _open(path: Path) -> polib.POFile:
    if path.exists():
        return polib.pofile(str(path), wrapwidth=110)
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Language": LOCALE,
        "Plural-Forms": "nplurals=1; plural=0;",
    }
    return catalogue


def _entry(phrase: Phrase) -> polib.POEntry:
    entry = polib.POEntry(msgid=phrase.text, msgctxt=phrase.context or None)
    if phrase.plural:
        entry.msgid_plural, entry.msgstr_plural = phrase.plural, {0: ""}
    return entry


def compile_catalogues(root: Path) -> int:
    """Write the .mo beside each .po that is newer; how many were written."""
    written = 0
    for path in root.glob(f"*/locale/{LOCALE}/LC_MESSAGES/django.po"):
        compiled = path.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < path.stat().st_mtime:
            polib.pofile(str(path)).save_as_mofile(str(compiled))
            written += 1
    return written


def divided(root: Path) -> list[str]:
    """Phrases that rooms put into different Chinese: all rooms share one catalogue, so only one of them would be seen.
    Another sense wants another English, or a context."""
    said: dict[tuple[str, str], dict[str, str]] = {}
    for path in sorted(root.glob(f"*/locale/{LOCALE}/LC_MESSAGES/django.po")):
        for entry in polib.pofile(str(path)):
            chinese = entry.msgstr or " / ".join(entry.msgstr_plural.values())
            said.setdefault((entry.msgctxt or "", entry.msgid), {}).setdefault(chinese, path.parts[-4])
    return [f"{text!r}: {rooms}" for (_context, text), rooms in said.items() if len(rooms) > 1]


def untranslated(room: Path) -> list[str]:
    """Phrases of the room without a Chinese text, fuzzy ones included; empty when the room is complete."""
    path = catalogue_path(room)
    done: set[tuple[str, str]] = set()
    if path.exists():
        done = {(e.msgctxt or "", e.msgid) for e in polib.pofile(str(path)) if e.translated() and not e.fuzzy}
    missing = {f"{p.where} {p.text!r}" for p in phrases(room) if (p.context, p.text) not in done}
    return sorted(missing)
