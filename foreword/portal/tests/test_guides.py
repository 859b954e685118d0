"""Guides: what readers see of them, what is left out, and how search finds them."""

import pytest

from foreword.knowledge.models import Entry, EntryText, Status
from foreword.media.actions import create_product
from foreword.media.actions.guides import create_guide
from foreword.media.models import GuidePage, ProductPage
from foreword.media.search_source import ProductDocuments
from foreword.search.viewers import Viewer

BOTH = {
    "en": {"title": "First week", "summary": "Small visits.", "body": "Bring your card."},
    "zh-hans": {"title": "第一周", "summary": "多来几次。", "body": "带上校园卡。"},
}


@pytest.fixture
def week(topics) -> ProductPage:
    return create_product(key="first-week", texts=BOTH, topic="borrowing")[0]


@pytest.fixture
def loans(topics, chen, wu) -> Entry:
    entry = Entry.objects.create(
        key="loans", topic=topics["borrowing"], status=Status.PUBLISHED, drafted_by=chen, published_by=wu
    )
    EntryText.objects.create(entry=entry, lang="en", question="How long may I keep a book?", answer="Thirty days.")
    EntryText.objects.create(entry=entry, lang="zh-hans", question="书可以借多久？", answer="三十天。")
    return entry


def guide(*chosen: str, topic: str = "", both: bool = True) -> list[GuidePage]:
    section = {"intro": "", "chosen": list(chosen), "topic": topic}
    texts = {
        "en": {"title": "New here", "summary": "The first month.", "sections": [{**section, "title": "Borrow"}]},
        "zh-hans": {"title": "新生第一个月", "summary": "慢慢来。", "sections": [{**section, "title": "借书"}]},
    }
    return create_guide(key="new", kind="course", texts=texts if both else {"en": texts["en"]})


def text(client, page: GuidePage, lang: str = "en") -> str:
    return client.get(f"/{lang}/guides/{page.pid}/").content.decode()


def test_what_a_section_names_is_shown_in_the_readers_language(client, week, loans):
    english, chinese = guide(f"/en/products/{week.pid}/", f"https://x.example/zh-hans/answers/{loans.pid}/")
    assert "First week" in text(client, english) and "How long may I keep a book?" in text(client, english)
    assert "第一周" in text(client, chinese, "zh-hans") and "书可以借多久？" in text(client, chinese, "zh-hans")


def test_the_newest_of_a_topic_come_by_themselves_and_once(client, week, loans):
    page, _chinese = guide(f"/answers/{loans.pid}/", topic="borrowing")
    assert (text(client, page).count("How long may I keep a book?"), text(client, page).count("First week")) == (1, 1)


def test_what_was_withdrawn_is_left_out(client, week, loans):
    page, _chinese = guide(f"/products/{week.pid}/", f"/answers/{loans.pid}/")
    Entry.objects.update(status=Status.WITHDRAWN)
    assert "How long may I keep a book?" not in text(client, page) and "First week" in text(client, page)


def test_a_section_of_which_nothing_is_left_does_not_stand_empty(client, week):
    page, _chinese = guide(f"/products/{week.pid}/")
    for each in ProductPage.objects.all():
        each.unpublish()
    assert "What stood here cannot be read at the moment." in text(client, page)


def test_a_guide_in_one_language_is_shown_in_the_other_and_says_which_it_is(client, week):
    (page,) = guide(f"/products/{week.pid}/", both=False)
    assert 'lang="en">' in text(client, page, "zh-hans") and "New here" in text(client, page, "zh-hans")


def test_the_list_shows_each_once(client, week):
    guide(f"/products/{week.pid}/")
    shown = client.get("/en/guides/").content.decode()
    assert "New here" in shown and "新生第一个月" not in shown


def test_without_guides_the_list_says_what_to_do(client, db):
    assert "Search, or ask us." in client.get("/en/guides/").content.decode()


def test_a_withdrawn_guide_is_not_there(client, week):
    for page in guide(f"/products/{week.pid}/"):
        page.unpublish()
    assert client.get(f"/en/guides/{page.pid}/").status_code == 404


def test_search_finds_it_among_the_products(week):
    page, _chinese = guide(f"/products/{week.pid}/")
    source, key = ProductDocuments(), str(page.translation_key)
    shown = source.present([key, str(week.translation_key)], viewer=Viewer.of(None), lang="en")
    assert [(each.title, each.url) for each in (shown[key],)] == [("New here", f"/en/guides/{page.pid}/")]
    assert {document.lang for document in source.document(key)} == {"en", "zh-hans"}
    assert len(shown) == 2
