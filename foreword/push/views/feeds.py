"""A reader's own feed. Whoever has the address may read it, so it holds titles and addresses, and no reasons.

Reading it changes nothing: what stands in it was put there by the same rules as any other medium (`actions.sending`).
"""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, SyndicationFeed
from django.utils.translation import gettext as _
from django.utils.translation import override

from foreword.kernel.jsonfeed import JsonFeed
from foreword.people.models import Person
from foreword.push.models import Reach
from foreword.push.queries import FedAnswer, fed


class OwnFeed(Feed):
    feed_type: type[SyndicationFeed] = Atom1Feed
    address = "push-feed"

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().__call__(request, *args, **kwargs)
        response["Cache-Control"] = "private, max-age=900"
        response["X-Robots-Tag"] = "noindex"
        return response

    def get_object(self, request: HttpRequest, key: str) -> Person:  # noqa: ARG002 - Django's face
        reach = Reach.objects.filter(feed_key=key).select_related("person").first() if key else None
        if reach is None or not reach.person.is_active:
            raise Http404
        return reach.person

    def get_feed(self, obj: Any, request: HttpRequest) -> SyndicationFeed:
        with override(obj.language):
            return super().get_feed(obj, request)

    def feed_url(self, person: Person) -> str:
        return reverse(self.address, args=[Reach.of(person).feed_key])

    def title(self, person: Person) -> str:
        names = settings.FOREWORD_LIBRARY_NAME
        return _("For you, from %(library)s") % {"library": names.get(person.language, names["en"])}

    def link(self, person: Person) -> str:  # noqa: ARG002 - Django's face
        return reverse("push:reach")

    def description(self, person: Person) -> str:
        return self.title(person)

    def items(self, person: Person) -> list[FedAnswer]:
        return fed(person)

    def item_title(self, item: Any) -> str:
        return str(item.title)

    def item_description(self, item: Any) -> str:
        return str(item.summary)

    def item_link(self, item: Any) -> str:
        return str(item.url)

    def item_guid(self, item: Any) -> str:
        return f"urn:foreword:{item.delivery}"

    def item_pubdate(self, item: Any) -> datetime:
        moment: datetime = item.at
        return moment

    def item_updateddate(self, item: Any) -> datetime:
        return self.item_pubdate(item)


class OwnFeedJson(OwnFeed):
    feed_type = JsonFeed
    address = "push-feed-json"
