"""From an archived answer to a public entry: two people, the asker's consent or a person's check, and nothing earlier."""

import pytest
from django.db import IntegrityError, transaction

from foreword.kernel.events import RowsErased
from foreword.kernel.jobs.run import run_until_idle
from foreword.kernel.models import AuditEntry, OutboxEvent
from foreword.kernel.outbox import publish
from foreword.knowledge import actions
from foreword.knowledge.models import Entry, Removal, Status, Wording
from foreword.knowledge.queries import draft_page, entry_page, review_queue
from foreword.search.queries import search
from foreword.search.viewers import Viewer


@pytest.fixture
def drafted(chen, topics):
    def make(**fields):
        facts = {
            "question": "q000000000001",
            "lang": "zh-hans",
            "text": "我叫林悦，学号2021123456。在校外怎么打开知网？",
            "answer": "林悦同学，请用CARSI登录。",
            "topic": topics["access"],
            "clc": "G250.73",
            "drafted_by": chen,
            "names": ["林悦", "Chen"],
        }
        return actions.draft_entry(**{**facts, **fields})

    return make


@pytest.fixture
def draft(drafted):
    return drafted()


def found(text: str, lang: str = "zh-hans") -> list[str]:
    return [hit.key for hit in search(text, viewer=Viewer.anonymous(), lang=lang, kinds=["entry"]).hits]


def test_a_draft_holds_neither_name_nor_number(draft):
    text = draft.texts.get()
    assert not {"林悦", "2021123456"} & set(text.question + text.answer) and "林悦" not in text.question + text.answer


def test_a_name_said_in_the_question_goes_from_the_answer_too(drafted):
    draft = drafted(lang="en", text="My name is Tom Baker. Chargers?", answer="Yes, Tom, at the desk.", names=[])
    assert draft.texts.get().answer == "Yes, [name], at the desk."


def test_the_editor_sees_what_was_removed(draft, wu):
    removed = {(row.field, row.sort, row.removed) for row in draft_page(draft.pid, wu, "zh-hans").removals}
    assert removed == {("question", "name", "林悦"), ("question", "id", "2021123456"), ("answer", "name", "林悦")}


def test_archiving_again_replaces_the_waiting_draft(drafted):
    drafted()
    assert Entry.objects.filter(pk=drafted().pk).exists() and Entry.objects.count() == 1


def test_a_draft_is_never_found(draft):
    assert found("在校外怎么打开知网") == []


def test_a_draft_is_no_page_for_readers(draft):
    with pytest.raises(Entry.DoesNotExist):
        entry_page(draft.pid, None, "en")


def test_nobody_publishes_their_own_draft(draft, chen):
    with pytest.raises(actions.OwnDraft):
        actions.publish_entry(entry=draft, by=chen, checked=True)


def test_a_student_librarian_does_not_publish(draft, mei):
    with pytest.raises(actions.NotAnEditor):
        actions.publish_entry(entry=draft, by=mei, checked=True)


def test_without_consent_or_check_it_stays_private(draft, wu):
    with pytest.raises(actions.NotCleared):
        actions.publish_entry(entry=draft, by=wu)


def test_the_database_itself_refuses_the_private_to_become_public(draft):
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.filter(pk=draft.pk).update(status=Status.PUBLISHED)


def test_the_askers_consent_is_enough(drafted, wu):
    entry = actions.publish_entry(entry=drafted(asker_agreed=True), by=wu)
    assert (entry.status, entry.deidentified_at) == (Status.PUBLISHED, None)


def test_a_persons_check_is_enough_and_is_remembered(draft, wu):
    entry = actions.publish_entry(entry=draft, by=wu, checked=True)
    assert (entry.status, entry.deidentified_by) == (Status.PUBLISHED, wu)


def test_what_was_removed_is_gone_on_publication(draft, wu):
    actions.publish_entry(entry=draft, by=wu, checked=True)
    assert not Removal.objects.exists()


def test_a_published_entry_is_found_at_once(draft, wu):
    actions.publish_entry(entry=draft, by=wu, checked=True)
    assert found("在校外怎么打开知网") == [draft.pid]


def test_it_is_told_to_the_other_rooms(draft, wu, topics):
    actions.publish_entry(entry=draft, by=wu, checked=True)
    assert OutboxEvent.objects.get(kind="knowledge.EntryPublished").payload == {"entry": draft.pid, "topic": "access"}


def test_publication_is_in_the_audit_trail(draft, wu):
    actions.publish_entry(entry=draft, by=wu, checked=True)
    assert AuditEntry.objects.filter(action="knowledge.publish", actor=wu.pid).count() == 1


def test_the_readers_scrubbed_words_become_a_wording(draft, wu):
    actions.publish_entry(entry=draft, by=wu, checked=True)
    wording = Wording.objects.get(entry=draft)
    assert wording.confirmed and wording.text == "我叫［姓名］，学号［号码］。在校外怎么打开知网？"


def test_of_two_publishers_the_second_is_told(draft, wu, zhao):
    actions.publish_entry(entry=draft, by=wu, checked=True)
    with pytest.raises(actions.NotADraft):
        actions.publish_entry(entry=draft, by=zhao, checked=True)


def test_an_empty_draft_is_not_published(draft, wu):
    actions.revise_draft(entry=draft, texts={"zh-hans": ("", "")}, topic=None)
    with pytest.raises(actions.NothingToPublish):
        actions.publish_entry(entry=draft, by=wu, checked=True)


def test_a_withdrawn_entry_is_found_no_more(draft, wu, zhao):
    actions.publish_entry(entry=draft, by=wu, checked=True)
    actions.withdraw_entry(entry=draft, by=zhao)
    assert found("在校外怎么打开知网") == []


def test_merging_gives_the_known_entry_the_readers_words(drafted, wu):
    known = actions.publish_entry(entry=drafted(), by=wu, checked=True)
    again = drafted(question="q000000000002", text="知网在宿舍打不开怎么办", names=[])
    actions.merge_draft(draft=again, into=known, by=wu, checked=True)
    assert found("知网在宿舍打不开怎么办") == [known.pid] and known.sources.count() == 2


def test_merging_needs_the_same_clearance(drafted, wu):
    known = actions.publish_entry(entry=drafted(), by=wu, checked=True)
    with pytest.raises(actions.NotCleared):
        actions.merge_draft(draft=drafted(question="q000000000002"), into=known, by=wu)


def test_the_draft_page_shows_what_answers_it_already(drafted, wu):
    known = actions.publish_entry(entry=drafted(), by=wu, checked=True)
    again = drafted(question="q000000000002")
    assert [hit.key for hit in draft_page(again.pid, wu, "zh-hans").answered_by] == [known.pid]


def test_a_discarded_draft_leaves_nothing(draft, wu):
    actions.discard_draft(entry=draft, by=wu)
    assert not Entry.objects.exists() and not Removal.objects.exists()


def test_the_queue_tells_whose_draft_it_is(draft, chen):
    line = review_queue(chen, "zh-hans")[0]
    assert (line.mine, line.removed, line.is_cleared, line.questions) == (True, 3, False, ("q000000000001",))


def test_when_the_asker_is_forgotten_the_waiting_draft_goes(draft):
    publish(RowsErased(kind="question", keys=["q000000000001"]))
    run_until_idle()
    assert not Entry.objects.exists()


@pytest.fixture
def published(draft, wu):
    return actions.publish_entry(entry=draft, by=wu, checked=True)


def test_a_confirmed_wording_finds_the_entry(published):
    actions.confirm_wording(entry=published, text="人在家里看不了论文", lang="zh-hans")
    assert found("人在家里看不了论文") == [published.pid]


def test_the_same_wording_is_kept_once(published):
    actions.confirm_wording(entry=published, text="知网打不开", lang="zh-hans")
    assert actions.confirm_wording(entry=published, text=" 知网打不开？", lang="zh-hans") is None


def test_at_most_ten_wordings_are_kept(published):
    for number in range(15):
        actions.confirm_wording(entry=published, text=f"第{number}种问法", lang="zh-hans")
    assert published.wordings.count() == 10


def test_a_wording_that_says_who_asked_is_not_kept(published):
    assert actions.confirm_wording(entry=published, text="我叫林悦，知网打不开", lang="zh-hans") is None


def test_the_page_falls_back_to_the_other_language(published):
    page = entry_page(published.pid, None, "en")
    assert (page.lang, page.sources, page.other_langs) == ("zh-hans", 1, ())


@pytest.mark.parametrize("again", ["renewing the book!", "Renew books", "RENEW A BOOK"])
def test_a_wording_that_is_nearly_known_is_not_kept(published, again):
    actions.confirm_wording(entry=published, text="renew a book", lang="en")
    actions.confirm_wording(entry=published, text=again, lang="en")
    assert Wording.objects.filter(entry=published, lang="en", confirmed=True).count() == 1
