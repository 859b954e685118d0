"""The newest answers as an Atom feed, for readers who come by other ways."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import override

from foreword.portal.queries.newest import NewAnswer, newest


class AnswersFeed(Feed):
    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:  # noqa: ARG002 - Django's face
        lang = request.GET.get("lang", "").lower()
        return lang if lang in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE

    def title(self, lang: str) -> str:
        names = settings.FOREWORD_LIBRARY_NAME
        with override(lang):
            return _("Answers from %(library)s") % {"library": names.get(lang, names["en"])}

    def link(self, lang: str) -> str:
        with override(lang):
            return reverse("portal:today")

    def items(self, lang: str) -> list[NewAnswer]:
        return newest(lang)

    def item_title(self, item: Any) -> str:
        return str(item.title)

    def item_description(self, item: Any) -> str:
        return str(item.summary)

    def item_link(self, item: Any) -> str:
        return str(item.url)

    def item_pubdate(self, item: Any) -> datetime:
        moment: datetime = item.published
        return moment

    def item_updateddate(self, item: Any) -> datetime:
        moment: datetime = item.updated
        return moment
