"""A screen's page, what it plays, and what it says of itself. Whoever knows the key may look; there is nothing secret.

An address that was withdrawn and one that never was are the same: not there.
"""

import json
from functools import partial
from hashlib import sha256
from typing import Final

from csp.constants import SELF
from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from foreword.kernel import writer
from foreword.media.actions.screens import hear_screen
from foreword.media.beats import LONGEST, Unreadable, read_beat
from foreword.media.codes import code_file, short_address
from foreword.media.models import Screen
from foreword.media.queries import public_products
from foreword.portal.queries.signage import lamp_lines, playlist_of

DAY: Final = 24 * 60 * 60


@require_safe
@xframe_options_sameorigin
def player(request: HttpRequest, key: str) -> HttpResponseBase:
    """`preview` is the product to begin with: the desk looks, and nothing is counted."""
    screen = _screen(key)
    preview = request.GET.get("preview")
    names = {"en": settings.FOREWORD_LIBRARY_NAME["en"], "zh": settings.FOREWORD_LIBRARY_NAME["zh-hans"]}
    context = {"screen": screen, "preview": preview is not None, "begin": (preview or "")[:36], "names": names}
    page = partial(render, template_name="portal/signage.html", context=context)
    return csp_replace({"frame-ancestors": [SELF]})(page)(request)


@require_safe
def playlist(request: HttpRequest, key: str) -> HttpResponseBase:
    body = json.dumps(playlist_of(_screen(key)), ensure_ascii=False).encode()
    return _unless_known(request, body, "application/json")


@require_safe
def led_text(request: HttpRequest, key: str) -> HttpResponseBase:
    """A line each, for controllers that fetch text; many of them know GB 2312 alone, and say so."""
    charset = "gb2312" if request.GET.get("charset", "").lower() in {"gb2312", "gbk"} else "utf-8"
    lines = "\n".join(lamp_lines(_screen(key)))
    return _unless_known(request, f"{lines}\n".encode(charset, "ignore"), f"text/plain; charset={charset}")


@require_safe
def led(request: HttpRequest, key: str) -> HttpResponse:
    """A page of one running line, for displays that mirror a computer."""
    screen = _screen(key)
    return render(request, "portal/signage_led.html", {"screen": screen, "lines": "\n".join(lamp_lines(screen))})


@csrf_exempt
@require_POST
def beat(request: HttpRequest, key: str) -> HttpResponse:
    """Committed with whatever else is being written: two hundred screens cost few commits."""
    screen = _screen(key)
    if int(request.META.get("CONTENT_LENGTH") or 0) > LONGEST:
        return HttpResponse(status=413)
    try:
        said = read_beat(request.body)
    except Unreadable:
        return HttpResponse(status=422)
    writer.write(partial(hear_screen, screen=screen, beat=said))
    return HttpResponse(status=204)


@require_safe
def worker(request: HttpRequest, key: str) -> HttpResponse:
    """The script that opens the page without a connection. Its place is its scope: this screen and no other."""
    _screen(key)
    return render(request, "portal/signage_worker.js", content_type="text/javascript; charset=utf-8")


@require_safe
def code(_request: HttpRequest, key: str, pid: str) -> HttpResponse:
    screen = _screen(key)
    page = get_object_or_404(public_products(), pid=pid)
    answer = HttpResponse(
        code_file(short_address(settings.FOREWORD_PUBLIC_URL, page.pid, screen.pid)), content_type="image/svg+xml"
    )
    answer["Cache-Control"] = f"public, max-age={DAY}"
    return answer


def _unless_known(request: HttpRequest, body: bytes, kind: str) -> HttpResponseBase:
    etag = f'"{sha256(body).hexdigest()[:24]}"'
    answer = HttpResponse(body, content_type=kind, headers={"Cache-Control": "no-cache", "ETag": etag})
    return get_conditional_response(request, etag=etag, response=answer) or answer


def _screen(key: str) -> Screen:
    screen = Screen.objects.up().filter(key=key).first()
    if screen is None:
        raise Http404
    return screen
