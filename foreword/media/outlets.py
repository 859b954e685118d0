"""A product as one medium is given it: the words of its rendition, and its pictures where the medium takes them."""

import hashlib
import json
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.storage import default_storage

from foreword.channels.outward.interface import Outgoing, PictureFile
from foreword.media.manuscript import Manuscript, Picture
from foreword.media.renditions import render
from foreword.media.uploads import KINDS

FILES: Final = "/files/"


def outgoing(manuscript: Manuscript, medium: str, *, key: str, pictures: int = 0) -> Outgoing:
    rendition = render(medium, manuscript)
    return Outgoing(
        key=key,
        lang=manuscript.lang,
        title=rendition.title or manuscript.title,
        text=rendition.text,
        html=str(rendition.html),
        url=manuscript.url,
        pictures=tuple(_files(manuscript, pictures)) if pictures else (),
    )


def fingerprint(manuscript: Manuscript, medium: str) -> str:
    """Of the words that a medium is given: a correction that does not show there is none."""
    rendition = render(medium, manuscript)
    said = [rendition.title, rendition.text, str(rendition.html)]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def _files(manuscript: Manuscript, most: int) -> list[PictureFile]:
    """Those whose file is still there."""
    shown = [piece for piece in manuscript.pieces if isinstance(piece, Picture)][:most]
    return [file for file in map(_file, shown) if file]


def _file(picture: Picture) -> PictureFile | None:
    path = urlsplit(picture.url).path.removeprefix(FILES)
    try:
        with default_storage.open(path) as file:
            content = file.read()
    except OSError:
        return None
    address = picture.url if "://" in picture.url else f"{settings.FOREWORD_PUBLIC_URL}{picture.url}"
    mime = KINDS.get(PurePosixPath(path).suffix.lower(), "application/octet-stream")
    return PictureFile(address, picture.alt, mime, content)
