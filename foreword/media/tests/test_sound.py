"""A product read aloud: asked for, made once, made anew when its words change; and whatever may go wrong, in words."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from hypothesis import given
from hypothesis import strategies as st

from foreword.kernel.jobs.run import run_until_idle
from foreword.media.actions import (
    RecordingRefused,
    ask_for_reading,
    create_product,
    follow_text,
    forget_unnamed_files,
    make_next,
    send_recording,
    stop_making,
)
from foreword.media.actions.working import Beat
from foreword.media.models import Making, Narration
from foreword.media.renditions.script import Line
from foreword.media.sound.captions import podcast_chapters, subrip, webvtt
from foreword.media.sound.programs import run
from foreword.media.sound.speakers import speaker
from foreword.media.sound.tape import Cue, Tape
from foreword.media.sound.trouble import Trouble
from foreword.media.tests.sounding import english, make_all, times_read, tone, voice  # noqa: F401 - fixtures
from foreword.media.tests.test_uploads import MP3
from tests.world import sign_in

pytestmark = pytest.mark.django_db


def ask(page) -> Making:
    return ask_for_reading(page=page)


def change(page, body: str) -> None:
    page.content = json.dumps([{"type": "markdown", "value": body}])
    page.save_revision().publish()


@pytest.fixture
def read(voice, english):  # noqa: F811
    ask(english)
    make_all()
    return Narration.objects.get()


@pytest.mark.ffmpeg
class TestReadAloud:
    def test_every_sentence_has_its_time(self, read):
        assert [text for _start, _end, text in read.cues] == [
            "Your first week", "Small visits.", "Bring your card.", "Show it.", "This was Lakeside University Library.",
        ]  # fmt: skip
        assert read.cues[0][:2] == [0, 1500] and read.cues[1][0] == 1850

    def test_headings_become_chapters(self, read):
        assert [title for _start, title in read.chapters] == ["Your first week", "At the gate"]

    def test_it_is_an_mp3_with_its_name_on_it(self, read):
        content = Path(read.file.path).read_bytes()
        assert (
            content.startswith(b"ID3") and "Your first week".encode("utf-16-le") in content
        ) or b"Your first week" in content

    def test_it_is_as_loud_as_podcasts_are(self, read, settings):
        command = [settings.FOREWORD_FFMPEG, "-hide_banner", "-i", read.file.path, "-af", "ebur128", "-f", "null", "-"]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stderr
        loudness = float(said.rpartition("I:")[2].split()[0])
        assert -17.5 < loudness < -14.5

    def test_the_same_words_are_not_read_again(self, read, voice, english):  # noqa: F811
        ask(english)
        make_all()
        assert times_read(voice) == 1

    def test_changed_words_are_read_anew(self, read, voice, english):  # noqa: F811
        change(english, "Bring nothing.")
        run_until_idle()
        assert times_read(voice) == 2
        assert "Bring nothing." in str(Narration.objects.get().cues)

    def test_until_then_the_old_words_are_not_heard(self, client, read, english):  # noqa: F811
        change(english, "Bring nothing.")
        follow_text(product=str(english.translation_key))
        assert "<audio" not in client.get(f"/en/products/{english.pid}/").content.decode()

    def test_a_mended_heading_of_the_page_changes_nothing(self, read, english):  # noqa: F811
        change(english, "Bring your **card**.\n\n## At the gate\n\nShow it.")
        run_until_idle()
        assert not Narration.objects.get().outdated

    def test_what_is_left_by_a_dead_worker_is_done_again(self, voice, english):  # noqa: F811
        making = ask(english)
        Making.objects.update(state="running", beat=making.asked.replace(year=2020))
        make_all()
        assert Narration.objects.exists()

    def test_a_file_that_no_row_names_goes_after_a_day(self, read):
        file = Path(read.file.path)
        Narration.objects.all().delete()
        assert forget_unnamed_files() == 0
        os.utime(file, (0, 0))
        assert forget_unnamed_files() == 1 and not file.exists()

    def test_a_persons_voice_takes_the_machines_place(self, read, english, tmp_path):  # noqa: F811
        send_recording(page=english, file=ContentFile(tone(tmp_path / "a.wav", seconds=3).read_bytes(), "a.wav"))
        make_all()
        mine = Narration.objects.get()
        assert (mine.voice, mine.cues, mine.seconds) == ("", [], 3)

    def test_a_recording_that_is_none_says_so(self, voice, english):  # noqa: F811
        send_recording(page=english, file=ContentFile(MP3, "a.mp3"))
        make_all()
        assert "cannot be read" in Making.objects.get().words and not Narration.objects.exists()

    def test_a_recording_of_hours_is_refused(self, voice, english, tmp_path, monkeypatch):  # noqa: F811
        monkeypatch.setattr("foreword.media.sound.mastering.MOST_MINUTES", 0.02)
        send_recording(page=english, file=ContentFile(tone(tmp_path / "a.wav", seconds=3).read_bytes(), "a.wav"))
        make_all()
        assert Making.objects.get().trouble == "hours"


@pytest.mark.espeak
@pytest.mark.ffmpeg
def test_espeak_reads_both_languages(settings, tmp_path, topics):
    settings.MEDIA_ROOT, settings.FOREWORD_SPEAKER = tmp_path, "espeak-ng"
    from_both = {
        "en": {"title": "One", "summary": "Two.", "body": "Three."},
        "zh-hans": {"title": "一", "summary": "二。", "body": "三。"},
    }
    for page in create_product(key="count", texts=from_both, topic="borrowing"):
        ask(page)
    make_all()
    assert sorted(Narration.objects.values_list("voice", flat=True)) == ["espeak-ng cmn", "espeak-ng en-gb"]


@pytest.mark.espeak
def test_a_voice_that_is_not_there_is_said(settings):
    settings.FOREWORD_SPEAKER, settings.FOREWORD_SPEAKER_VOICES = "espeak-ng", {"zh": "nobody"}
    with pytest.raises(Trouble, match="no voice for this language"):
        speaker().check("zh-hans")


def test_a_draft_is_not_read(english):  # noqa: F811
    english.unpublish()
    with pytest.raises(Trouble, match="not published"):
        ask(english)


def test_asked_twice_it_is_one_piece_of_work(english):  # noqa: F811
    assert ask(english) == ask(english)


def test_a_missing_speaker_says_what_to_install(settings, english):  # noqa: F811
    settings.FOREWORD_SPEAKER, settings.FOREWORD_ESPEAK = "espeak-ng", "/nowhere/espeak-ng"
    making = ask(english)
    make_next()
    making.refresh_from_db()
    assert making.words == "espeak-ng is not installed on this server: apt-get install espeak-ng"


@pytest.mark.usefixtures("voice")
def test_a_text_of_an_hour_is_not_read(topics):
    long = {"title": "长", "summary": "很长。", "body": "图书馆八点开门。" * 2500}
    ask(create_product(key="long", texts={"zh-hans": long}, topic="borrowing")[0])
    make_next()
    making = Making.objects.get()
    assert making.trouble == "long" and "at most 40" in making.words


@pytest.mark.usefixtures("voice")
def test_without_words_there_is_nothing_to_read(topics):
    ask(create_product(key="sign", texts={"en": {"title": "🎉", "summary": "…", "body": ""}}, topic="borrowing")[0])
    make_next()
    assert Making.objects.get().trouble == "nothing"


def test_what_nobody_wants_any_more_is_dropped(english):  # noqa: F811
    making = ask(english)
    Making.objects.update(state="running")
    stop_making(making=making)
    with pytest.raises(Trouble, match="Cancelled"):
        Beat(making)(10)


@pytest.mark.usefixtures("voice")
def test_while_one_is_made_another_waits(english):  # noqa: F811
    ask(english)
    Making.objects.update(state="running")
    assert make_next() == 90


def test_no_recording_of_an_unknown_kind_is_taken(english):  # noqa: F811
    with pytest.raises(RecordingRefused, match="Send MP3"):
        send_recording(page=english, file=ContentFile(b"MZ" + b"\0" * 100, "a.mp3"))


def test_a_program_that_does_not_end_is_ended():
    with pytest.raises(Trouble, match="did not finish in time"):
        run([sys.executable, "-c", "import time; time.sleep(60)"], seconds=0.3)


def test_a_program_sees_nothing_of_our_secrets(monkeypatch):
    monkeypatch.setenv("FOREWORD_SECRET_KEY", "x")
    seen: list[str] = []
    run(
        [sys.executable, "-c", "import os; print(os.environ.get('FOREWORD_SECRET_KEY'))"], seconds=20, heard=seen.append
    )
    assert seen == ["None"]


@pytest.mark.parametrize("form", [{"channels": 2}, {"width": 1}])
def test_a_voice_in_a_form_that_is_not_read_is_said(tmp_path, form):
    with pytest.raises(Trouble, match="no sound that can be read"):
        Tape(tmp_path / "tape.wav", "piper").add(Line("a", "a"), tone(tmp_path / "a.wav", **form))


def test_a_voice_that_writes_nothing_is_said(tmp_path):
    with pytest.raises(Trouble, match="piper gave no sound"):
        Tape(tmp_path / "tape.wav", "piper").add(Line("a", "a"), tmp_path / "none.wav")


@given(st.lists(st.tuples(st.integers(0, 10**7), st.text(min_size=1, max_size=40)), max_size=6))
def test_captions_are_as_many_as_there_are_sentences(pairs):
    cues = [Cue(start, start + 900, text) for start, text in pairs]
    assert webvtt(cues).count(" --> ") == subrip(cues).count(" --> ") == len(cues)


def test_captions_are_written_as_players_read_them():
    cues = [Cue(61_500, 3_723_004, "a <b> & c")]
    assert webvtt(cues) == "WEBVTT\n\n00:01:01.500 --> 01:02:03.004\na &lt;b&gt; &amp; c\n"
    assert subrip(cues) == "1\n00:01:01,500 --> 01:02:03,004\na <b> & c\n"
    assert json.loads(podcast_chapters([(1500, "一")]))["chapters"] == [{"startTime": 1.5, "title": "一"}]


class TestDesk:
    def address(self, page, more="") -> str:
        return f"/en/desk/products/{page.pid}/sound/{more}"

    def test_an_editor_asks_and_sees_it_wait(self, client, zhao, english):  # noqa: F811
        answer = sign_in(client, zhao).post(self.address(english, "read/"), follow=True)
        assert "Waits for its turn" in answer.content.decode()

    def test_an_editor_stops_it(self, client, zhao, english):  # noqa: F811
        address = f"/en/desk/products/making/{ask(english).pid}/stop/"
        assert "Cancelled." in sign_in(client, zhao).post(address, follow=True).content.decode()

    def test_at_the_end_the_page_loads_anew(self, client, zhao, english):  # noqa: F811
        making = ask(english)
        address = f"/en/desk/products/making/{making.pid}/"
        assert "HX-Refresh" not in sign_in(client, zhao).get(address)
        stop_making(making=making)
        assert client.get(address)["HX-Refresh"] == "true"

    def test_a_wrong_file_is_answered_in_words(self, client, zhao, english):  # noqa: F811
        file = ContentFile(b"%PDF-1.7", "a.mp3")
        answer = sign_in(client, zhao).post(self.address(english, "record/"), {"recording": file}, follow=True)
        assert "Send MP3, M4A, Ogg or WAV" in answer.content.decode()

    def test_the_script_is_there_to_read_from(self, client, zhao, english):  # noqa: F811
        assert "Show it." in sign_in(client, zhao).get(self.address(english, "script/")).content.decode()

    @pytest.mark.parametrize("more", ["", "script/"])
    def test_for_readers_there_is_no_such_page(self, client, omar, english, more):  # noqa: F811
        assert sign_in(client, omar).get(self.address(english, more)).status_code == 404
