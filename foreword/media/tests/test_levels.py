"""What each level must show before it goes out, and that nothing less gets out."""

from datetime import date, timedelta

import pytest

from foreword.kernel.clock import today
from foreword.media.actions import MayNotSign, create_product, grant_studio, sign
from foreword.media.models import ProductPage
from foreword.media.models.levels import NotReady, shortcomings
from foreword.media.queries import public_products
from tests.world import sign_in

TEXTS = {"en": {"title": "Fatigue of bridges", "summary": "What is known.", "body": "Much."}}
FOUND = {"method": "Web of Science, fatigue AND bridge", "searched_on": date(2026, 11, 1)}


def made(method: str = "", **fields) -> ProductPage:
    texts = {lang: {**text, "method": method} for lang, text in TEXTS.items()}
    return create_product(key="bridges", texts=texts, **fields)[0]


def lacking(**fields) -> str:
    with pytest.raises(NotReady) as refused:
        made(**fields)
    return " ".join(refused.value.messages)


@pytest.fixture
def draft(db) -> ProductPage:
    page = made()
    page.level = "knowledge"
    page.save_revision()
    return page


def test_a_primary_product_needs_an_editor_only(db):
    assert made().live


def test_a_secondary_product_names_a_source(db):
    assert "at least one source" in lacking(level="secondary")


def test_a_list_of_works_is_a_source(db):
    works = '[{"type": "book", "title": "Steel"}]'
    content = [{"type": "citations", "value": {"style": "APA", "works": works}}]
    texts = {"en": {"title": "T", "summary": "S", "content": content}}
    assert create_product(key="t", texts=texts, level="secondary")[0].live


def test_knowledge_needs_a_colleague(db):
    assert "A colleague has to read" in lacking(level="knowledge", entries=["e1"])


def test_knowledge_goes_out_with_a_signature(db, chen):
    assert made(level="knowledge", entries=["e1"], reviewers=[chen]).live


@pytest.mark.parametrize("missing", ["method", "searched_on"])
def test_intelligence_says_how_and_when_it_was_found(db, wu, chen, missing):
    found = {key: value for key, value in FOUND.items() if key != missing}
    assert lacking(level="intelligence", entries=["e1"], reviewers=[wu, chen], **found)


def test_intelligence_needs_an_expert_and_another(db, wu, chen):
    assert "A second reviewer" in lacking(level="intelligence", entries=["e1"], reviewers=[wu], **FOUND)
    assert "A subject expert" in lacking(level="intelligence", entries=["e1"], reviewers=[chen], **FOUND)


def test_intelligence_with_all_of_it_goes_out(db, wu, chen):
    assert made(level="intelligence", entries=["e1"], reviewers=[wu, chen], **FOUND).live


def test_a_text_changed_after_the_signature_is_unsigned(db, chen):
    page = made(level="knowledge", entries=["e1"], reviewers=[chen])
    page.summary = "What nobody has read."
    assert shortcomings(page) == ["A colleague has to read this text and sign it."]


def test_nobody_signs_their_own_text(draft, chen):
    draft.save_revision(user=chen)
    with pytest.raises(MayNotSign, match="You wrote"):
        sign(page=draft, reviewer=chen)


def test_a_reader_signs_nothing(draft, omar):
    with pytest.raises(MayNotSign, match="Only colleagues"):
        sign(page=draft, reviewer=omar)


@pytest.mark.parametrize(("since", "until", "shown"), [(1, None, 0), (None, -1, 0), (0, 0, 1), (-1, 1, 1)])
def test_a_product_is_shown_while_it_is_valid(db, since, until, shown):
    page = made()
    days = {"valid_from": since, "valid_until": until}
    dates = {name: today() + timedelta(days=day) for name, day in days.items() if day is not None}
    ProductPage.objects.filter(pk=page.pk).update(**dates)
    assert public_products().count() == shown


def form_of(page: ProductPage, **changed: str) -> dict[str, str]:
    """What the studio's form posts for a page of one Markdown block."""
    data = {
        "title": page.title, "slug": page.slug, "summary": page.summary, "kind": page.kind, "level": page.level,
        "minutes": "3", "content-count": "1", "content-0-type": "markdown", "content-0-value": "Much.",
        "content-0-order": "0", "content-0-deleted": "", "content-0-id": "", "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0", "sources-TOTAL_FORMS": "0", "sources-INITIAL_FORMS": "0",
        "audience": "teacher", "subjects": "bridges，steel", "action-publish": "1",
    }  # fmt: skip
    return {**data, **changed}


def test_the_studio_says_what_is_missing_and_keeps_the_draft(client, zhao, db):
    page = made()
    grant_studio()
    sign_in(client, zhao)
    answer = client.post(f"/studio/pages/{page.pk}/edit/", form_of(page, level="knowledge", title="Kept"), follow=True)
    assert "A colleague has to read this text" in answer.content.decode()
    assert ProductPage.objects.get(pk=page.pk).get_latest_revision_as_object().title == "Kept"


def test_the_studio_publishes_what_is_ready(client, zhao, db):
    page = made()
    grant_studio()
    sign_in(client, zhao).post(f"/studio/pages/{page.pk}/edit/", form_of(page, title="New"))
    page.refresh_from_db()
    assert (page.title, page.audience, page.subjects) == ("New", ["teacher"], ["bridges", "steel"])


def test_a_new_product_that_is_not_ready_is_kept_as_a_draft(client, zhao, db):
    page = made()
    grant_studio()
    sign_in(client, zhao)
    path = f"/studio/pages/add/media/productpage/{page.get_parent().pk}/"
    client.post(path, form_of(page, slug="another", title="Another", level="knowledge"))
    assert [each.live for each in ProductPage.objects.filter(slug="another")] == [False]


def test_a_colleague_signs_in_the_studio(client, wu, draft):
    grant_studio()
    sign_in(client, wu).post(f"/studio/products/{draft.pk}/sign/")
    assert [review.part for review in draft.reviews.all()] == ["expert"]


def test_readers_learn_how_it_was_found_and_who_read_it_but_not_their_names(client, topics, wu, chen):
    page = made(level="intelligence", entries=["e1"], reviewers=[wu, chen], **FOUND)
    shown = client.get(f"/en/products/{page.pid}/").content.decode()
    assert "fatigue AND bridge" in shown and "Searched on 1 Nov 2026" in shown
    assert "Subject expert · Second reviewer" in shown and wu.name not in shown


def test_a_signature_holds_for_the_text_as_it_is_read_back(db, chen):
    content = [{"type": "answers", "value": [{"question": "Free?", "answer": "<p>Yes.</p>"}]}]
    texts = {"en": {"title": "T", "summary": "S", "content": content}}
    page = create_product(key="t", texts=texts, level="knowledge", entries=["e1"], reviewers=[chen])[0]
    assert ProductPage.objects.get(pk=page.pk).signatures.count() == 1
