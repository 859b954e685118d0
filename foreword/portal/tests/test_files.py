"""Files that go with a message: both sides see them, nobody else does, and each lands once with its words."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from foreword.channels.attaching import forget_orphans
from foreword.channels.models import Attachment, Message, attachment_storage
from foreword.desk.actions import ask
from foreword.desk.models import Question
from foreword.kernel.clock import now
from foreword.kernel.erasure import erase_person, export_person
from tests.world import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(omar) -> Question:
    return ask(text="What does this stamp mean?", lang="en", asker=omar).question


def stamp(name="stamp.png") -> SimpleUploadedFile:
    made = io.BytesIO()
    Image.new("RGB", (30, 30), "blue").save(made, "PNG")
    return SimpleUploadedFile(name, made.getvalue(), "text/html")


def send(client, question, *files, text="Here it is.", client_id="c1"):
    address = f"/en/questions/{question.pid}/messages/"
    return client.post(address, {"text": text, "client_id": client_id, "files": list(files)}, HTTP_HX_REQUEST="true")


def say(client, question, *files, sort="answer", client_id="d1"):
    address = f"/en/desk/questions/{question.pid}/messages/"
    return client.post(address, {"text": "See this.", "client_id": client_id, "as": sort, "files": list(files)})


def address_of(question, desk="") -> str:
    return f"/en/{desk}questions/{question.pid}/files/{Attachment.objects.get().pid}/"


def test_a_picture_stands_in_the_thread_of_both(client, omar, chen, asked):
    assert "<img" in send(sign_in(client, omar), asked, stamp()).content.decode()
    assert "stamp.png" in sign_in(client, chen).get(f"/en/desk/questions/{asked.pid}/").content.decode()


def test_a_picture_is_served_as_what_it_is(client, omar, asked):
    send(sign_in(client, omar), asked, stamp("page.html"))
    answer = client.get(address_of(asked))
    assert answer["Content-Type"] == "image/png"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]


def test_markup_is_only_handed_out(client, omar, asked):
    send(sign_in(client, omar), asked, SimpleUploadedFile("a.svg", b"<svg onload='alert(1)'/>", "image/svg+xml"))
    answer = client.get(address_of(asked))
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")


def voice(name="Voice note, 3 s.webm") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"\x1aE\xdf\xa3\x9fB\x82\x84webm" + b"A_OPUS" + bytes(range(200)))


def test_a_voice_note_is_played_on_both_sides(client, omar, chen, asked):
    assert "<audio" in send(sign_in(client, omar), asked, voice()).content.decode()
    assert "<audio" in sign_in(client, chen).get(f"/en/desk/questions/{asked.pid}/").content.decode()


@pytest.mark.parametrize(("who", "desk"), [("omar", ""), ("chen", "desk/")])
def test_a_player_gets_the_part_it_asks_for(client, request, omar, asked, who, desk):
    send(sign_in(client, omar), asked, voice())
    sign_in(client, request.getfixturevalue(who))
    answer = client.get(address_of(asked, desk), headers={"range": "bytes=0-3"})
    assert (answer.status_code, b"".join(answer.streaming_content)) == (206, b"\x1aE\xdf\xa3")
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("audio/webm", "nosniff")


def test_sound_that_came_by_mail_is_only_handed_out(client, omar, asked):
    send(sign_in(client, omar), asked, voice())
    Message.objects.filter(client_id="c1").update(medium="mail")
    assert client.get(address_of(asked))["Content-Disposition"].startswith("attachment")


def test_one_may_record_where_one_writes(client, omar, chen, asked):
    page = sign_in(client, omar).get(f"/en/questions/{asked.pid}/")
    assert "microphone=(self)" in page["Permissions-Policy"]
    assert "media-src 'self' blob:" in page["Content-Security-Policy"]
    assert "microphone=(self)" in sign_in(client, chen).get(f"/en/desk/questions/{asked.pid}/")["Permissions-Policy"]


@pytest.mark.parametrize("page", ["/en/", "/en/questions/", "/en/ask/"])
def test_one_may_record_nowhere_else(client, omar, page):
    assert "microphone=()" in sign_in(client, omar).get(page)["Permissions-Policy"]


def test_a_message_may_be_a_file_alone(client, omar, asked):
    send(sign_in(client, omar), asked, stamp(), text="")
    assert Message.objects.get(client_id="c1").attachments.count() == 1


def test_sent_again_it_is_one(client, omar, asked):
    for _ in range(2):
        assert send(sign_in(client, omar), asked, stamp()).status_code == 200
    assert (Message.objects.filter(client_id="c1").count(), Attachment.objects.count()) == (1, 1)


def test_another_file_under_the_same_name_of_a_message_is_told(client, omar, asked):
    send(sign_in(client, omar), asked, stamp())
    answer = send(client, asked, SimpleUploadedFile("other.txt", b"other"))
    assert answer.status_code == 422
    assert "Something else has already been sent" in answer.content.decode()


def test_a_refused_file_keeps_the_words_in_their_box(client, omar, asked):
    answer = send(sign_in(client, omar), asked, stamp(), SimpleUploadedFile("x.png", b"MZ\x00"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "x.png” is none of the kinds" in page
    assert "Here it is.</textarea>" in page
    assert not Attachment.objects.exists()


@pytest.mark.parametrize("who", ["lin", "outsider", None])
def test_others_find_no_file(client, request, omar, asked, who):
    send(sign_in(client, omar), asked, stamp())
    client.logout()
    if who:
        sign_in(client, request.getfixturevalue(who))
    assert client.get(address_of(asked)).status_code == 404


def test_the_file_of_a_note_is_the_desks(client, omar, chen, asked):
    say(sign_in(client, chen), asked, stamp(), sort="note")
    assert client.get(address_of(asked, "desk/")).status_code == 200
    assert sign_in(client, omar).get(address_of(asked)).status_code == 404
    assert export_person(omar)["tables"]["channels.Attachment"]["rows"] == []


def test_an_answer_brings_its_file(client, omar, chen, asked):
    say(sign_in(client, chen), asked, stamp())
    assert sign_in(client, omar).get(address_of(asked)).status_code == 200


def test_no_file_goes_round_a_review(client, mei, asked):
    say(sign_in(client, mei), asked, stamp())
    assert not Attachment.objects.exists()


def test_erasing_the_asker_takes_the_file(client, omar, asked, django_capture_on_commit_callbacks):
    send(sign_in(client, omar), asked, stamp())
    name = Attachment.objects.get().file.name
    with django_capture_on_commit_callbacks(execute=True):
        erase_person(omar)
    assert not attachment_storage().exists(name)


def test_what_became_no_message_is_forgotten(client, omar, asked, monkeypatch):
    send(sign_in(client, omar), asked, stamp())
    send(client, asked, SimpleUploadedFile("other.txt", b"other"))
    monkeypatch.setattr("foreword.channels.attaching.ago", lambda **_: now())
    assert forget_orphans() >= 1
    assert client.get(address_of(asked)).status_code == 200


def test_a_page_that_comes_back_names_the_refused_file(client, omar, asked):
    page = send(sign_in(client, omar), asked, stamp(), SimpleUploadedFile("x.png", b"MZ\x00")).content.decode()
    assert 'data-refused="x.png"' in page


def test_the_desk_s_page_comes_back_with_the_refused_file_named(client, chen, asked):
    page = say(sign_in(client, chen), asked, SimpleUploadedFile("x.png", b"MZ\x00")).content.decode()
    assert 'data-refused="x.png"' in page


def ask_with(client, *files, text="What does this stamp mean?", key="k1", **more):
    address = "/en/ask/"
    return client.post(address, {"text": text, "key": key, "files": list(files), **more}, HTTP_HX_REQUEST="true")


def test_a_question_brings_its_files(client, omar):
    answer = ask_with(sign_in(client, omar), stamp())
    assert "<img" in client.get(answer["HX-Redirect"]).content.decode()


def test_a_guest_s_question_brings_its_files(client):
    assert "<img" in client.get(ask_with(client, stamp())["HX-Redirect"]).content.decode()


def test_asked_twice_with_its_files_it_is_one(client, omar):
    sign_in(client, omar)
    assert ask_with(client, stamp())["HX-Redirect"] == ask_with(client, stamp())["HX-Redirect"]
    assert Attachment.objects.count() == 1


def test_the_same_words_with_a_file_are_another_question(client, omar):
    sign_in(client, omar)
    assert ask_with(client, key="k1")["HX-Redirect"] != ask_with(client, stamp(), key="k2")["HX-Redirect"]


def test_a_refused_file_asks_nothing_and_is_named(client, omar):
    answer = ask_with(sign_in(client, omar), stamp(), SimpleUploadedFile("x.png", b"MZ\x00"))
    assert answer.status_code == 422
    assert 'data-refused="x.png"' in answer.content.decode()
    assert not Question.objects.exists()


def test_one_guest_cannot_fill_the_disk(client, monkeypatch):
    monkeypatch.setattr("foreword.desk.limits.GUESTS_FILES_LIMIT", 1)
    ask_with(client, stamp(), key="g1")
    answer = ask_with(client, stamp(), text="And this one?", key="g2")
    assert "Many files came from here" in answer.content.decode()
    assert Attachment.objects.count() == 1


@pytest.mark.parametrize("signed_in", [True, False])
def test_what_is_sent_again_is_counted_once(client, omar, monkeypatch, signed_in):
    for limit in ("FILES_LIMIT", "GUESTS_FILES_LIMIT"):
        monkeypatch.setattr(f"foreword.desk.limits.{limit}", 1)
    if signed_in:
        sign_in(client, omar)
    answers = {ask_with(client, stamp(), key="again")["HX-Redirect"] for _time in range(3)}
    assert len(answers) == 1


def test_a_person_is_counted_apart_from_the_guests_of_the_same_address(client, omar, monkeypatch):
    monkeypatch.setattr("foreword.desk.limits.GUESTS_FILES_LIMIT", 1)
    ask_with(client, stamp(), key="g3")
    sign_in(client, omar)
    assert "HX-Redirect" in ask_with(client, stamp(), text="And this one?", key="p1")


def test_what_is_refused_is_not_counted(client, omar, monkeypatch):
    monkeypatch.setattr("foreword.desk.limits.FILES_LIMIT", 1)
    ask_with(sign_in(client, omar), SimpleUploadedFile("x.png", b"MZ\x00"))
    assert "HX-Redirect" in ask_with(client, stamp(), key="p2")


def test_a_recording_that_tells_its_place_is_refused_in_words(client, omar):
    talk = b"\0\0\0\x18ftypM4A hdlr" + bytes(8) + b"soun\xa9xyz+30.5+114.3/"
    answer = ask_with(sign_in(client, omar), SimpleUploadedFile("talk.m4a", talk))
    assert "“talk.m4a” tells where it was recorded" in answer.content.decode()


def test_the_window_takes_files_too(client):
    given = {"text": "What does this stamp mean?", "key": "k1", "files": [stamp()]}
    assert "stamp.png" in client.post("/en/widget/ask/", given, HTTP_ORIGIN="http://testserver").content.decode()
