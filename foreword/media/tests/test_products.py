"""Products: made in both languages at once, found by one key, edited in the studio, read at the portal."""

import pytest
from wagtail.models import Page, Site

from foreword.kernel.models import OutboxEvent
from foreword.media.actions import create_product, grant_studio, product_trees
from foreword.media.models import ProductPage
from foreword.media.queries import product_page
from foreword.search.queries import search
from foreword.search.viewers import Viewer
from tests.world import sign_in

TEXTS = {
    "en": {"title": "Your first week", "summary": "Small visits.", "body": "Bring your **card**."},
    "zh-hans": {"title": "在图书馆的第一周", "summary": "几次小小的到访。", "body": "带上**校园卡**。"},
}


@pytest.fixture
def pages(topics):
    return create_product(key="first-week", texts=TEXTS, topic="borrowing", seasons=["orientation"], entries=["e1"])


@pytest.fixture
def english(pages):
    return pages[0]


def found(text: str, lang: str = "en") -> list[tuple[str, str]]:
    hits = search(text, viewer=Viewer.anonymous(), lang=lang, kinds=["product"]).hits
    return [(hit.key, hit.title) for hit in hits]


def test_both_languages_are_one_product(pages):
    assert len({page.translation_key for page in pages}) == 1 and {page.lang for page in pages} == {"en", "zh-hans"}


def test_made_twice_it_is_still_one(pages):
    create_product(key="first-week", texts=TEXTS)
    assert ProductPage.objects.count() == 2


def test_it_is_found_in_the_readers_language(english):
    assert found("第一周", "en") == [(str(english.translation_key), "Your first week")]


def test_its_publication_is_told_to_the_other_rooms(english):
    told = OutboxEvent.objects.filter(kind="media.ProductPublished").first()
    assert told.payload == {"product": str(english.translation_key), "topic": "borrowing"}


def test_unpublished_in_one_language_it_is_shown_in_the_other(english):
    english.unpublish()
    assert found("first week") == [(str(english.translation_key), "在图书馆的第一周")]


def test_unpublished_in_both_it_is_found_no_more(pages):
    for page in pages:
        page.unpublish()
    assert found("first week") == []


def test_deleted_in_the_studio_it_is_found_no_more(pages):
    for page in pages:
        page.delete()
    assert found("first week") == []


def test_a_draft_of_the_studio_is_not_found(english):
    english.title = "Secret plans"
    english.save_revision()
    assert found("secret plans") == [(str(english.translation_key), "Your first week")]


def test_published_again_in_the_studio_it_is_found_by_its_new_words(english):
    english.title = "Orientation for everybody"
    english.save_revision().publish()
    assert found("orientation for everybody")[0][1] == "Orientation for everybody"


@pytest.mark.parametrize("which", ["pid", "translation_key"])
def test_its_page_is_known_by_either_name(english, which):
    assert product_page(str(getattr(english, which)), None, "en").title == "Your first week"


def test_the_pid_of_one_language_leads_to_the_readers_own(english):
    view = product_page(english.pid, None, "zh-hans")
    assert (view.title, view.is_fallback, view.entries) == ("在图书馆的第一周", False, ("e1",))


def test_without_the_readers_language_the_other_is_shown_and_said_so(pages):
    pages[1].unpublish()
    assert product_page(pages[0].pid, None, "zh-hans").is_fallback


@pytest.mark.parametrize("key", ["", "nothing", "00000000-0000-0000-0000-000000000000"])
def test_an_unknown_product_does_not_exist(pages, key):
    with pytest.raises(ProductPage.DoesNotExist):
        product_page(key, None, "en")


def test_a_restricted_product_is_nobodys(pages, english):
    for page in pages:
        page.view_restrictions.create(restriction_type="login")
    with pytest.raises(ProductPage.DoesNotExist):
        product_page(english.pid, None, "en")


def test_the_studio_leads_to_the_readers_page(english):
    assert english.get_url().endswith(f"/en/products/{english.pid}/")


def test_serving_a_page_leads_to_the_portal(english, rf):
    assert english.serve(rf.get("/")).url.endswith(f"/en/products/{english.pid}/")


def test_the_trees_are_made_once(db):
    product_trees()
    product_trees()
    assert Page.objects.filter(depth=2).count() == 2 == len(product_trees())


def test_the_site_begins_at_the_products(db):
    trees = product_trees()
    assert Site.objects.get(is_default_site=True).root_page_id == trees["en"].pk


def test_whoever_edits_may_work_in_the_studio(client, zhao):
    grant_studio()
    assert sign_in(client, zhao).get("/studio/").status_code == 200


@pytest.mark.parametrize("who", ["omar", "mei"])
def test_whoever_does_not_edit_may_not(client, db, request, who):
    grant_studio()
    assert sign_in(client, request.getfixturevalue(who)).get("/studio/").status_code == 302


def test_a_role_taken_away_takes_the_studio_away(client, zhao):
    grant_studio()
    zhao.role = "reader"
    zhao.save()
    grant_studio()
    assert sign_in(client, zhao).get("/studio/").status_code == 302


def test_an_editor_edits_a_product_in_the_studio(client, zhao, english):
    grant_studio()
    assert "Your first week" in sign_in(client, zhao).get(f"/studio/pages/{english.pk}/edit/").content.decode()


def test_an_editor_previews_a_product(client, zhao, english):
    grant_studio()
    answer = sign_in(client, zhao).get(f"/studio/pages/{english.pk}/edit/preview/")
    assert answer.status_code == 200


def test_the_studio_carries_our_name_and_mark(client, zhao):
    grant_studio()
    page = sign_in(client, zhao).get("/studio/").content.decode()
    assert "media/studio.css" in page and "kernel/mark.svg" in page


def test_an_editor_signs_in_at_the_studios_own_door(client, zhao):
    grant_studio()
    zhao.set_password("a long enough sentence")
    zhao.save()
    client.post("/studio/login/", {"username": zhao.email, "password": "a long enough sentence"})
    assert client.get("/studio/").status_code == 200
