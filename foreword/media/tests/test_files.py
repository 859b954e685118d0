"""The studio's files handed out: what is played in parts, what is shown, what is taken away, what is not there."""

import json
import re

import pytest
from django.core.files.base import ContentFile
from hypothesis import given
from hypothesis import strategies as st
from wagtail.documents.models import Document
from wagtail.images.models import Image

from foreword.kernel.ranges import NotInFile, span_of
from foreword.media.actions import create_product
from foreword.media.tests.test_uploads import MP3, picture

PATH = "/files/documents/talk.mp3"


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def talk(db) -> Document:
    return Document.objects.create(title="Talk", file=ContentFile(MP3, "talk.mp3"))


def content(answer) -> bytes:
    return b"".join(answer.streaming_content)


def test_a_recording_is_played_here_and_nothing_is_guessed(client, talk):
    answer = client.get(talk.url)
    assert (talk.url, answer["Content-Type"], answer["X-Content-Type-Options"]) == (PATH, "audio/mpeg", "nosniff")
    assert content(answer) == MP3 and "Content-Disposition" not in answer


@pytest.mark.parametrize(("asked", "part"), [("bytes=0-3", MP3[:4]), ("bytes=160-", MP3[160:]), ("bytes=-5", MP3[-5:])])
def test_a_part_is_a_part(client, talk, asked, part):
    answer = client.get(PATH, headers={"range": asked})
    assert (answer.status_code, content(answer), answer["Content-Length"]) == (206, part, str(len(part)))


def test_a_part_says_where_it_lies(client, talk):
    assert client.get(PATH, headers={"range": "bytes=2-3"})["Content-Range"] == f"bytes 2-3/{len(MP3)}"


def test_beyond_the_end_is_nothing(client, talk):
    answer = client.get(PATH, headers={"range": "bytes=9000-"})
    assert (answer.status_code, answer["Content-Range"]) == (416, f"bytes */{len(MP3)}")


def test_a_part_of_an_older_file_is_answered_with_the_whole(client, talk):
    answer = client.get(PATH, headers={"range": "bytes=0-3", "if-range": '"older"'})
    assert (answer.status_code, content(answer)) == (200, MP3)


def test_what_the_reader_has_is_not_sent_again(client, talk):
    tag = client.get(PATH)["ETag"]
    assert client.get(PATH, headers={"if-none-match": tag}).status_code == 304


def test_a_document_is_taken_away_under_its_name(client, db):
    Document.objects.create(title="Plan", file=ContentFile(b"%PDF-1.7 x", "计划.pdf"))
    answer = client.get("/files/documents/计划.pdf")
    assert answer["Content-Disposition"] == "attachment; filename*=UTF-8''%E8%AE%A1%E5%88%92.pdf"


def test_what_is_handed_out_runs_nothing(client, talk):
    assert client.get(PATH)["Content-Security-Policy"] == "sandbox; default-src 'none'"


@pytest.mark.parametrize(
    "path", ["documents/none.pdf", "documents/../../db.sqlite3", "wagtail_uploads/x", "", "documents/"]
)
def test_what_is_not_for_readers_is_not_there(client, talk, tmp_path, path):
    (tmp_path / "wagtail_uploads").mkdir()
    (tmp_path / "wagtail_uploads" / "x").write_bytes(b"x")
    assert client.get(f"/files/{path}").status_code == 404


@given(st.text(max_size=30) | st.from_regex(r"bytes=\d{0,6}-\d{0,6}", fullmatch=True), st.integers(0, 2000))
def test_a_span_lies_inside_the_file(asked, size):
    try:
        span = span_of(asked, size)
    except NotInFile:
        return
    assert span is None or 0 <= span[0] <= span[1] < size


PICTURE_AND_TALK = [
    {"type": "picture", "value": {"image": 0, "alt": "The lake in snow", "caption": "January"}},
    {
        "type": "audio",
        "value": {
            "file": 0, "title": "A talk", "seconds": 4, "transcript": "Welcome.", "chapters": "0:00 Hello\n0:02 Books"
        },
    },
]  # fmt: skip


@pytest.fixture
def shown(client, topics, talk) -> str:
    image = Image.objects.create(title="Lake", file=ContentFile(picture(), "lake.jpg"))
    content = json.loads(json.dumps(PICTURE_AND_TALK))
    content[0]["value"]["image"], content[1]["value"]["file"] = image.pk, talk.pk
    page = create_product(key="lake", texts={"en": {"title": "Lake", "summary": "Snow.", "content": content}})[0]
    return client.get(f"/en/products/{page.pid}/").content.decode()


def test_a_picture_is_shown_with_its_words_and_can_be_fetched(client, shown):
    source = re.search(r'<img src="([^"]+)" alt="The lake in snow"', shown)[1]
    answer = client.get(source)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")


def test_a_recording_is_played_with_its_chapters_and_can_be_read(shown):
    assert f'<source src="{PATH}" type="audio/mpeg">' in shown and "0:02" in shown and "Welcome." in shown


def test_a_shared_link_shows_the_picture(shown):
    assert re.search(r'<meta property="og:image" content="http://[^"/]+/files/images/lake[^"]+">', shown)
