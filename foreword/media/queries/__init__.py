from foreword.media.queries.filming import FilmWork, film_work
from foreword.media.queries.listening import Episode, SoundWork, SpokenView, episodes, sound_work, spoken_version
from foreword.media.queries.programme import going_of, hands, lately, listing, week_of
from foreword.media.queries.reading import ProductView, product_page, public_products
from foreword.media.queries.screens import screen_view, screens
from foreword.media.queries.signs import Sign, Turn, signs_of, turns
from foreword.media.queries.waiting import Waiting, waiting_work

__all__ = [
    "Episode",
    "FilmWork",
    "ProductView",
    "Sign",
    "SoundWork",
    "SpokenView",
    "Turn",
    "Waiting",
    "episodes",
    "film_work",
    "going_of",
    "hands",
    "lately",
    "listing",
    "product_page",
    "public_products",
    "screen_view",
    "screens",
    "signs_of",
    "sound_work",
    "spoken_version",
    "turns",
    "waiting_work",
    "week_of",
]
