"""What a file is taken for, and what is left of a picture."""

import io
import zipfile
import zlib

import pytest
from django.core.files.base import ContentFile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from foreword.channels import attaching
from foreword.channels.pictures import BrokenPicture, TooManyPixels, clean
from foreword.channels.sniffing import sniff

GPS = 0x8825


def picture(form="JPEG", size=(40, 20), **saved) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, "red").save(made, form, **saved)
    return made.getvalue()


WEBM = b"\x1aE\xdf\xa3\x9fB\x82\x84webm" + bytes(16)


def mp4(*tracks) -> bytes:
    return b"\0\0\0\x18ftypiso5" + b"".join(b"hdlr" + bytes(8) + track for track in tracks)


def packed(*names, **contents) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as whole:
        for name in names:
            whole.writestr(name, contents.get(name, "x"))
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "mime"),
    [
        (picture("PNG"), "image/png"),
        (picture("WEBP"), "image/webp"),
        (b"%PDF-1.7 ...", "application/pdf"),
        ("书名,作者".encode("gb18030"), "text/plain"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "text/plain"),
        (
            packed("mimetype", mimetype="application/vnd.oasis.opendocument.text"),
            "application/vnd.oasis.opendocument.text",
        ),
        (packed("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), ""),
        (packed("run.exe"), ""),
        (b"PK\x03\x04 but no more", ""),
        (WEBM + b"A_OPUS", "audio/webm"),
        (WEBM + b"V_VP8 A_OPUS", ""),
        (b"OggS" + bytes(24) + b"OpusHead", "audio/ogg"),
        (b"OggS" + bytes(24) + b"\x80theora", ""),
        (mp4(b"soun"), "audio/mp4"),
        (mp4(b"soun", b"vide"), ""),
        (b"RIFF\x24\0\0\0WAVEfmt ", "audio/wav"),
        (b"ID3\x04" + bytes(8), "audio/mpeg"),
        (b"\xff\xfb\x90\xc4" + bytes(8), "audio/mpeg"),
        (b"\xff\xfb\xf0\xc4" + bytes(8), ""),
        ("字".encode("utf-16"), ""),
        (b"GIF89a", "text/plain"),
        (b"MZ\x90\x00", ""),
        (b"", ""),
    ],
)
def test_the_bytes_say_what_it_is(content, mime):
    assert sniff(content) == mime


@given(
    st.binary(max_size=200),
    st.sampled_from([b"", b"PK\x03\x04", b"RIFF", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", WEBM, b"OggS"]),
)
def test_no_bytes_break_it(content, head):
    sniff(head + content)


@given(st.binary(max_size=200), st.sampled_from([b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP"]))
def test_what_is_no_picture_is_said_to_be_broken(content, head):
    with pytest.raises(BrokenPicture):
        clean(head + content)


def test_a_picture_loses_its_place_and_keeps_its_way_up():
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(GPS)[1] = "N"
    left = Image.open(io.BytesIO(clean(picture(exif=exif))))
    assert (left.size, dict(left.getexif()), left.getexif().get_ifd(GPS)) == ((20, 40), {}, {})


def test_what_hangs_behind_a_picture_is_gone():
    assert b"<script>" not in clean(picture("PNG") + b"<script>alert(1)</script>")


def test_a_flood_of_pixels_is_refused_by_its_head():
    flood = bytearray(picture("PNG"))
    flood[16:24] = (60_000).to_bytes(4, "big") * 2
    flood[29:33] = zlib.crc32(flood[12:29]).to_bytes(4, "big")
    with pytest.raises(TooManyPixels):
        clean(bytes(flood))


def test_a_large_picture_of_honest_size_is_refused():
    with pytest.raises(TooManyPixels):
        clean(picture("PNG", size=(10_000, 5_001)))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("holiday.png", b"MZ\x90\x00", "kind"),
        ("run.bat", b"echo hello", "kind"),
        ("photo.jpg", b"\xff\xd8\xff", "broken"),
        ("talk.m4a", mp4(b"soun") + b"\xa9xyz+30.5+114.3/", "place"),
        ("talk.m4a", mp4(b"soun") + b"com.apple.quicktime.location.ISO6709", "place"),
        ("long.txt", b"a" * (attaching.SENT_LARGEST + 1), "large"),
    ],
)
def test_a_file_is_refused_for_what_it_is(conversation, name, content, why):
    with pytest.raises(attaching.FileRefused) as refused:
        attaching.keep_sent(conversation, "c", [ContentFile(content, name)])
    assert (refused.value.why, refused.value.name) == (why, name)


@pytest.mark.django_db
def test_six_files_are_too_many(conversation):
    with pytest.raises(attaching.FileRefused, match="many"):
        attaching.keep_sent(conversation, "c", [ContentFile(b"a", f"{n}.txt") for n in range(6)])


@pytest.mark.django_db
def test_a_thread_holds_only_so_much(conversation, monkeypatch):
    monkeypatch.setattr(attaching, "THREAD_LARGEST", 3)
    with pytest.raises(attaching.FileRefused, match="full"):
        attaching.keep_sent(conversation, "c", [ContentFile(b"abcd", "a.txt")])
