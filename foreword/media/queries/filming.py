"""A product's short film as its editor sees it."""

from dataclasses import dataclass

from foreword.media.film.posting import LIMITS, Words, tags_of, words_for
from foreword.media.models import Film, Making, Posting, ProductPage


@dataclass(frozen=True, slots=True)
class FilmWork:
    """`making`: the newest work, done or not. `words`: (place, what goes with the film there)."""

    film: Film | None
    making: Making | None
    words: tuple[tuple[str, Words], ...]
    postings: tuple[Posting, ...]


def film_work(page: ProductPage) -> FilmWork:
    found = Film.objects.filter(product=page).first()
    newest = Making.objects.filter(product=page, kind=Making.Kind.FILM).order_by("-asked", "-pk").first()
    postings = Posting.objects.filter(product=page).select_related("by")
    return FilmWork(found, newest, _words(page) if found else (), tuple(postings))


def _words(page: ProductPage) -> tuple[tuple[str, Words], ...]:
    manuscript = page.manuscript
    tags = tags_of(manuscript, page.subjects)
    return tuple((str(Posting.Place(place).label), words_for(place, manuscript, tags)) for place in LIMITS)
