from dataclasses import dataclass

from foreword.kernel.events import Event


@dataclass(frozen=True)
class ProductPublished(Event):
    """A language of a product can now be read. `product` is the translation key: the same in all its languages."""

    product: str
    topic: str


@dataclass(frozen=True)
class ProductWithdrawn(Event):
    """A language of a product is no longer public; the others may still be."""

    product: str
