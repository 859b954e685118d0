"""All that can be listened to, and how to subscribe to it."""

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from foreword.media.podcast import feed_address
from foreword.media.queries import episodes
from foreword.portal.views.viewer import language

SHOWN: Final = 40


@require_safe
def listen(request: HttpRequest) -> HttpResponse:
    """The reader's language first; the feed of all languages is offered beside it."""
    lang = language()
    whole = settings.FOREWORD_PUBLIC_URL
    context = {
        "episodes": episodes(lang)[:SHOWN],
        "feed": whole + feed_address(lang),
        "feed_of_all": whole + feed_address(""),
    }
    return render(request, "portal/listen.html", context)
