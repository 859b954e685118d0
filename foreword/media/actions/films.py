"""Making a short film, asking for it, and noting where it was put."""

import tempfile
from datetime import date
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction

from foreword.kernel.clock import now, today
from foreword.media.actions.making import call_the_workshop
from foreword.media.actions.working import Beat, published
from foreword.media.film.filming import film
from foreword.media.film.story import fingerprint_of
from foreword.media.manuscript import Manuscript
from foreword.media.models import Film, Making, Posting, ProductPage
from foreword.media.sound.speakers import speaker
from foreword.media.sound.trouble import Trouble
from foreword.people.models import Person


@transaction.atomic
def ask_for_film(*, page: ProductPage) -> Making:
    """Of the published text. Asked twice, it is one piece of work. Raises Trouble for what is not published."""
    if not page.live:
        raise Trouble("gone")
    making, _made = Making.objects.open().get_or_create(
        product=page, kind=Making.Kind.FILM, defaults={"state": Making.State.WAITING}
    )
    call_the_workshop()
    return making


@transaction.atomic
def note_posting(*, page: ProductPage, place: str, address: str, on: date, by: Person) -> Posting:
    return Posting.objects.create(product=page, place=place, address=address, on=on, by=by)


@transaction.atomic
def note_taken_down(*, posting: Posting) -> None:
    Posting.objects.filter(pk=posting.pk, taken_down=None).update(taken_down=today())


def make_film(making: Making) -> None:
    """Nothing is done where the same film is there already. Raises Trouble."""
    page = published(making)
    who, manuscript = speaker(), page.manuscript
    voice, told = who.check(page.lang), fingerprint_of(manuscript)
    if Film.objects.filter(product=page, story=told, voice=voice).exists():
        return
    with tempfile.TemporaryDirectory(prefix="foreword-film-") as folder:
        made = film(manuscript, who, Path(folder), picture=_picture(manuscript), progress=Beat(making))
        kept = {
            "file": _kept(made.film, page),
            "cover": _kept(made.cover, page),
            "weight": made.film.stat().st_size,
            "length": made.length,
            "voice": voice,
            "story": told,
            "cues": [(cue.start, cue.end, cue.text) for cue in made.timing.cues],
            "made": now(),
        }
    Film.objects.update_or_create(product=page, defaults=kept)


def _picture(manuscript: Manuscript) -> Path | None:
    """The file behind the address of the product's first picture."""
    if manuscript.picture is None:
        return None
    path = Path(default_storage.path(manuscript.picture.url.removeprefix(default_storage.url(""))))
    return path if path.is_file() else None


def _kept(file: Path, page: ProductPage) -> str:
    with file.open("rb") as content:
        return default_storage.save(f"films/{page.pid}{file.suffix}", File(content))
