"""The desk's page of a product's short film: its making, the pack to publish it by hand, and where it was put."""

import tempfile
from pathlib import Path

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from foreword.media.actions import ask_for_film, note_posting, note_taken_down
from foreword.media.film.pack import write_pack
from foreword.media.film.posting import tags_of
from foreword.media.forms import PostingForm
from foreword.media.models import Film, Posting, ProductPage
from foreword.media.queries import film_work
from foreword.media.sound.trouble import Trouble
from foreword.media.views.access import editor
from foreword.media.views.files import COLLEAGUES, hand_out


@require_safe
def film(request: HttpRequest, pid: str) -> HttpResponse:
    return _shown(request, _page(request, pid), PostingForm())


@require_POST
def make(request: HttpRequest, pid: str) -> HttpResponse:
    try:
        ask_for_film(page=_page(request, pid))
    except Trouble as trouble:
        messages.error(request, str(trouble))
    return redirect("media:film", pid)


@require_safe
def part(request: HttpRequest, pid: str, name: str) -> HttpResponseBase:
    """The film or its cover, for whoever publishes it."""
    found = _film(request, pid)
    kinds = {"film.mp4": (found.file, "video/mp4"), "cover.jpg": (found.cover, "image/jpeg")}
    if name not in kinds:
        raise Http404
    kept, kind = kinds[name]
    return hand_out(request, Path(kept.path), kind, COLLEAGUES)


@require_safe
def pack(request: HttpRequest, pid: str) -> FileResponse:
    found = _film(request, pid)
    page = found.product
    manuscript = page.manuscript
    paths = {"film": Path(found.file.path), "cover": Path(found.cover.path)}
    written = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    write_pack(written, manuscript, tags_of(manuscript, page.subjects), cues=found.captions, **paths)
    written.seek(0)
    return FileResponse(written, as_attachment=True, filename=f"{page.slug}-{page.lang}.zip", headers=COLLEAGUES)


@require_POST
def posted(request: HttpRequest, pid: str) -> HttpResponse:
    page = _page(request, pid)
    form = PostingForm(request.POST)
    if not form.is_valid():
        return _shown(request, page, form, status=422)
    note_posting(page=page, by=editor(request), **form.cleaned_data)
    return redirect("media:film", pid)


@require_POST
def taken_down(request: HttpRequest, pid: str, posting: int) -> HttpResponse:
    note_taken_down(posting=get_object_or_404(Posting, pk=posting, product=_page(request, pid)))
    return redirect("media:film", pid)


def _shown(request: HttpRequest, page: ProductPage, form: PostingForm, status: int = 200) -> HttpResponse:
    return render(request, "media/film.html", {"page": page, "work": film_work(page), "form": form}, status=status)


def _film(request: HttpRequest, pid: str) -> Film:
    editor(request)
    found = get_object_or_404(Film.objects.select_related("product__locale", "product__topic"), product__pid=pid)
    if not (Path(found.file.path).is_file() and Path(found.cover.path).is_file()):
        raise Http404
    return found


def _page(request: HttpRequest, pid: str) -> ProductPage:
    editor(request)
    return get_object_or_404(ProductPage.objects.select_related("locale", "topic"), pid=pid)
