"""The podcast's feed: RSS 2.0 with what Apple's directory and Podcasting 2.0 ask for beside it.

`guid` is the product's public id in one language: it never changes, whatever is corrected or read anew.
"""

from collections.abc import Sequence
from typing import Any, Final
from xml.sax.xmlreader import AttributesImpl

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.feedgenerator import Enclosure, Rss201rev2Feed
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.utils.xmlutils import SimplerXMLGenerator

from foreword.media.queries import Episode

LANGUAGES: Final = {"en": "en", "zh-hans": "zh-cn"}
ITUNES: Final = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST: Final = "https://podcastindex.org/namespace/1.0"


class PodcastFeed(Rss201rev2Feed):
    def rss_attributes(self) -> dict[str, str]:
        return {**super().rss_attributes(), "xmlns:itunes": ITUNES, "xmlns:podcast": PODCAST}

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        library = self.feed["author_name"]
        for name, words in {"author": library, "summary": self.feed["description"], "type": "episodic"}.items():
            handler.addQuickElement(f"itunes:{name}", words)
        handler.addQuickElement("itunes:explicit", "false")
        handler.addQuickElement("itunes:category", "", {"text": "Education"})
        handler.addQuickElement("itunes:image", "", {"href": self.feed["image"]})
        handler.startElement("itunes:owner", AttributesImpl({}))
        handler.addQuickElement("itunes:name", library)
        handler.addQuickElement("itunes:email", settings.FOREWORD_MAIL_ADDRESS)
        handler.endElement("itunes:owner")
        handler.addQuickElement("podcast:locked", "no")

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        episode: Episode = item["episode"]
        whole = settings.FOREWORD_PUBLIC_URL
        handler.addQuickElement("itunes:duration", str(episode.seconds))
        handler.addQuickElement("itunes:explicit", "false")
        handler.addQuickElement("itunes:episodeType", "full")
        forms = {"vtt": "text/vtt", "srt": "application/x-subrip"} if episode.has_captions else {"txt": "text/plain"}
        for form, kind in forms.items():
            beside = whole + reverse("podcast-audio", args=[episode.pid, form])
            named = {"url": beside, "type": kind, "language": LANGUAGES[episode.lang]}
            handler.addQuickElement("podcast:transcript", "", named)
        if episode.has_chapters:
            beside = whole + reverse("podcast-audio", args=[episode.pid, "json"])
            handler.addQuickElement("podcast:chapters", "", {"url": beside, "type": "application/json+chapters"})


def feed_address(lang: str) -> str:
    return reverse("podcast-language", args=[lang]) if lang else reverse("podcast")


def write_feed(lang: str, listed: Sequence[Episode]) -> bytes:
    """Wholly in its language; the one of all languages is in the library's first."""
    whole = settings.FOREWORD_PUBLIC_URL
    names = settings.FOREWORD_LIBRARY_NAME
    with override(lang or settings.LANGUAGE_CODE):
        library = names.get(lang, names["en"])
        feed = PodcastFeed(
            title=_("%(library)s, to listen to") % {"library": library},
            link=whole + reverse("portal:listen"),
            description=_("Answers of the library, read aloud: before you ask."),
            language=LANGUAGES[lang or settings.LANGUAGE_CODE],
            author_name=library,
            feed_url=whole + feed_address(lang),
            image=whole + static("media/podcast.png"),
        )
        for episode in listed:
            with override(episode.lang):
                said = _("Read by a machine.") if episode.voice else ""
            feed.add_item(
                title=episode.title,
                link=whole + episode.url,
                description=f"{episode.summary} {said}".strip(),
                unique_id=f"foreword:{episode.pid}",
                unique_id_is_permalink=False,
                pubdate=episode.published,
                categories=[episode.topic] if episode.topic else [],
                enclosures=[Enclosure(whole + episode.address, str(episode.weight), episode.mime)],
                episode=episode,
            )
    return str(feed.writeString("utf-8")).encode()
