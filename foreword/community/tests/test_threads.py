"""Readers among themselves: asked and answered in public, endorsed by librarians, and never more public than meant."""

import pytest
from django.core.exceptions import ValidationError

from foreword.community import actions, queries
from foreword.community.models import Reply, Thread
from foreword.kernel.models import OutboxEvent
from foreword.search.queries import search
from foreword.search.viewers import Viewer
from tests.world import sign_in


@pytest.fixture
def thread(lin, topics):
    return actions.ask_in_public(
        person=lin,
        title="土木方向英文文献先查哪个库",
        text="三个都查怕重复。",
        lang="zh-hans",
        topic=topics["searching"],
    )


@pytest.fixture
def reply(thread, omar):
    return actions.reply_to(thread=thread, person=omar, text="Start with **Scopus**.")


def found(text: str) -> list[str]:
    return [hit.key for hit in search(text, viewer=Viewer.anonymous(), lang="zh-hans", kinds=["community"]).hits]


def url(thread, lang="en") -> str:
    return f"/{lang}/community/questions/{thread.pid}/"


def test_a_public_question_is_found(thread):
    assert found("土木英文文献") == [thread.pid]


def test_a_reply_makes_it_findable_by_its_words(thread, reply):
    assert found("Scopus") == [thread.pid]


def test_a_hidden_thread_is_found_by_nobody(thread, chen):
    actions.hide_thread(thread=thread, by=chen)
    assert found("土木英文文献") == []


def test_a_hidden_thread_is_no_page(client, thread, chen):
    actions.hide_thread(thread=thread, by=chen)
    assert client.get(url(thread)).status_code == 404


def test_every_change_is_told(thread, reply):
    assert OutboxEvent.objects.filter(kind="community.ThreadChanged").count() == 2


def test_sent_twice_a_question_is_one(thread, lin):
    again = actions.ask_in_public(person=lin, title=thread.title, text=thread.text, lang="zh-hans")
    assert again.pk == thread.pk


def test_sent_twice_a_reply_is_one(thread, reply, omar):
    actions.reply_to(thread=thread, person=omar, text="Start with **Scopus**.")
    assert Reply.objects.count() == 1


def test_who_writes_without_end_is_asked_to_wait(thread, omar):
    for number in range(actions.MOST_POSTS):
        actions.reply_to(thread=thread, person=omar, text=f"Reply {number}")
    with pytest.raises(actions.TooManyPosts):
        actions.reply_to(thread=thread, person=omar, text="One more")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Please write something first."),
        (" \u200b\n", "Please write something first."),
        ("x" * 20_001, "more than 20,000 characters"),
        ("PK\x03\x04\x00\x00", "looks like a file"),
        ("\x01\x02\x03\x04\x05abc", "looks like a file"),
    ],
)
def test_what_is_no_text_is_refused_with_a_sentence(thread, omar, text, sentence):
    with pytest.raises(ValidationError, match=sentence):
        actions.reply_to(thread=thread, person=omar, text=text)


def test_emoji_alone_are_text(thread, omar):
    assert actions.reply_to(thread=thread, person=omar, text="👍").text == "👍"


def test_a_student_librarian_hides_nothing(thread, mei):
    with pytest.raises(actions.NotStaff):
        actions.hide_thread(thread=thread, by=mei)
    assert not queries.thread_page(thread.pid, mei).can_hide


def test_a_librarian_endorses_a_reply(reply, chen):
    assert actions.endorse(reply=reply, by=chen).endorsed_by == chen


def test_a_reader_does_not_endorse(reply, lin):
    with pytest.raises(actions.NotStaff):
        actions.endorse(reply=reply, by=lin)


def test_nobody_endorses_their_own_reply(thread, chen):
    mine = actions.reply_to(thread=thread, person=chen, text="Engineering Village.")
    with pytest.raises(actions.OwnReply):
        actions.endorse(reply=mine, by=chen)


@pytest.mark.parametrize("lang", ["en", "zh-hans"])
def test_the_pages_open_in_both_languages(client, thread, reply, lang):
    assert [client.get(at).status_code for at in (f"/{lang}/community/", url(thread, lang))] == [200, 200]


def test_whoever_is_not_signed_in_sees_no_readers_name(client, thread, reply):
    page = client.get(url(thread)).content.decode()
    assert "林悦" not in page and "Omar" not in page and "Graduate student" in page


def test_whoever_is_signed_in_sees_names(client, thread, reply, prof):
    assert "Omar" in sign_in(client, prof).get(url(thread)).content.decode()


def test_scripts_are_shown_and_not_run(client, thread, omar):
    actions.reply_to(thread=thread, person=omar, text="<script>alert(1)</script>")
    assert "<script>alert(1)" not in client.get(url(thread)).content.decode()


def test_asking_needs_a_sign_in(client, db):
    assert client.get("/en/community/ask/").status_code == 302


def test_asking_leads_to_the_thread(client, omar, topics):
    answer = sign_in(client, omar).post("/en/community/ask/", {"title": "Which?", "text": "EndNote or Zotero?"})
    assert answer.url == url(Thread.objects.get(asker=omar))


def test_a_refused_question_keeps_what_was_written(client, omar):
    answer = sign_in(client, omar).post("/en/community/ask/", {"title": "", "text": "EndNote or Zotero?"})
    assert answer.status_code == 422 and "EndNote or Zotero?" in answer.content.decode()


def test_replying_leads_to_the_reply(client, thread, omar):
    answer = sign_in(client, omar).post(url(thread) + "replies/", {"text": "Scopus."})
    assert answer.url == f"{url(thread)}#{Reply.objects.get().pid}"


def test_replying_to_a_hidden_thread_is_not_found(client, thread, omar, chen):
    actions.hide_thread(thread=thread, by=chen)
    assert sign_in(client, omar).post(url(thread) + "replies/", {"text": "Scopus."}).status_code == 404


@pytest.mark.parametrize("who", ["omar", None])
def test_for_readers_there_is_no_endorsing_or_hiding(client, request, thread, reply, who):
    if who:
        sign_in(client, request.getfixturevalue(who))
    forged = [f"/en/community/replies/{reply.pid}/endorsement/", url(thread) + "hide/"]
    assert [client.post(at).status_code for at in forged] == [404, 404]


def test_a_librarian_endorses_from_the_page(client, thread, reply, chen):
    sign_in(client, chen).post(f"/en/community/replies/{reply.pid}/endorsement/")
    assert "Chen, librarian: this is right" in client.get(url(thread)).content.decode()


def test_a_topic_shows_its_threads_only(client, thread, omar, topics):
    actions.ask_in_public(person=omar, title="Late books", text="What now?", lang="en", topic=topics["borrowing"])
    page = client.get("/en/community/?topic=borrowing").content.decode()
    assert "Late books" in page and thread.title not in page


@pytest.mark.parametrize(
    "query", ["page=999", "page=-1", "page=x", "topic=%00", "topic=nowhere", "page=9999999999999999999999"]
)
def test_a_made_up_address_still_gives_a_page(client, thread, query):
    assert client.get(f"/en/community/?{query}").status_code == 200


def test_an_erased_askers_thread_keeps_only_its_place(client, thread, reply):
    Thread.objects.filter(pk=thread.pk).update(title="", text="", asker=None)
    assert "Its writer has taken this question back" in client.get(url(thread)).content.decode()
