"""A product with a time of its own: it goes live at it, and what is planned with it goes out."""

from datetime import timedelta

import pytest

from foreword.kernel.clock import now
from foreword.media import actions, tasks
from foreword.media.actions import create_product
from foreword.media.models import ProductPage, Publication, State
from foreword.media.tests.test_programme import TEXTS, account, mastodon, product, texts  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db


def schedule(page: ProductPage, **times) -> ProductPage:
    for name, at in times.items():
        setattr(page, name, at)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


@pytest.fixture
def waiting(product) -> ProductPage:  # noqa: F811
    product.unpublish()
    return schedule(product, go_live_at=now() + timedelta(hours=1))


def test_goes_live_at_its_time(waiting, later):
    later(minutes=61)
    tasks.publish_what_is_due.call()
    waiting.refresh_from_db()
    assert waiting.live


def test_and_is_taken_back_when_its_time_is_up(product, later):  # noqa: F811
    schedule(product, expire_at=now() + timedelta(hours=1))
    later(minutes=61)
    tasks.publish_what_is_due.call()
    product.refresh_from_db()
    assert (product.live, product.expired) == (False, True)


def test_one_that_is_not_ready_stands_in_nobodys_way(waiting, topics, later):
    other = create_product(key="second-week", texts=TEXTS)[0]
    other.unpublish()
    other.level = "intelligence"
    schedule(other, go_live_at=now() + timedelta(minutes=30))
    later(minutes=61)
    tasks.publish_what_is_due.call()
    assert [page.pk for page in ProductPage.objects.live()] == [waiting.pk]


def test_what_is_due_with_it_waits_for_it(waiting, account, mastodon, zhao, later):  # noqa: F811
    actions.plan(page=waiting, account=account, by=zhao, at=waiting.go_live_at, asked="a")
    later(minutes=61)
    actions.withdraw_what_is_not_public()
    assert Publication.objects.get().state == State.PLANNED
    tasks.publish_what_is_due.call()
    later(minutes=2)
    assert len(texts(mastodon)) == 1


def test_though_not_for_ever(waiting, account, zhao, later):  # noqa: F811
    actions.plan(page=waiting, account=account, by=zhao, at=waiting.go_live_at, asked="a")
    later(minutes=71)
    publication = Publication.objects.get()
    assert (publication.state, publication.trouble) == (State.FAILED, "not_public")
