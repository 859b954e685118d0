"""The newest answers in three formats, each at an address of its own."""

import xml.etree.ElementTree as ET

import pytest

from foreword.media.actions import create_product

pytestmark = pytest.mark.django_db

FEEDS = ["/feeds/answers.xml", "/feeds/answers.rss", "/feeds/answers.json"]
TEXTS = {
    "en": {"title": "Your first week", "summary": "Small <visits> & more.", "body": "Bring your card."},
    "zh-hans": {"title": "在图书馆的第一周", "summary": "几次小小的到访。", "body": "带上校园卡。"},
}


@pytest.fixture
def english(topics):
    pages = create_product(key="first-week", texts=TEXTS, topic="borrowing", seasons=[], entries=[])
    return next(page for page in pages if page.lang == "en")


@pytest.mark.parametrize("feed", FEEDS)
def test_a_product_is_in_every_feed(client, english, feed):
    assert "在图书馆的第一周" in client.get(f"{feed}?lang=zh-hans").content.decode()


@pytest.mark.parametrize("feed", FEEDS)
def test_a_withdrawn_product_is_in_none(client, english, feed):
    english.unpublish()
    assert "Your first week" not in client.get(f"{feed}?lang=en").content.decode()


def test_a_json_item_keeps_its_words_and_leads_to_its_page(client, english):
    item = client.get("/feeds/answers.json?lang=en").json()["items"][0]
    assert item["content_text"] == "Small <visits> & more." and item["url"].endswith(f"/en/products/{english.pid}/")


def test_a_json_feed_says_its_language_and_its_own_address(client, english):
    feed = client.get("/feeds/answers.json?lang=zh-hans").json()
    assert feed["language"] == "zh-hans" and feed["feed_url"].endswith("/feeds/answers.json?lang=zh-hans")


def test_an_rss_item_keeps_its_words(client, english):
    feed = ET.fromstring(client.get("/feeds/answers.rss?lang=en").content)
    assert feed.findtext("channel/item/description") == "Small <visits> & more."


def test_an_atom_feed_says_the_language_asked_for(client, english):
    feed = ET.fromstring(client.get("/feeds/answers.xml?lang=zh-hans").content)
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "zh-hans"


@pytest.mark.parametrize("feed", FEEDS)
def test_an_empty_library_has_an_empty_feed(client, feed):
    assert client.get(feed).status_code == 200
