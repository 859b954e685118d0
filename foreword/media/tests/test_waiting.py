"""What waits: moved ground, time that is up, drafts; and saying that a product still stands."""

from datetime import timedelta

import pytest

from foreword.kernel.clock import now, today
from foreword.kernel.jobs.run import run_until_idle
from foreword.media.actions import (
    CannotStand,
    Material,
    MayNotBegin,
    begin_product,
    create_product,
    notice_source,
    still_right,
)
from foreword.media.models import ProductPage, SourceNews
from foreword.media.models.levels import shortcomings
from foreword.media.queries import waiting_work
from tests.world import sign_in

TEXTS = {"en": {"title": "First week", "summary": "Small visits.", "body": "Bring your **card**."}}
LOANS = Material("entry", "e1", "en", "How long may I keep a book?", "Thirty days. Renew it once.", topic="borrowing")
CHANGED, GONE = SourceNews.State.CHANGED, SourceNews.State.GONE


@pytest.fixture
def product(topics) -> ProductPage:
    return create_product(key="first-week", texts=TEXTS, entries=["e1"])[0]


def moved() -> list[str]:
    return [page.title for each in waiting_work().moved for page in each.pages]


def test_changed_ground_is_told_of_the_product_that_stands_on_it(product):
    create_product(key="other", texts=TEXTS, entries=["e2"])
    notice_source(kind="entry", key="e1", state=CHANGED, title="Loans")
    assert [(each.title, len(each.pages)) for each in waiting_work().moved] == [("Loans", 1)]


def test_ground_on_which_nothing_stands_is_not_watched(product):
    notice_source(kind="entry", key="e9", state=GONE)
    assert not SourceNews.objects.exists()


def test_another_kind_with_the_same_key_is_another_thing(product):
    assert notice_source(kind="record", key="e1", state=GONE) is None


def test_what_happened_before_the_last_look_is_not_news(product):
    notice_source(kind="entry", key="e1", state=CHANGED, at=now() - timedelta(days=2))
    assert moved() == []


def test_told_twice_it_is_one_piece_of_news(product):
    at = now()
    notice_source(kind="entry", key="e1", state=CHANGED, at=at)
    assert notice_source(kind="entry", key="e1", state=CHANGED, at=at) is None


def test_somebody_looks_and_it_still_stands(product, zhao):
    notice_source(kind="entry", key="e1", state=CHANGED)
    still_right(page=product, by=zhao)
    assert moved() == []


def test_what_still_stands_is_looked_at_again_in_a_year_also_after_the_draft_goes_out(product, zhao):
    still_right(page=product, by=zhao)
    product.get_latest_revision().publish()
    product.refresh_from_db()
    assert product.review_by == today() + timedelta(days=365)


def test_on_ground_that_is_gone_nothing_stands(product, zhao):
    notice_source(kind="entry", key="e1", state=GONE)
    with pytest.raises(CannotStand, match="gone"):
        still_right(page=product, by=zhao)


def test_a_reader_says_nothing_about_it(product, omar):
    with pytest.raises(CannotStand):
        still_right(page=product, by=omar)


def test_a_source_that_is_gone_holds_a_product_back(product):
    product.level = "secondary"
    notice_source(kind="entry", key="e1", state=GONE, title="Loans")
    assert shortcomings(product) == ["This source is gone: Loans. Replace it, or take it out."]


def test_a_product_that_is_withdrawn_is_gone_for_those_made_with_it(product):
    create_product(key="guide", texts={"en": {**TEXTS["en"], "title": "Guide"}}, sources=[("product", product.pid)])
    run_until_idle()
    product.unpublish()
    run_until_idle()
    assert moved() == ["Guide"]


@pytest.mark.parametrize(("days", "waits"), [(-1, 1), (14, 1), (15, 0)])
def test_a_product_waits_two_weeks_before_its_time_is_up(product, days, waits):
    ProductPage.objects.update(review_by=today() + timedelta(days=days))
    assert len(waiting_work().due) == waits


def test_a_draft_is_begun_with_its_material_and_its_lineage(topics, zhao):
    page = begin_product(material=LOANS, by=zhao)
    assert (page.live, page.summary, page.topic_id) == (False, "Thirty days. Renew it once.", "borrowing")
    assert [(each.kind, each.key) for each in page.sources.all()] == [("entry", "e1")]
    assert "Thirty days." in page.get_latest_revision_as_object().manuscript.lines[0]


def test_begun_twice_it_is_one_draft(topics, zhao, wu):
    first = begin_product(material=LOANS, by=zhao)
    assert begin_product(material=LOANS, by=wu) == first and ProductPage.objects.count() == 1


def test_once_it_is_out_another_may_be_begun(topics, zhao):
    begin_product(material=LOANS, by=zhao).get_latest_revision().publish()
    assert not begin_product(material=LOANS, by=zhao).live


def test_a_reader_begins_nothing(topics, omar):
    with pytest.raises(MayNotBegin):
        begin_product(material=LOANS, by=omar)


def test_a_draft_waits_with_what_it_lacks(topics, zhao):
    page = begin_product(material=LOANS, by=zhao)
    page.level = "knowledge"
    page.save_revision()
    assert waiting_work().drafts[0].lacking == ("A colleague has to read this text and sign it.",)


def test_an_editor_finds_all_of_it_on_one_page(client, product, zhao):
    notice_source(kind="entry", key="e1", state=CHANGED, title="Loans")
    shown = sign_in(client, zhao).get("/en/desk/products/").content.decode()
    assert "Loans" in shown and "First week" in shown


def test_one_click_says_it_still_stands(client, product, zhao):
    notice_source(kind="entry", key="e1", state=CHANGED)
    sign_in(client, zhao).post(f"/en/desk/products/{product.pid}/still-right/")
    assert moved() == []


@pytest.mark.parametrize("path", ["", "x1/still-right/"])
def test_for_a_reader_the_page_is_not_there(client, product, omar, path):
    sign_in(client, omar)
    assert client.post(f"/en/desk/products/{path}").status_code in {404, 405}
    assert client.get(f"/en/desk/products/{path}").status_code in {404, 405}
