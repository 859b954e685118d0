from foreword.media.models.news import SourceNews
from foreword.media.models.product import ProductIndexPage, ProductPage
from foreword.media.models.publication import Publication, State
from foreword.media.models.review import Review
from foreword.media.models.screen import Play, Screen, Slot
from foreword.media.models.source import ProductSource

__all__ = ["ProductIndexPage", "ProductPage", "ProductSource", "Publication", "Review", "SourceNews", "State"]
__all__ = [
    "Play",
    "ProductIndexPage",
    "ProductPage",
    "ProductSource",
    "Review",
    "Screen",
    "Slot",
    "SourceNews",
]
