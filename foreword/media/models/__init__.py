from foreword.media.models.alert import Alert
from foreword.media.models.film import Film, Posting
from foreword.media.models.guide import GuidePage
from foreword.media.models.making import Making
from foreword.media.models.narration import Narration
from foreword.media.models.news import SourceNews
from foreword.media.models.product import ProductIndexPage, ProductPage
from foreword.media.models.publication import Publication, State
from foreword.media.models.reach import Placement, Reach
from foreword.media.models.review import Review
from foreword.media.models.screen import Play, Screen, Slot
from foreword.media.models.source import ProductSource

__all__ = [
    "Alert",
    "Film",
    "GuidePage",
    "Making",
    "Narration",
    "Placement",
    "Play",
    "Posting",
    "ProductIndexPage",
    "ProductPage",
    "ProductSource",
    "Publication",
    "Reach",
    "Review",
    "Screen",
    "Slot",
    "SourceNews",
    "State",
]
