"""The programme's pages, as an editor uses them."""

from datetime import timedelta

import pytest
from django.utils.timezone import localtime

from foreword.channels.actions import keep_account
from foreword.channels.models import ChannelAccount
from foreword.kernel.clock import now
from foreword.media.actions import create_product
from foreword.media.models import Publication, State
from tests.world import sign_in

PAGE = "/en/desk/programme/"
TEXTS = {"en": {"title": "First week", "summary": "Small visits.", "body": "x"}}
ASKED = "0123456789abc"


@pytest.fixture
def product(topics):
    return create_product(key="first-week", texts=TEXTS)[0]


@pytest.fixture
def account(admin):
    config, account = {"folder": "hall", "form": "txt"}, ChannelAccount(kind="folder")
    return keep_account(by=admin, account=account, name="Hall", config=config, secrets={}, enabled=True)


@pytest.fixture
def publication(product, account, zhao):
    return Publication.objects.create(
        product=product, title=product.title, account=account, medium="card", asked="a", due_at=now(), planned_by=zhao
    )


@pytest.fixture
def browser(client, zhao):
    return sign_in(client, zhao)


def test_for_readers_there_is_no_programme(client, lin, publication):
    browser = sign_in(client, lin)
    pages = [PAGE, f"{PAGE}list/", f"{PAGE}{publication.pid}/"]
    assert {browser.get(page).status_code for page in pages} == {404}


def test_readers_cannot_do_a_deed(client, lin, publication):
    assert sign_in(client, lin).post(f"{PAGE}{publication.pid}/cancel/").status_code == 404


def test_a_product_is_sent_from_its_page(browser, product, account):
    at = localtime(now() + timedelta(days=1)).replace(second=0, microsecond=0)
    sent = {"accounts": [account.pid], "at": at.strftime("%Y-%m-%dT%H:%M"), "asked": ASKED}
    browser.post(f"/en/desk/products/{product.pid}/send/", sent)
    assert Publication.objects.get().due_at == at


@pytest.mark.parametrize(
    "wrong",
    [{"accounts": []}, {"accounts": ["nobody"]}, {"at": "tomorrow"}, {"asked": "<b>"}, {"at": "9999-12-31T23:59"}],
)
def test_what_cannot_be_sent_is_told_and_nothing_is_planned(browser, product, account, wrong):
    sent = {"accounts": [account.pid], "at": "", "asked": ASKED, **wrong}
    answer = browser.post(f"/en/desk/products/{product.pid}/send/", sent, follow=True)
    assert (answer.status_code, Publication.objects.count()) == (200, 0)


def test_the_week_names_it(browser, publication):
    assert "First week" in browser.get(PAGE).content.decode()


@pytest.mark.parametrize("query", ["?day=2026-13-40", "?day=0001-01-01", "?day=9999-12-31", "?day=x"])
def test_any_day_has_a_week(browser, query):
    assert browser.get(f"{PAGE}{query}").status_code == 200


@pytest.mark.parametrize("page", ["0", "-3", "99999", "abc", "²", "9" * 50])
def test_any_page_of_the_list_is_a_page(browser, page):
    assert browser.get(f"{PAGE}list/?page={page}").status_code == 200


@pytest.mark.parametrize("state", State.values)
def test_in_every_state_it_has_a_page(browser, publication, state):
    Publication.objects.update(state=state, trouble="silent", sent_at=now())
    assert browser.get(f"{PAGE}{publication.pid}/").status_code == 200


def test_a_plan_is_taken_back(browser, publication):
    browser.post(f"{PAGE}{publication.pid}/cancel/")
    assert not Publication.objects.exists()


def test_what_is_unknown_is_settled_by_hand(browser, publication):
    Publication.objects.update(state=State.UNKNOWN)
    browser.post(f"{PAGE}{publication.pid}/settle/", {"address": "https://social.example/@l/7"})
    publication.refresh_from_db()
    assert (publication.state, publication.address) == (State.OUT, "https://social.example/@l/7")


def test_a_deed_that_is_no_longer_possible_is_told(browser, publication):
    Publication.objects.update(state=State.OUT)
    answer = browser.post(f"{PAGE}{publication.pid}/cancel/", follow=True)
    assert "no longer as you saw it" in answer.content.decode()


def test_there_are_no_other_deeds(browser, publication):
    assert browser.post(f"{PAGE}{publication.pid}/perform/").status_code == 404


def test_a_product_that_was_deleted_leaves_its_publications_readable(browser, publication):
    Publication.objects.update(product=None, state=State.OUT, sent_at=now())
    assert "The product was deleted." in browser.get(f"{PAGE}{publication.pid}/").content.decode()


def test_an_editor_is_told_that_the_published_text_goes_out(browser, product, account):
    told = "What goes out is the published text."
    page = f"/en/desk/products/{product.pid}/media/"
    before = told in browser.get(page).content.decode()
    product.summary = "A draft."
    product.save_revision()
    assert (before, told in browser.get(page).content.decode()) == (False, True)
