"""Media of one breath: a text message, a post, a line of light, a card, a turn of a robot."""

import re
from typing import Final

from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import gettext_lazy

from foreword.media.manuscript import Manuscript
from foreword.media.renditions.fitting import fit
from foreword.media.renditions.markup import whole_addresses
from foreword.media.renditions.rendition import Measure, Rendition, Words
from foreword.media.renditions.units import cells, han, seconds, segments

SEGMENTS: Final = 2
POST: Final = 140
POST_PICTURE: Final = 5_000_000
SPEECH: Final = 25
CARD_TITLE, CARD_TEXT = 44, 110
"""Places: two lines, and three."""
CELLS_A_SECOND: Final = 8
PLAIN: Final = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "·": "-"})
"""For English: one such sign makes a text message twice as dear."""
TOPIC: Final = re.compile(r"#([^#]+)#")
WEB: Final = re.compile(r"https?://\S+")


def sms(manuscript: Manuscript) -> Rendition:
    """With the name of the library before it, as networks in China demand, and the address after it."""
    plain: dict[int, str] = {} if manuscript.is_chinese else PLAIN
    head = f"【{manuscript.library}】" if manuscript.is_chinese else f"{manuscript.library}: "
    said = f"{manuscript.title}{'。' if manuscript.is_chinese else '. '}{manuscript.summary}".translate(plain)
    frame = f"{head.translate(plain)}{{}} {manuscript.url}"
    mark = "…" if manuscript.is_chinese else "..."
    short = fit(said, SEGMENTS, lambda words: segments(frame.format(words)), mark=mark)
    text = frame.format(short)
    notes: tuple[Words, ...] = (gettext_lazy("Shortened to fit."),) if short != " ".join(said.split()) else ()
    if manuscript.is_chinese:
        notes += (gettext_lazy("In mainland China only wording that the network has approved may be sent."),)
    return Rendition(
        "sms", "", text, measures=(Measure(gettext_lazy("messages"), segments(text), SEGMENTS),), notes=notes
    )


def weibo(manuscript: Manuscript) -> Rendition:
    """Its own address has to be in it, and no #topic#: the interface refuses that."""
    between = "｜" if manuscript.is_chinese else ": "
    said = TOPIC.sub(r"\1", f"{manuscript.title}{between}{manuscript.summary}")
    short = fit(said, POST, lambda words: han(f"{words} {manuscript.url}"))
    text = f"{short} {manuscript.url}"
    measures = [Measure(gettext_lazy("signs"), han(text), POST)]
    if manuscript.picture:
        measures.append(Measure(gettext_lazy("bytes of the picture"), manuscript.picture.weight, POST_PICTURE))
    notes = (gettext_lazy("Shortened to fit."),) if short != " ".join(said.split()) else ()
    return Rendition("weibo", "", text, measures=tuple(measures), notes=notes)


def led(manuscript: Manuscript) -> Rendition:
    """One running line. Controllers know the signs of GB 2312 and no others."""
    most = settings.FOREWORD_LED_CELLS
    said = f"{manuscript.title}: {manuscript.summary}".translate(PLAIN)
    known = "".join(sign for sign in said if _in_gb2312(sign))
    text = fit(known, most, cells, mark="...")
    notes: tuple[Words, ...] = (
        (gettext_lazy("Signs that the display does not know were left out."),) if known != said else ()
    )
    if text != " ".join(known.split()):
        notes += (gettext_lazy("Shortened to fit."),)
    lasts = -(-cells(text) // CELLS_A_SECOND)
    measures = (
        Measure(gettext_lazy("places"), cells(text), most),
        Measure(gettext_lazy("seconds"), lasts, most // CELLS_A_SECOND),
    )
    return Rendition("led", "", text, measures=measures, notes=notes)


def card(manuscript: Manuscript) -> Rendition:
    title, summary = fit(manuscript.title, CARD_TITLE, cells), fit(manuscript.summary, CARD_TEXT, cells)
    picture = manuscript.picture
    image = format_html('<img src="{}" alt="{}">', picture.url, picture.alt) if picture else ""
    html = format_html('{}<h2><a href="{}">{}</a></h2><p>{}</p>', image, manuscript.url, title, summary)
    measures = (
        Measure(gettext_lazy("title"), cells(title), CARD_TITLE),
        Measure(gettext_lazy("summary"), cells(summary), CARD_TEXT),
    )
    cut = (title, summary) != (manuscript.title, manuscript.summary)
    text = f"{title}\n{summary}\n{manuscript.url}"
    return Rendition(
        "card",
        title,
        text,
        whole_addresses(html, manuscript),
        measures,
        (gettext_lazy("Shortened to fit."),) if cut else (),
    )


def robot(manuscript: Manuscript) -> Rendition:
    """What is said, short enough to be listened to standing; the card beside it holds the address."""
    enough = seconds(manuscript.summary) >= SPEECH // 2
    said = WEB.sub("", " ".join([manuscript.summary, *([] if enough else manuscript.spoken)]))
    text = fit(said, SPEECH, seconds, mark="。" if manuscript.is_chinese else ".")
    measures = (Measure(gettext_lazy("seconds of speech"), seconds(text), SPEECH),)
    rest = (gettext_lazy("The rest is on the card."),) if text != " ".join(said.split()) else ()
    return Rendition("robot", manuscript.title, text, card(manuscript).html, measures, rest)


def _in_gb2312(sign: str) -> bool:
    try:
        sign.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
