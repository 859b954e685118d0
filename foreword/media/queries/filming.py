"""A product's short film as its editor sees it."""

from dataclasses import dataclass

from foreword.media.film.posting import LIMITS, Words, tags_of, words_for
from foreword.media.film.story import fingerprint_of
from foreword.media.models import Film, Making, Posting, ProductPage
from foreword.media.sound.trouble import Trouble


@dataclass(frozen=True, slots=True)
class FilmWork:
    """`making`: the newest work, done or not. `words`: (place, what goes with the film there)."""

    film: Film | None
    making: Making | None
    words: tuple[tuple[str, Words], ...]
    postings: tuple[Posting, ...]
    outdated: bool
    """The product has changed since it was filmed."""


def film_work(page: ProductPage) -> FilmWork:
    found = Film.objects.filter(product=page).first()
    newest = Making.objects.filter(product=page, kind=Making.Kind.FILM).order_by("-asked", "-pk").first()
    postings = Posting.objects.filter(product=page).select_related("by")
    return FilmWork(
        film=found,
        making=newest,
        words=_words(page) if found else (),
        postings=tuple(postings),
        outdated=found is not None and found.story != _told(page),
    )


def _told(page: ProductPage) -> str:
    try:
        return fingerprint_of(page.manuscript)
    except Trouble:
        return ""


def _words(page: ProductPage) -> tuple[tuple[str, Words], ...]:
    manuscript = page.manuscript
    tags = tags_of(manuscript, page.subjects)
    return tuple((str(Posting.Place(place).label), words_for(place, manuscript, tags)) for place in LIMITS)
