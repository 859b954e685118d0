"""What a product becomes in one medium, with what that medium allows."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.safestring import SafeString

Words = str | Promise
"""For the editor: translated when shown, in the editor's language and not in the product's."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What is used of what the medium gives, in its own unit."""

    name: Words
    used: int
    most: int

    @property
    def fits(self) -> bool:
        return self.used <= self.most


@dataclass(frozen=True, slots=True)
class Rendition:
    """`text` goes out where there is no markup, `html` where there is. `notes` say what was mended or left out."""

    medium: str
    title: str
    text: str
    html: SafeString | str = ""
    measures: tuple[Measure, ...] = ()
    notes: tuple[Words, ...] = ()

    @property
    def fits(self) -> bool:
        return all(measure.fits for measure in self.measures)
