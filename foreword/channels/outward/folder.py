"""A folder on this machine that something else reads: a light display, a campus site, a signage computer.

A file is whole or not there: it is written beside its place and moved into it. The same product is the same file.
"""

import json
import os
import re
import tempfile
from pathlib import Path
from typing import ClassVar, Final

from django.conf import settings
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from foreword.channels.outward.interface import (
    Access,
    Act,
    Adapter,
    Caps,
    Done,
    Outgoing,
    Permanent,
    Result,
    Retry,
    Setback,
    Setting,
    Trouble,
)

FORMS: Final = {"led": ("led", "txt"), "txt": ("card", "txt"), "html": ("mail", "html"), "json": ("card", "json")}
"""What can be chosen, to the rendition it takes and the end of the file's name."""
FORM: Final = Setting(
    "form",
    _("As"),
    default="txt",
    choices=(
        ("led", _("One line of light (txt, GB 18030)")),
        ("txt", _("Title, summary and address (txt)")),
        ("html", _("The whole text (html)")),
        ("json", _("Title, summary and address (json)")),
    ),
)
NAME: Final = re.compile(r"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$")


class Files(Adapter):
    """A file of each publication, in one of the forms: what folders near and far have in common."""

    caps = Caps(takes="card", most=0, unit="", edits=True, deletes=True, repeatable=frozenset(Act))

    def takes(self, access: Access) -> str:
        return FORMS[access.config["form"]][0]

    def correct(self, access: Access, remote_id: str, outgoing: Outgoing) -> Result:
        """Where another form was chosen meanwhile, the file of the older one goes."""
        result = self.publish(access, outgoing)
        if isinstance(result, Done) and result.remote_id != remote_id:
            self.withdraw(access, remote_id)
        return result


class Folder(Files):
    kind = "folder"
    name = _("Folder")
    settings: ClassVar[tuple[Setting, ...]] = (
        Setting(
            "folder", _("Name of the folder"), _("It lies in “outward” beside the database. Letters, digits, - and _.")
        ),
        FORM,
    )

    def publish(self, access: Access, outgoing: Outgoing) -> Result:
        name = file_name(access, outgoing)
        folder = _folder(access)
        try:
            _write(folder / name, file_content(access, outgoing))
        except OSError as error:
            return Retry(Trouble.UNREACHABLE, error.strerror or type(error).__name__)
        return Done(remote_id=name)

    def withdraw(self, access: Access, remote_id: str) -> Result:
        try:
            (_folder(access) / Path(remote_id).name).unlink(missing_ok=True)
        except OSError as error:
            return Retry(Trouble.UNREACHABLE, error.strerror or type(error).__name__)
        return Done()

    def check(self, access: Access) -> Result:
        folder = _folder(access)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                pass
        except OSError as error:
            return Permanent(Trouble.UNREACHABLE, error.strerror or type(error).__name__)
        return Done(said=access.config["folder"])


def file_name(access: Access, outgoing: Outgoing) -> str:
    """Of a publication, for all its corrections."""
    return f"{outgoing.key.split('-')[0]}.{FORMS[access.config['form']][1]}"


def file_content(access: Access, outgoing: Outgoing) -> bytes:
    form = access.config["form"]
    if form == "led":
        return f"{outgoing.text}\r\n".encode("gb18030")
    if form == "html":
        head = f'<!doctype html><html lang="{outgoing.lang}"><meta charset="utf-8">'
        return f"{head}<title>{escape(outgoing.title)}</title>{outgoing.html}</html>".encode()
    if form == "json":
        said = {"title": outgoing.title, "text": outgoing.text, "url": outgoing.url, "lang": outgoing.lang}
        return json.dumps(said, ensure_ascii=False, indent=1).encode()
    return f"{outgoing.text}\n".encode()


def _folder(access: Access) -> Path:
    name = access.config.get("folder", "")
    if not NAME.match(name):
        raise Setback(Permanent(Trouble.SET_UP, name))
    return Path(settings.FOREWORD_HOME) / "outward" / name


def _write(place: Path, content: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=place.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).chmod(0o644)
        Path(beside).replace(place)
    except OSError:
        Path(beside).unlink(missing_ok=True)
        raise
