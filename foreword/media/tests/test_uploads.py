"""What is put into the studio: made anew, passed, or refused in words."""

import io
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Pixels
from wagtail.documents.models import Document
from wagtail.images.models import Image

from foreword.channels.sniffing import tells_place
from foreword.media.actions import grant_studio
from foreword.media.recordings import sniff_recording
from foreword.media.uploads import check_file, made_anew
from tests.world import sign_in

GPS = 0x8825
MP3 = b"ID3\x04\x00\x00\x00\x00\x00\x00" + b"\xff\xfb\x90\x64" * 40
MP4 = b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 80
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def picture(size: tuple[int, int] = (60, 40), form: str = "JPEG", **saved) -> bytes:
    made = io.BytesIO()
    Pixels.new("RGB", size, "teal").save(made, form, **saved)
    return made.getvalue()


def with_place() -> bytes:
    exif = Pixels.Exif()
    exif.get_ifd(GPS)[1] = "N"
    return picture(exif=exif)


def test_a_picture_loses_its_place():
    assert not dict(Pixels.open(made_anew(ContentFile(with_place(), "lake.jpg"))).getexif())


def test_a_second_file_behind_a_picture_is_gone():
    hidden = b"PK\x03\x04<script>alert(1)</script>"
    assert hidden not in made_anew(ContentFile(picture() + hidden, "lake.jpg")).read()


def test_a_picture_is_named_by_what_it_is():
    assert made_anew(ContentFile(picture(form="PNG"), "lake.jpg")).name == "lake.png"


def test_two_hundred_megapixels_are_refused_before_they_are_decoded():
    small = picture((8, 8), "PNG")
    size = b"IHDR" + (20_000).to_bytes(4, "big") + (10_000).to_bytes(4, "big") + small[24:29]
    huge = small[:12] + size + zlib.crc32(size).to_bytes(4, "big") + small[33:]
    with pytest.raises(ValidationError, match="50 million"):
        made_anew(ContentFile(huge, "huge.png"))


@pytest.mark.parametrize(("content", "said"), [(SVG, "JPEG"), (b"", "JPEG"), (picture()[:300], "cannot be read")])
def test_what_is_no_picture_is_refused_in_words(content, said):
    with pytest.raises(ValidationError, match=said):
        made_anew(ContentFile(content, "lake.jpg"))


@pytest.mark.parametrize(("content", "name"), [(b"%PDF-1.7 x", "a.pdf"), (b"a,b\n1,2", "a.CSV"), (MP3, "a.mp3")])
def test_what_can_be_handed_out_passes(content, name):
    check_file(ContentFile(content, name))


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"<script>alert(1)</script>", "a.html", "does not fit"),
        (b"%PDF-1.7 x", "a.txt", "should end in .pdf"),
        (SVG, "a.svg", "does not fit"),
        (b"MZ\x90\x00", "a.pdf", "this kind"),
        (b"", "a.txt", "this kind"),
        (picture(), "a.jpg", "among the pictures"),
        (MP4 + b"\xa9xyz+30.5+114.3/", "a.mp4", "where it was made"),
    ],
)
def test_what_cannot_is_refused_in_words(content, name, said):
    with pytest.raises(ValidationError, match=said):
        check_file(ContentFile(content, name))


@given(st.integers(0, 40))
def test_a_place_is_found_across_the_border_of_chunks(cut):
    whole = b"x" * 20 + b"com.apple.quicktime.location" + b"y" * 20
    assert tells_place([whole[:cut], whole[cut:]])


@given(st.binary(max_size=64))
def test_sniffing_is_total(head):
    assert sniff_recording(head) == "" or "/" in sniff_recording(head)


def test_no_way_leads_around(db):
    image = Image.objects.create(title="Lake", file=ContentFile(with_place(), "lake.jpg"))
    assert not dict(Pixels.open(image.file.path).getexif()) and image.file_size == image.file.size


def test_nor_around_for_files(db):
    with pytest.raises(ValidationError):
        Document.objects.create(title="Page", file=ContentFile(SVG, "a.svg"))


@pytest.fixture
def studio(client, zhao):
    grant_studio()
    return sign_in(client, zhao)


def test_an_editor_puts_a_picture_into_the_studio(studio):
    sent = SimpleUploadedFile("lake.jpg", with_place(), "image/jpeg")
    studio.post("/studio/images/add/", {"title": "Lake", "file": sent, "files[]": sent})
    assert not dict(Pixels.open(Image.objects.get().file.path).getexif())


def test_an_editor_reads_why_a_file_is_refused(studio):
    sent = SimpleUploadedFile("page.html", b"<script>alert(1)</script>", "text/html")
    answer = studio.post("/studio/documents/multiple/add/", {"title": "Page", "files[]": sent})
    assert "does not fit what is in it" in answer.json()["error_message"]
