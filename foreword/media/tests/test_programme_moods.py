"""Whatever a vendor does, one after the other: nothing is said twice unasked, and what we hold is never more than we know."""

from itertools import product as pairs

import pytest

from foreword.channels.actions import keep_account
from foreword.channels.models import ChannelAccount
from foreword.channels.outward.sandbox import mastodon, wecom
from foreword.media import actions
from foreword.media.actions import create_product
from foreword.media.models import Publication, State

MOODS = ["", "busy", "lost", "broken", "deaf"]
AT = {
    "wecom_robot": ("wecom", {"form": "text"}, {"key": wecom.KEY}),
    "mastodon": ("mastodon", {"visibility": "public"}, {"token": mastodon.TOKEN}),
}


@pytest.fixture
def vendors(sandbox):
    for vendor in sandbox.vendors.values():
        vendor.too_many = lambda *_args: False
    return sandbox.vendors


def account(admin, sandbox, kind) -> ChannelAccount:
    name, config, secrets = AT[kind]
    config = {"server": f"{sandbox.address}/{name}", **config}
    row = ChannelAccount(kind=kind)
    return keep_account(by=admin, account=row, name=kind, config=config, secrets=secrets, enabled=True)


@pytest.mark.parametrize("kind", AT)
def test_whatever_happens_at_two_tries_it_is_there_once_or_we_say_that_we_do_not_know(
    topics, admin, sandbox, vendors, later, kind
):
    place, vendor = account(admin, sandbox, kind), vendors[AT[kind][0]]
    for number, moods in enumerate(pairs(MOODS, repeat=2)):
        texts = {"en": {"title": f"Product {number}.", "summary": "Small.", "body": "x"}}
        page = create_product(key=f"p{number}", texts=texts)[0]
        vendor.moods.extend(moods)
        row = actions.plan(page=page, account=place, by=admin, at=None, asked=f"a{number}")
        for _try in range(3):  # the first, after a minute, after five
            later(minutes=7)
        vendor.moods.clear()
        state = Publication.objects.get(pk=row.pk).state
        there = sum(f"Product {number}." in each.text for each in vendor.public)
        assert (state, there) in {(State.OUT, 1), (State.UNKNOWN, 0), (State.UNKNOWN, 1)}, moods
        assert kind == "wecom_robot" or state == State.OUT, moods
