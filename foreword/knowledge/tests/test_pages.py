"""The review's pages, as an editor uses them and as nobody else can."""

import pytest

from foreword.knowledge import actions
from foreword.knowledge.models import Entry, Status
from tests.world import sign_in


@pytest.fixture
def draft(chen, topics):
    return actions.draft_entry(
        question="q000000000001",
        lang="en",
        text="My name is Omar Haddad. How do I renew twice?",
        answer="Renew it in your account.",
        topic=topics["borrowing"],
        drafted_by=chen,
        names=["Omar Haddad"],
    )


def filled(**fields) -> dict:
    return {"question_en": "How do I renew?", "answer_en": "In your account.", "then": "save", **fields}


@pytest.mark.parametrize("who", ["omar", "mei", None])
def test_for_others_the_review_does_not_exist(client, request, draft, who):
    if who:
        sign_in(client, request.getfixturevalue(who))
    assert [client.get(url).status_code for url in ("/en/desk/knowledge/", f"/en/desk/knowledge/{draft.pid}/")] == [
        404,
        404,
    ]


def test_an_empty_queue_says_so(client, wu):
    assert "Nothing waits" in sign_in(client, wu).get("/en/desk/knowledge/").content.decode()


def test_the_queue_shows_the_draft(client, wu, draft):
    page = sign_in(client, wu).get("/en/desk/knowledge/").content.decode()
    assert draft.texts.get().question in page and "needs your check" in page


@pytest.mark.parametrize("path", ["", "{pid}/"])
def test_an_editor_is_not_led_to_the_desk_that_is_closed_to_them(client, zhao, draft, path):
    page = sign_in(client, zhao).get("/en/desk/knowledge/" + path.format(pid=draft.pid)).content.decode()
    assert "/en/desk/questions/" not in page and 'href="/en/desk/"' not in page


def test_the_draft_shows_what_was_taken_out(client, wu, draft):
    assert "<s>Omar Haddad</s>" in sign_in(client, wu).get(f"/en/desk/knowledge/{draft.pid}/").content.decode()


def test_whoever_drafted_it_has_no_publish_button(client, chen, draft):
    assert 'value="publish"' not in sign_in(client, chen).get(f"/en/desk/knowledge/{draft.pid}/").content.decode()


def test_publishing_leads_to_the_entry(client, wu, draft):
    answer = sign_in(client, wu).post(f"/en/desk/knowledge/{draft.pid}/", filled(then="publish", checked="1"))
    assert answer.url.endswith(draft.pid + "/") and Entry.objects.get().status == Status.PUBLISHED


def test_without_the_tick_nothing_is_published_and_nothing_lost(client, wu, draft):
    answer = sign_in(client, wu).post(f"/en/desk/knowledge/{draft.pid}/", filled(then="publish"))
    assert "In your account." in answer.content.decode() and Entry.objects.get().status == Status.DRAFT


def test_the_owners_forged_publish_is_refused(client, chen, draft):
    sign_in(client, chen).post(f"/en/desk/knowledge/{draft.pid}/", filled(then="publish", checked="1"))
    assert Entry.objects.get().status == Status.DRAFT


def test_half_a_language_is_sent_back_with_what_was_written(client, wu, draft):
    answer = sign_in(client, wu).post(f"/en/desk/knowledge/{draft.pid}/", filled(question_zh="怎么续借？"))
    assert answer.status_code == 422 and "怎么续借？" in answer.content.decode()


def test_a_second_language_is_added(client, wu, draft):
    sign_in(client, wu).post(
        f"/en/desk/knowledge/{draft.pid}/", filled(question_zh="怎么续借？", answer_zh="在账户里续借。")
    )
    assert set(draft.texts.values_list("lang", flat=True)) == {"en", "zh-hans"}


def test_sending_back_throws_the_draft_away(client, wu, draft):
    sign_in(client, wu).post(f"/en/desk/knowledge/{draft.pid}/discard/")
    assert not Entry.objects.exists()


def test_merging_from_the_page(client, wu, draft, chen, topics):
    known = actions.publish_entry(entry=draft, by=wu, checked=True)
    again = actions.draft_entry(question="q2", lang="en", text="renew a second time", answer="Yes.", drafted_by=chen)
    sign_in(client, wu).post(f"/en/desk/knowledge/{again.pid}/merge/", {"into": known.pid, "checked": "1"})
    assert not Entry.objects.awaiting_review().exists()


def test_publishing_a_draft_that_is_gone_is_not_found(client, wu, draft):
    actions.discard_draft(entry=draft, by=wu)
    assert sign_in(client, wu).post(f"/en/desk/knowledge/{draft.pid}/", filled()).status_code == 404
