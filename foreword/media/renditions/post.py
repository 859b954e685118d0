"""A post of a social network that counts signs: title, summary, address. Mastodon counts every address as 23."""

import re
from typing import Final

from django.utils.translation import gettext_lazy

from foreword.media.manuscript import Manuscript
from foreword.media.renditions.fitting import fit
from foreword.media.renditions.rendition import Measure, Rendition, Words

MOST: Final = 500
ADDRESS: Final = re.compile(r"https?://\S+")
ADDRESS_COUNTS: Final = 23


def post(manuscript: Manuscript) -> Rendition:
    room = MOST - ADDRESS_COUNTS - len("\n\n\n\n")
    title = fit(manuscript.title, room // 2, len)
    summary = fit(manuscript.summary, room - len(title), len)
    text = "\n\n".join(filter(None, [title, summary, manuscript.url]))
    cut = (title, summary) != (manuscript.title, " ".join(manuscript.summary.split()))
    notes: tuple[Words, ...] = (gettext_lazy("Shortened to fit."),) if cut else ()
    measure = Measure(gettext_lazy("signs"), signs(text), MOST)
    return Rendition("post", "", text, measures=(measure,), notes=notes)


def signs(text: str) -> int:
    return len(ADDRESS.sub("x" * ADDRESS_COUNTS, text))
