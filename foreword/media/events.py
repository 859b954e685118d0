from dataclasses import dataclass

from foreword.kernel.events import Event


@dataclass(frozen=True)
class ProductPublished(Event):
    product: str
    topic: str
