"""The library's own warnings for others: an Atom feed that leads to each as CAP 1.2."""

from datetime import datetime

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from foreword.media.cap import write_cap
from foreword.media.models import Alert

NEWEST = 20


class AlertsFeed(Feed):
    feed_type = Atom1Feed

    def title(self) -> str:
        return f"{settings.FOREWORD_LIBRARY_NAME['zh-hans']} · {settings.FOREWORD_LIBRARY_NAME['en']}"

    def link(self) -> str:
        return reverse("portal:today")

    def items(self) -> list[Alert]:
        """Those called off too, and what called them off: whoever follows must hear of it."""
        return list(Alert.objects.filter(origin=Alert.Origin.DESK).order_by("-sent", "-pk")[:NEWEST])

    def item_title(self, item: Alert) -> str:
        return item.headline

    def item_description(self, item: Alert) -> str:
        return " ".join(f"{info['description']} {info['instruction']}".strip() for info in item.infos)

    def item_link(self, item: Alert) -> str:
        return reverse("alert", args=[item.identifier])

    def item_updateddate(self, item: Alert) -> datetime:
        return item.sent


@require_safe
def alert(_request: HttpRequest, identifier: str) -> HttpResponse:
    found = get_object_or_404(Alert, origin=Alert.Origin.DESK, identifier=identifier)
    return HttpResponse(write_cap(found.as_cap), content_type="application/cap+xml; charset=utf-8")
