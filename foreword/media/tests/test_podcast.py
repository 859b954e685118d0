"""The podcast as an app sees it: a feed, its sound in parts, captions and chapters beside it."""

import xml.etree.ElementTree as ET

import feedparser
import pytest

from foreword.media.models import Narration, ProductPage
from foreword.media.podcast import PODCAST
from foreword.media.tests.sounding import english  # noqa: F401 - fixtures
from foreword.media.tests.test_uploads import MP3
from tests.world import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def episode(settings, tmp_path, english) -> ProductPage:  # noqa: F811
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "spoken").mkdir()
    (tmp_path / "spoken" / "a.mp3").write_bytes(MP3)
    Narration.objects.create(
        product=english,
        file="spoken/a.mp3",
        weight=len(MP3),
        length=61_400,
        voice="espeak-ng en-gb",
        script="x",
        cues=[[0, 900, "Your first week"]],
        chapters=[[0, "Your first week"], [900, "At the gate"]],
    )
    return english


def item(client, feed="/podcast/feed.xml") -> dict:
    parsed = feedparser.parse(client.get(feed).content)
    assert not parsed.bozo
    return parsed.entries[0]


def test_an_episode_is_what_an_app_needs(client, episode):
    found = item(client)
    sound = found.enclosures[0]
    assert (found.title, found.itunes_duration, found.guidislink) == ("Your first week", "61", False)
    assert (sound.type, sound.length) == ("audio/mpeg", str(len(MP3)))
    assert sound.href.endswith(f"/podcast/{episode.pid}.mp3")


def test_its_guid_never_changes(client, episode):
    before = item(client).id
    episode.title = "Another"
    episode.save()
    Narration.objects.update(file="spoken/b.mp3", voice="")
    assert item(client).id == before == f"foreword:{episode.pid}"


def test_a_listener_is_told_that_a_machine_reads(client, episode):
    assert "Read by a machine." in item(client).summary


def test_the_feed_says_whose_it_is(client, episode):
    feed = feedparser.parse(client.get("/podcast/feed.xml").content).feed
    assert (feed.author, feed.language, feed.title) == (
        "Lakeside University Library", "en", "Lakeside University Library, to listen to",
    )  # fmt: skip
    assert feed.image.href.endswith("media/podcast.png")


def test_captions_and_chapters_stand_beside_it(client, episode):
    found = ET.fromstring(client.get("/podcast/feed.xml").content).find("channel/item")
    beside = {
        name: found.find(f"{{{PODCAST}}}{name}").attrib["url"].rpartition("/")[2] for name in ("transcript", "chapters")
    }
    assert beside == {"transcript": f"{episode.pid}.vtt", "chapters": f"{episode.pid}.json"}


def test_each_language_has_its_own(client, episode):
    assert item(client, "/podcast/en/feed.xml").title == "Your first week"
    parsed = feedparser.parse(client.get("/podcast/zh-hans/feed.xml").content)
    assert (parsed.entries, parsed.feed.language) == ([], "zh-cn")


def test_there_is_no_feed_of_an_unknown_language(client):
    assert client.get("/podcast/xx/feed.xml").status_code == 404


def test_what_an_app_has_is_not_sent_again(client, episode):
    tag = client.get("/podcast/feed.xml")["ETag"]
    assert client.get("/podcast/feed.xml", headers={"if-none-match": tag}).status_code == 304


def test_sound_comes_in_parts(client, episode):
    answer = client.get(f"/podcast/{episode.pid}.mp3", headers={"range": "bytes=2-5"})
    assert (answer.status_code, b"".join(answer.streaming_content)) == (206, MP3[2:6])


def test_its_head_says_how_long_it_is(client, episode):
    answer = client.head(f"/podcast/{episode.pid}.mp3")
    assert (answer.status_code, answer["Content-Length"], answer["Accept-Ranges"]) == (200, str(len(MP3)), "bytes")


@pytest.mark.parametrize(
    ("form", "words"), [("vtt", "WEBVTT"), ("srt", "00:00:00,900"), ("json", "At the gate"), ("txt", "Your first week")]
)
def test_its_words_can_be_had(client, episode, form, words):
    assert words in client.get(f"/podcast/{episode.pid}.{form}").content.decode()


@pytest.mark.parametrize("form", ["wav", "m4a", "html"])
def test_nothing_else_is_there(client, episode, form):
    assert client.get(f"/podcast/{episode.pid}.{form}").status_code == 404


def test_what_is_withdrawn_is_heard_nowhere(client, episode):
    episode.unpublish()
    assert client.get(f"/podcast/{episode.pid}.mp3").status_code == 404
    assert "Your first week" not in client.get("/podcast/feed.xml").content.decode()


def test_a_colleagues_copy_of_what_is_withdrawn_is_kept_by_no_proxy(client, zhao, episode):
    episode.unpublish()
    sign_in(client, zhao)
    kept = {form: client.get(f"/podcast/{episode.pid}.{form}")["Cache-Control"] for form in ("mp3", "vtt")}
    assert kept == dict.fromkeys(("mp3", "vtt"), "private, no-store")


def test_nor_their_copy_of_words_that_no_longer_stand(client, zhao, episode):
    Narration.objects.update(outdated=True)
    assert sign_in(client, zhao).get(f"/podcast/{episode.pid}.mp3")["Cache-Control"] == "private, no-store"


def test_what_readers_hear_may_be_kept(client, zhao, episode):
    assert sign_in(client, zhao).get(f"/podcast/{episode.pid}.mp3")["Cache-Control"] == "public, max-age=3600"


def test_words_that_no_longer_stand_are_not_heard(client, episode):
    Narration.objects.update(outdated=True)
    assert client.get(f"/podcast/{episode.pid}.mp3").status_code == 404


def test_a_persons_words_stay_until_they_are_recorded_anew(client, episode):
    Narration.objects.update(outdated=True, voice="", cues=[])
    assert client.get(f"/podcast/{episode.pid}.mp3").status_code == 200
    assert client.get(f"/podcast/{episode.pid}.vtt").status_code == 404


def test_a_reader_listens_on_the_products_page(client, episode):
    page = client.get(f"/en/products/{episode.pid}/").content.decode()
    assert f'<source src="/podcast/{episode.pid}.mp3" type="audio/mpeg">' in page
    assert "Read by a machine" in page and 'data-second="0.00">Your first week' in page


def test_all_that_can_be_heard_stands_on_one_page(client, episode):
    assert "Your first week" in client.get("/en/listen/").content.decode()


def test_a_library_without_sound_says_so(client, db):
    assert "Nothing to listen to yet" in client.get("/en/listen/").content.decode()
