"""The newest answers as Atom, RSS and JSON feeds, for readers who come by other ways."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.translation import gettext as _
from django.utils.translation import override

from foreword.kernel.jsonfeed import JsonFeed
from foreword.portal.queries.newest import NewAnswer, newest


class AnswersFeed(Feed):
    """A feed is wholly in the language asked for, whatever the language of the request."""

    feed_type: type[SyndicationFeed] = Atom1Feed
    address = "answers-feed"

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:  # noqa: ARG002 - Django's face
        lang = request.GET.get("lang", "").lower()
        return lang if lang in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE

    def get_feed(self, obj: Any, request: HttpRequest) -> SyndicationFeed:
        with override(obj):
            return super().get_feed(obj, request)

    def feed_url(self, lang: str) -> str:
        return f"{reverse(self.address)}?lang={lang}"

    def title(self, lang: str) -> str:
        names = settings.FOREWORD_LIBRARY_NAME
        return _("Answers from %(library)s") % {"library": names.get(lang, names["en"])}

    def link(self, lang: str) -> str:  # noqa: ARG002 - Django's face
        return reverse("portal:today")

    def description(self, lang: str) -> str:
        """RSS demands one."""
        return self.title(lang)

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


class AnswersRss(AnswersFeed):
    feed_type = Rss201rev2Feed
    address = "answers-rss"


class AnswersJson(AnswersFeed):
    feed_type = JsonFeed
    address = "answers-json"
