"""What goes out where and when, against a vendor with the real one's rules and in every mood."""

from datetime import timedelta

import pytest
from django.utils.timezone import localtime

from foreword.channels.actions import keep_account
from foreword.channels.models import ChannelAccount
from foreword.channels.outward.sandbox.mastodon import TOKEN
from foreword.kernel.clock import now, today
from foreword.kernel.jobs.run import run_until_idle
from foreword.kernel.models import Job
from foreword.media import actions, queries
from foreword.media.actions import CannotPlan, carrying, create_product
from foreword.media.models import ProductPage, Publication, State
from foreword.media.programme_checks import programme

TEXTS = {"en": {"title": "First week", "summary": "Small visits.", "body": "Bring your **card**."}}


@pytest.fixture
def mastodon(sandbox):
    return sandbox.vendors["mastodon"]


@pytest.fixture
def account(admin, sandbox) -> ChannelAccount:
    config = {"server": f"{sandbox.address}/mastodon", "visibility": "public"}
    return keep(admin, "mastodon", config, {"token": TOKEN})


@pytest.fixture
def folder(admin, settings, tmp_path) -> ChannelAccount:
    settings.FOREWORD_HOME = tmp_path
    return keep(admin, "folder", {"folder": "hall", "form": "led"}, {})


@pytest.fixture
def product(topics) -> ProductPage:
    return create_product(key="first-week", texts=TEXTS)[0]


def keep(admin, kind, config, secrets) -> ChannelAccount:
    return keep_account(
        by=admin, account=ChannelAccount(kind=kind), name=kind, config=config, secrets=secrets, enabled=True
    )


def send(product, account, by, *, at=None, asked="a") -> Publication:
    publication = actions.plan(page=product, account=account, by=by, at=at, asked=asked)
    run_until_idle()
    publication.refresh_from_db()
    return publication


def change(product: ProductPage, summary: str) -> None:
    product.refresh_from_db()
    product.summary = summary
    product.save_revision().publish()
    run_until_idle()


def texts(vendor) -> list[str]:
    return [each.text for each in vendor.public]


def test_sent_now_it_is_out_with_its_address(product, account, mastodon, zhao):
    publication = send(product, account, zhao)
    assert (publication.state, publication.address[:31]) == (State.OUT, "https://social.sandbox.example/")
    assert texts(mastodon)[0].startswith("First week\n\nSmall visits.\n\nhttp")


def test_planned_it_goes_at_its_time_and_not_before(product, account, mastodon, zhao, later):
    publication = send(product, account, zhao, at=now() + timedelta(hours=2))
    assert (publication.state, texts(mastodon)) == (State.PLANNED, [])
    later(hours=2, minutes=1)
    assert len(texts(mastodon)) == 1


def test_moved_it_goes_once_at_the_new_time(product, account, mastodon, zhao, later):
    publication = send(product, account, zhao, at=now() + timedelta(hours=1))
    actions.move(publication=publication, by=zhao, at=now() + timedelta(hours=3))
    later(hours=2)
    assert texts(mastodon) == []
    later(hours=2)
    assert len(texts(mastodon)) == 1


def test_the_same_click_twice_is_one_publication(product, account, mastodon, zhao):
    send(product, account, zhao)
    send(product, account, zhao)
    assert len(texts(mastodon)) == Publication.objects.count() == 1


def test_two_clicks_while_it_is_on_its_way_are_one(product, account, zhao):
    actions.plan(page=product, account=account, by=zhao, at=None, asked="a")
    with pytest.raises(CannotPlan):
        actions.plan(page=product, account=account, by=zhao, at=None, asked="b")


def test_what_can_be_corrected_is_not_sent_a_second_time(product, account, zhao):
    send(product, account, zhao)
    with pytest.raises(CannotPlan):
        actions.plan(page=product, account=account, by=zhao, at=None, asked="b")


def test_readers_plan_nothing(product, account, lin):
    with pytest.raises(CannotPlan):
        actions.plan(page=product, account=account, by=lin, at=None, asked="a")


def test_nothing_goes_out_before_it_may_be_read_here(product, account, zhao):
    product.valid_from = today() + timedelta(days=3)
    with pytest.raises(CannotPlan):
        actions.plan(page=product, account=account, by=zhao, at=now() + timedelta(days=1), asked="a")


def test_a_busy_vendor_is_asked_again_a_minute_later(product, account, mastodon, zhao, later):
    mastodon.moods.extend(["", "busy"])
    publication = send(product, account, zhao)
    assert (publication.state, publication.trouble) == (State.PLANNED, "busy")
    later(minutes=2)
    assert len(texts(mastodon)) == 1


def test_the_vendors_own_word_for_when_is_kept(product, account, mastodon, zhao):
    mastodon.moods.extend(["", "limit"])
    send(product, account, zhao)
    assert Publication.objects.get().attempts == 1
    assert Job.objects.pending().get(task=carrying.CARRY).run_at > now() + timedelta(seconds=110)


def test_a_wrong_key_needs_a_hand_and_is_told_in_words(product, account, admin, zhao):
    keep_account(by=admin, account=account, name="m", config=account.config, secrets={"token": "x"}, enabled=True)
    publication = send(product, account, zhao)
    assert (publication.state, publication.trouble) == (State.FAILED, "key")
    assert [each.pk for each in queries.hands()] == [publication.pk]


def test_where_the_vendor_knows_repetitions_a_broken_line_is_mended_unasked(product, account, mastodon, zhao, later):
    mastodon.moods.extend(["", "lost"])
    send(product, account, zhao)
    later(minutes=2)
    assert len(texts(mastodon)) == 1
    assert Publication.objects.get().state == State.OUT


def test_beyond_the_vendors_memory_nobody_knows_and_nothing_is_repeated(product, account, mastodon, zhao, later):
    mastodon.moods.extend(["", "lost", "", "busy", "", "busy", "", "busy", "", "lost"])
    send(product, account, zhao)
    for _try in range(5):
        later(minutes=80)
    assert len(texts(mastodon)) == 1
    assert Publication.objects.get().state == State.UNKNOWN


def test_a_worker_that_dies_after_handing_over_leaves_nothing_doubled(product, account, mastodon, zhao):
    publication = actions.plan(page=product, account=account, by=zhao, at=None, asked="a")
    going = carrying.take_up(publication.pid, publication.turn)
    carrying.perform(going)  # and here it dies
    run_until_idle()
    publication.refresh_from_db()
    assert (publication.state, len(texts(mastodon))) == (State.OUT, 1)


def test_a_text_that_cannot_be_made_ready_is_no_riddle(product, account, zhao, monkeypatch):
    def broken(*_args, **_kwargs):
        raise OSError("no such picture")

    monkeypatch.setattr(carrying, "outgoing", broken)
    publication = send(product, account, zhao)
    assert (publication.state, publication.trouble, publication.unsure) == (State.PLANNED, "unready", False)


def test_an_account_that_was_switched_off_meanwhile_sends_nothing(product, account, mastodon, zhao, later):
    send(product, account, zhao, at=now() + timedelta(hours=1))
    ChannelAccount.objects.update(enabled=False)
    later(hours=2)
    assert (Publication.objects.get().trouble, texts(mastodon)) == ("off", [])


def test_a_person_who_has_looked_says_that_it_is_there(product, account, mastodon, zhao):
    publication = send(product, account, zhao)
    Publication.objects.update(state=State.UNKNOWN, remote_id="", address="")
    there = f"https://social.sandbox.example/@library/{mastodon.public[0].id}"
    actions.settle(publication=publication, by=zhao, address=there)
    publication.refresh_from_db()
    assert (publication.state, publication.remote_id) == (State.OUT, mastodon.public[0].id)


def test_published_anew_it_offers_to_correct_and_corrects(product, account, folder, mastodon, zhao, tmp_path):
    send(product, account, zhao)
    send(product, folder, zhao)
    change(product, "Three small visits.")
    assert queries.going_of(product).outdated == 2
    actions.correct_everywhere(page=product, by=zhao)
    run_until_idle()
    assert "Three small visits." in texts(mastodon)[0]
    assert "Three small visits." in next((tmp_path / "outward" / "hall").iterdir()).read_text("gb18030")
    assert {each.state for each in Publication.objects.all()} == {State.CORRECTED}


def test_a_change_that_a_medium_does_not_show_is_no_correction(product, account, zhao):
    send(product, account, zhao)
    product.minutes = 9
    change(product, "Small visits.")
    assert queries.going_of(product).outdated == 0


def test_withdrawn_it_is_gone_everywhere(product, account, folder, mastodon, zhao, tmp_path):
    send(product, account, zhao)
    send(product, folder, zhao)
    product.unpublish()
    run_until_idle()
    assert (texts(mastodon), list((tmp_path / "outward" / "hall").iterdir())) == ([], [])
    assert {each.state for each in Publication.objects.all()} == {State.WITHDRAWN}


def test_deleted_it_is_gone_everywhere(product, account, mastodon, zhao):
    send(product, account, zhao)
    product.delete()
    run_until_idle()
    assert texts(mastodon) == []


def test_when_its_time_is_up_it_is_withdrawn(product, account, mastodon, zhao):
    send(product, account, zhao)
    ProductPage.objects.update(valid_until=today() - timedelta(days=1))
    actions.withdraw_what_is_not_public()
    run_until_idle()
    assert texts(mastodon) == []


def test_a_plan_for_what_was_withdrawn_is_given_up(product, account, zhao):
    send(product, account, zhao, at=now() + timedelta(days=1))
    product.unpublish()
    run_until_idle()
    assert not Publication.objects.exists()


def test_gone_there_already_is_withdrawn(product, account, mastodon, zhao):
    publication = send(product, account, zhao)
    mastodon.public[0].withdrawn = True
    actions.withdraw(publication=publication, by=zhao)
    run_until_idle()
    publication.refresh_from_db()
    assert publication.state == State.WITHDRAWN


def test_the_week_shows_it_on_its_day(product, account, zhao):
    send(product, account, zhao)
    week = queries.week_of(today())
    assert [day.day for day in week.days if day.slots] == [today()]


def test_a_product_that_goes_to_several_at_once_is_one_line_of_the_week(product, account, folder, zhao):
    at = now() + timedelta(minutes=5)
    for place in (account, folder):
        send(product, place, zhao, at=at)
    slots = [slot for day in queries.week_of(localtime(at).date()).days for slot in day.slots]
    assert [len(slot.publications) for slot in slots] == [2]


class TestTheDoctor:
    def test_finds_nothing_where_nothing_waits(self, product, account, zhao):
        send(product, account, zhao)
        assert programme().state == "well"

    def test_sees_what_needs_a_hand(self, product, account, zhao):
        send(product, account, zhao)
        Publication.objects.update(state=State.UNKNOWN)
        assert programme().state == "note"

    def test_sees_what_nobody_carries_out(self, product, account, zhao):
        actions.plan(page=product, account=account, by=zhao, at=now() - timedelta(hours=1), asked="a")
        assert programme().state == "mend"

    def test_sees_keys_that_cannot_be_opened(self, account, settings):
        settings.SECRET_KEY = "another" * 9
        assert "mastodon" in programme().text
