"""A short film: what it says, how its words are broken, what it looks like to a machine, and how it is published by hand."""

import io
import subprocess
import zipfile
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from hypothesis import given
from hypothesis import strategies as st

from foreword.kernel.clock import today
from foreword.kernel.sanitise import clean_html
from foreword.media.actions import ask_for_film, create_product
from foreword.media.film.captioning import Credits, broken, captions
from foreword.media.film.filming import typeface
from foreword.media.film.posting import LIMITS, tags_of, words_for
from foreword.media.film.sheets import ending, opening
from foreword.media.film.story import story_of
from foreword.media.manuscript import Manuscript, Text
from foreword.media.models import Film, Making, Posting
from foreword.media.renditions.units import cells, seconds
from foreword.media.sound.tape import Cue
from foreword.media.sound.trouble import Trouble
from foreword.media.tests.sounding import english, make_all, voice  # noqa: F401 - fixtures
from foreword.media.tests.test_uploads import picture
from tests.world import sign_in

URL = "https://library.example/en/products/p1/"


def product(body="<p>Bring your card.</p>", title="Your first week", summary="Small visits.", lang="en") -> Manuscript:
    text = Text(clean_html(body))
    names = {"en": "Lakeside University Library", "zh-hans": "湖畔大学图书馆"}
    return Manuscript("p1", "k1", lang, title, summary, "Guide", "Borrowing", URL, names[lang], 3, (text,), None, None)


class TestStory:
    def test_it_is_no_longer_than_people_watch(self):
        told = story_of(product("<p>" + "Bring your card to the gate. " * 90 + "</p>"))
        assert 36 < seconds(told.shown) < 52

    def test_it_ends_with_where_the_rest_is(self):
        assert story_of(product()).lines[-1].shown == "Scan the code to read all of it."

    def test_without_words_there_is_no_film(self):
        with pytest.raises(Trouble, match="no words"):
            story_of(product("", title="🎉", summary="…"))


class TestWords:
    @given(st.text(alphabet="图书馆，。ab c", max_size=120), st.integers(6, 40))
    def test_lines_are_as_wide_as_there_is_room(self, text, width):
        lines = broken(text, width)
        assert "".join("".join(lines).split()) == "".join(text.split())
        assert all(cells(line) <= width or " " not in line for line in lines)

    @given(st.text(max_size=60))
    def test_whatever_is_said_stays_words(self, text):
        credit = Credits("sans-serif", "A", "B", "c.example", has_picture=False)
        written = captions([Cue(0, 900, text), Cue(900, 1800, "end")], credit, end=800, total=2000)
        said = [line for line in written.splitlines() if ",Said," in line]
        assert all("{" not in line.split("}", 1)[1] for line in said)

    def test_a_line_ends_where_a_clause_does(self):
        assert broken("多数人适合 Zotero：免费、好学、毕业后还能用。", 26) == [
            "多数人适合 Zotero：免费、",
            "好学、毕业后还能用。",
        ]

    def test_no_line_begins_with_a_closing_sign(self):
        assert broken("Zotero 还是 EndNote：选一个，用到底", 22) == ["Zotero 还是 EndNote：", "选一个，用到底"]


class TestSheets:
    def test_the_code_is_sharp_and_has_room_around_it(self):
        sheet = ending(URL)
        assert sheet.size == (1080, 1920)
        assert {colour for _count, colour in sheet.crop((430, 760, 650, 1200)).getcolors()} == {
            (0, 0, 0),
            (255, 255, 255),
        }

    def test_a_picture_stands_on_the_paper(self, tmp_path):
        file = tmp_path / "a.png"
        file.write_bytes(picture())
        assert opening(file).getpixel((540, 980)) != opening(None).getpixel((540, 980))


class TestPlaces:
    @given(
        st.text(max_size=200),
        st.text(max_size=2000),
        st.sampled_from(sorted(LIMITS)),
        st.sampled_from(["en", "zh-hans"]),
    )
    def test_each_gets_no_more_than_it_takes(self, title, summary, place, lang):
        words = words_for(place, product(title=title, summary=summary, lang=lang), ["图书馆", "first week!"])
        assert len(words.title) <= (LIMITS[place].title or 0) and len(words.text) <= LIMITS[place].text

    def test_tags_are_letters_alone(self):
        assert tags_of(product(), ["R & D"]) == ["LakesideUniversityLibrary", "Borrowing", "RD", "Guide"]

    def test_tags_are_written_as_the_place_reads_them(self):
        assert words_for("xiaohongshu", product(), ["书"]).text.endswith("#书#")
        assert words_for("douyin", product(), ["书"]).text.endswith("#书")


def test_without_a_chinese_typeface_there_is_a_word(monkeypatch):
    monkeypatch.setattr("foreword.media.film.filming.shutil.which", lambda _name: None)
    with pytest.raises(Trouble, match="fonts-noto-cjk"):
        typeface("zh-hans")


@pytest.mark.django_db
@pytest.mark.ffmpeg
class TestFilm:
    @pytest.fixture
    def filmed(self, voice, english):  # noqa: F811
        ask_for_film(page=english)
        make_all()
        assert Making.objects.get().words == ""
        return Film.objects.get()

    def test_it_is_upright_with_sound_and_captions(self, filmed, settings, client, zhao, english):  # noqa: F811
        looked = subprocess.run(
            [settings.FOREWORD_FFMPEG, "-hide_banner", "-i", filmed.file.path],
            capture_output=True,
            text=True,
            check=False,
        ).stderr
        assert "1080x1920" in looked and "Video: h264" in looked and "Audio: aac" in looked
        assert Path(filmed.cover.path).read_bytes().startswith(b"\xff\xd8")
        packed = sign_in(client, zhao).get(f"/en/desk/products/{english.pid}/film/pack/")
        pack = zipfile.ZipFile(io.BytesIO(b"".join(packed.streaming_content)))
        assert {"film.mp4", "cover.jpg", "captions.srt", "checklist.txt", "douyin.txt"} <= set(pack.namelist())
        assert "Your first week" in pack.read("captions.srt").decode()

    def test_the_same_film_is_not_made_twice(self, filmed, english):  # noqa: F811
        before = filmed.made
        ask_for_film(page=english)
        make_all()
        assert Film.objects.get().made == before


@pytest.mark.django_db
class TestDesk:
    @pytest.fixture
    def filmed(self, settings, tmp_path, english):  # noqa: F811
        settings.MEDIA_ROOT = tmp_path
        return Film.objects.create(
            product=english,
            file=ContentFile(b"film", "a.mp4"),
            cover=ContentFile(b"cover", "a.jpg"),
            weight=4,
            length=9000,
            voice="x",
            story="x",
            cues=[[0, 900, "Hello"]],
        )

    def test_an_editor_notes_where_it_was_put(self, client, zhao, filmed, english):  # noqa: F811
        told = {"place": "douyin", "address": "https://v.example/1", "on": str(today())}
        sign_in(client, zhao).post(f"/en/desk/products/{english.pid}/film/posted/", told)
        page = client.get(f"/en/desk/products/{english.pid}/film/").content.decode()
        assert "https://v.example/1" in page and "Zhao" in page

    def test_and_that_it_was_taken_down(self, client, zhao, filmed, english):  # noqa: F811
        posting = Posting.objects.create(product=english, place="douyin", by=zhao)
        sign_in(client, zhao).post(f"/en/desk/products/{english.pid}/film/posted/{posting.pk}/taken-down/")
        posting.refresh_from_db()
        assert posting.taken_down == today()

    @pytest.mark.parametrize("told", [{"on": "2999-01-01"}, {"address": "javascript:alert(1)"}, {"place": "nowhere"}])
    def test_what_cannot_be_is_not_noted(self, client, zhao, filmed, english, told):  # noqa: F811
        whole = {"place": "douyin", "address": "", "on": str(today()), **told}
        answer = sign_in(client, zhao).post(f"/en/desk/products/{english.pid}/film/posted/", whole)
        assert answer.status_code == 422 and not Posting.objects.exists()

    def test_a_film_of_other_words_says_so(self, client, zhao, filmed, english):  # noqa: F811
        page = sign_in(client, zhao).get(f"/en/desk/products/{english.pid}/film/").content.decode()
        assert "The product has changed since." in page

    def test_today_stands_in_the_form_in_every_language(self, client, zhao, filmed, english):  # noqa: F811
        page = sign_in(client, zhao).get(f"/zh-hans/desk/products/{english.pid}/film/").content.decode()
        assert f'value="{today().isoformat()}"' in page

    def test_a_film_is_played_in_parts(self, client, zhao, filmed, english):  # noqa: F811
        address = f"/en/desk/products/{english.pid}/film/film.mp4"
        answer = sign_in(client, zhao).get(address, headers={"range": "bytes=1-2"})
        assert b"".join(answer.streaming_content) == b"il"

    @pytest.mark.parametrize("more", ["film.mp4", "cover.jpg"])
    def test_it_is_kept_by_no_proxy(self, client, zhao, filmed, english, more):  # noqa: F811
        answer = sign_in(client, zhao).get(f"/en/desk/products/{english.pid}/film/{more}")
        assert answer["Cache-Control"] == "private, no-store"

    @pytest.mark.parametrize("more", ["", "pack/", "film.mp4", "cover.jpg"])
    def test_for_readers_there_is_nothing(self, client, omar, filmed, english, more):  # noqa: F811
        assert sign_in(client, omar).get(f"/en/desk/products/{english.pid}/film/{more}").status_code == 404

    def test_a_draft_is_not_filmed(self, topics):
        page = create_product(key="a", texts={"en": {"title": "A", "summary": "B.", "body": "C"}}, topic="borrowing")[0]
        page.unpublish()
        with pytest.raises(Trouble, match="not published"):
            ask_for_film(page=page)
