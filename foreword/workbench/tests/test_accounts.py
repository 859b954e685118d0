"""Accounts at other media: an administrator's alone, and a key that was entered is never shown again."""

import pytest

from foreword.channels.actions import MayNotKeep, drop_account, keep_account
from foreword.channels.models import ChannelAccount
from foreword.channels.outward.sandbox.mastodon import TOKEN
from foreword.channels.outward.sandbox.server import running
from foreword.media.actions import create_product, plan
from tests.world import sign_in

PAGE = "/en/desk/accounts/"
ENTERED = {"name": "Campus", "server": "https://social.example.edu", "visibility": "public", "enabled": "on"}


@pytest.fixture
def account(admin) -> ChannelAccount:
    config = {"server": "https://social.example.edu", "visibility": "public"}
    account = ChannelAccount(kind="mastodon")
    return keep_account(by=admin, account=account, name="Campus", config=config, secrets={"token": TOKEN}, enabled=True)


@pytest.mark.parametrize("who", ["lin", "zhao", "chen", "dean"])
def test_for_everybody_else_the_page_does_not_exist(client, request, who):
    assert sign_in(client, request.getfixturevalue(who)).get(PAGE).status_code == 404


def test_an_account_is_set_up_on_the_page(client, admin):
    sign_in(client, admin).post(f"{PAGE}new/mastodon/", {**ENTERED, "token": "k3y"})
    assert ChannelAccount.objects.get().access.secrets == {"token": "k3y"}


def test_a_key_is_wanted_once(client, admin):
    answer = sign_in(client, admin).post(f"{PAGE}new/mastodon/", ENTERED)
    assert (answer.status_code, ChannelAccount.objects.count()) == (422, 0)


def test_an_empty_key_keeps_the_one_there_is(client, admin, account):
    sign_in(client, admin).post(f"{PAGE}{account.pid}/", {**ENTERED, "name": "Renamed", "token": ""})
    account.refresh_from_db()
    assert (account.name, account.access.secrets) == ("Renamed", {"token": TOKEN})


def test_no_page_shows_a_key(client, admin, account):
    browser = sign_in(client, admin)
    assert not any(TOKEN in browser.get(page).content.decode() for page in (PAGE, f"{PAGE}{account.pid}/"))


def test_at_rest_the_key_cannot_be_read(account):
    assert TOKEN not in account.sealed
    assert TOKEN not in repr(account.access)


def test_with_another_secret_key_the_keys_are_missing_and_nothing_breaks(account, settings):
    settings.SECRET_KEY = "another" * 9
    assert account.access.secrets == {}


def test_an_older_secret_key_still_opens(account, settings):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another" * 9, [settings.SECRET_KEY]
    assert account.access.secrets == {"token": TOKEN}


@pytest.mark.parametrize("server", ["javascript:alert(1)", "file:///etc/passwd", "social example", "gopher://x/"])
def test_an_address_is_one_of_the_web(client, admin, server):
    answer = sign_in(client, admin).post(f"{PAGE}new/mastodon/", {**ENTERED, "server": server, "token": "k"})
    assert answer.status_code == 422


def test_two_accounts_have_two_names(client, admin, account):
    answer = sign_in(client, admin).post(f"{PAGE}new/mastodon/", {**ENTERED, "token": "k"})
    assert (answer.status_code, ChannelAccount.objects.count()) == (422, 1)


@pytest.mark.parametrize(("token", "trouble"), [(TOKEN, ""), ("wrong", "key")])
def test_tried_it_says_whether_it_works(client, admin, account, token, trouble):
    with running() as sandbox:
        account.config["server"] = f"{sandbox.address}/mastodon"
        account.keep_secrets({"token": token})
        account.save()
        sign_in(client, admin).post(f"{PAGE}{account.pid}/try/")
    account.refresh_from_db()
    assert (account.trouble, bool(account.tried_at)) == (trouble, True)


def test_a_server_that_leads_elsewhere_is_not_followed(client, admin, account):
    with running() as sandbox:
        sandbox.vendors["mastodon"].moods.append("elsewhere")
        account.config["server"] = f"{sandbox.address}/mastodon"
        account.save()
        sign_in(client, admin).post(f"{PAGE}{account.pid}/try/")
    account.refresh_from_db()
    assert account.trouble == "set_up"


def test_an_account_through_which_something_went_out_stays(topics, admin, account):
    texts = {"en": {"title": "First week", "summary": "Small visits.", "body": "x"}}
    plan(page=create_product(key="k", texts=texts)[0], account=account, by=admin, at=None, asked="a")
    with pytest.raises(MayNotKeep):
        drop_account(by=admin, account=account)


def test_an_account_without_a_past_is_taken_out(client, admin, account):
    sign_in(client, admin).post(f"{PAGE}{account.pid}/drop/")
    assert not ChannelAccount.objects.exists()


def test_an_account_whose_adapter_is_gone_is_listed_and_nothing_breaks(client, admin):
    ChannelAccount.objects.create(kind="carrier_pigeon", name="Loft")
    assert "not installed" in sign_in(client, admin).get(PAGE).content.decode()
