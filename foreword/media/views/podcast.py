"""The podcast: feeds, the sound itself in parts, and beside it captions, chapters and the words."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from foreword.media.models import Narration
from foreword.media.models.narration import NarrationQuerySet
from foreword.media.podcast import write_feed
from foreword.media.queries import episodes, public_products, spoken_version
from foreword.media.sound.captions import podcast_chapters, subrip, webvtt
from foreword.media.views.files import COLLEAGUES, SAFE, hand_out
from foreword.people.models import Person

ENDINGS: Final = ("mp3", "m4a")


@require_safe
def feed(request: HttpRequest, lang: str = "") -> HttpResponseBase:
    if lang and lang not in dict(settings.LANGUAGES):
        raise Http404
    written = write_feed(lang, episodes(lang))
    tag = quote_etag(hashlib.sha256(written).hexdigest()[:32])
    response = HttpResponse(written, content_type="application/rss+xml; charset=utf-8")
    response["ETag"], response["Cache-Control"] = tag, "public, max-age=300"
    return get_conditional_response(request, etag=tag, response=response) or response


@require_safe
def audio(request: HttpRequest, pid: str, form: str) -> HttpResponseBase:
    """What is no longer published is no longer handed out, except to colleagues."""
    row = get_object_or_404(_may_hear(request), product__pid=pid)
    safe = SAFE if _for_readers().filter(pk=row.pk).exists() else COLLEAGUES
    if form in ENDINGS:
        file = Path(row.file.path)
        if form != row.ending or not file.is_file():
            raise Http404
        return hand_out(request, file, row.mime, safe)
    if form not in BESIDE:
        raise Http404
    kind, written = BESIDE[form]
    return HttpResponse(written(row), content_type=kind, headers={**safe, "Access-Control-Allow-Origin": "*"})


def _may_hear(request: HttpRequest) -> NarrationQuerySet:
    editor = isinstance(request.user, Person) and request.user.is_editor
    rows = Narration.objects.all() if editor else _for_readers()
    return rows.select_related("product__locale", "product__topic")


def _for_readers() -> NarrationQuerySet:
    return Narration.objects.heard().filter(product__in=public_products())


def _words(row: Narration) -> str:
    spoken = spoken_version(row.product.pid)
    paragraphs = spoken.paragraphs if spoken else ()
    return "\n\n".join("\n".join(words for _second, words in lines) for lines in paragraphs)


def _captions(form: Callable[..., str]) -> Callable[[Narration], str]:
    def written(row: Narration) -> str:
        if not row.cues:
            raise Http404
        return form(row.captions)

    return written


BESIDE: Final[dict[str, tuple[str, Callable[[Narration], str]]]] = {
    "vtt": ("text/vtt; charset=utf-8", _captions(webvtt)),
    "srt": ("application/x-subrip; charset=utf-8", _captions(subrip)),
    "json": ("application/json+chapters", lambda row: podcast_chapters(row.chapters)),
    "txt": ("text/plain; charset=utf-8", _words),
}
