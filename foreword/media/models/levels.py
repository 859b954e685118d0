"""What each level of product must show before it goes out (mission M12).

primary: an editor, and nothing more · secondary: a source · knowledge: a source, and a second pair of eyes ·
intelligence: sources, the method, the date of the search, a subject expert, and another reviewer.
"""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from foreword.media.models.news import SourceNews

if TYPE_CHECKING:
    from foreword.media.models import ProductPage

SIGNED = frozenset(["knowledge", "intelligence"])
NAMED_IN_THE_TEXT = frozenset(["citations", "link"])
"""Blocks that name a source, as good as one named beside the text."""


class NotReady(ValidationError):
    """It may not go out yet; the messages say what is missing."""


def shortcomings(page: "ProductPage") -> list[str]:
    """What the page still lacks for its level, in words for its editor. Empty: it may go out."""
    if page.level == "primary":
        return []
    lacking = (
        [] if _has_sources(page) else [_("Name at least one source: below the text, as a link, or as works cited.")]
    )
    lacking += [
        _("This source is gone: %(source)s. Replace it, or take it out.") % {"source": news.title or news.key}
        for news in gone_from(page)
    ]
    if page.level == "intelligence":
        lacking += _searching(page)
    if page.level in SIGNED:
        lacking += _reviewing(page)
    return lacking


def demand(page: "ProductPage") -> None:
    """Raises NotReady where something is lacking."""
    if lacking := shortcomings(page):
        raise NotReady(lacking)


def gone_from(page: "ProductPage") -> list[SourceNews]:
    named = {(source.kind, source.key) for source in page.sources.all()}
    gone = SourceNews.objects.filter(state=SourceNews.State.GONE, key__in=[key for _kind, key in named])
    return [news for news in gone if (news.kind, news.key) in named]


def _has_sources(page: "ProductPage") -> bool:
    return bool(page.sources.all()) or any(block.block_type in NAMED_IN_THE_TEXT for block in page.content)


def _searching(page: "ProductPage") -> list[str]:
    lacking = []
    if not page.method.strip():
        lacking.append(_("Say how it was found: where you searched, and with which words."))
    if page.searched_on is None:
        lacking.append(_("Give the date of the search."))
    return lacking


def _reviewing(page: "ProductPage") -> list[str]:
    parts = set(page.signatures.values_list("part", flat=True))
    if page.level == "knowledge":
        return [] if parts else [_("A colleague has to read this text and sign it.")]
    lacking = []
    if "expert" not in parts:
        lacking.append(_("A subject expert has to read this text and sign it."))
    if "second" not in parts:
        lacking.append(_("A second reviewer has to read this text and sign it."))
    return lacking
