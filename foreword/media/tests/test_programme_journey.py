"""One product through many media: out, corrected, withdrawn, with what a person has to do where a medium offers no way."""

import pytest
from django.core.files.base import ContentFile
from wagtail.images.models import Image

from foreword.channels.actions import keep_account
from foreword.channels.models import ChannelAccount
from foreword.channels.outward.sandbox import mastodon, wechat, wecom, weibo
from foreword.channels.tests.outward import jpeg
from foreword.kernel.jobs.run import run_until_idle
from foreword.media import actions, queries
from foreword.media.actions import create_product
from foreword.media.models import Publication, State

TEXTS = {"zh-hans": {"title": "新生第一周", "summary": "小小的参观。", "body": "带上**校园卡**。"}}
BY_HAND = {"wechat", "wecom_robot", "weibo"}


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = settings.FOREWORD_HOME = tmp_path


@pytest.fixture
def accounts(admin, sandbox) -> list[ChannelAccount]:
    at = sandbox.address
    kinds = [
        ("wechat", {"server": f"{at}/wechat", "appid": wechat.APPID, "cover": "", "mode": "publish"}, wechat.SECRET),
        ("wecom_robot", {"server": f"{at}/wecom", "form": "text"}, wecom.KEY),
        ("weibo", {"server": f"{at}/weibo"}, weibo.TOKEN),
        ("mastodon", {"server": f"{at}/mastodon", "visibility": "public"}, mastodon.TOKEN),
        ("folder", {"folder": "hall", "form": "html"}, ""),
        ("display", {"server": f"{at}/display/line?text={{text}}", "method": "GET"}, ""),
    ]
    return [
        keep_account(
            by=admin,
            account=ChannelAccount(kind=kind),
            name=kind,
            config=config,
            secrets=dict.fromkeys(("secret", "key", "token"), key),
            enabled=True,
        )
        for kind, config, key in kinds
    ]


@pytest.fixture
def product(topics):
    page = create_product(key="first-week", texts=TEXTS)[0]
    image = Image.objects.create(title="hall", file=ContentFile(jpeg(900), "hall.jpg"))
    page.content.append(("picture", {"image": image, "alt": "阅览大厅", "caption": ""}))
    page.save_revision().publish()
    page.refresh_from_db()
    return page


@pytest.fixture
def out(product, accounts, zhao, later):
    for account in accounts:
        actions.plan(page=product, account=account, by=zhao, at=None, asked="a")
    run_until_idle()
    for _look in range(3):
        later(seconds=90)
    return product


def states() -> dict[str, str]:
    return {each.account.kind: each.state for each in Publication.objects.select_related("account")}


def shown(sandbox) -> dict[str, list[str]]:
    return {name: [each.text for each in vendor.public] for name, vendor in sandbox.vendors.items()}


def correct(product, zhao, later) -> None:
    product.summary = "三次小小的参观。"
    product.save_revision().publish()
    run_until_idle()
    actions.correct_everywhere(page=product, by=zhao)
    run_until_idle()


def test_it_is_out_in_every_medium_once(out, sandbox):
    assert set(states().values()) == {State.OUT}
    assert {name: len(texts) for name, texts in shown(sandbox).items()} == dict.fromkeys(sandbox.vendors, 1)


def test_the_article_has_its_picture_from_wechat(out, sandbox):
    assert f'src="{wechat.OWN}' in shown(sandbox)["wechat"][0]


def test_one_correction_reaches_every_medium_that_can_be_corrected(out, sandbox, zhao, later, tmp_path):
    correct(out, zhao, later)
    corrected = {kind for kind, state in states().items() if state == State.CORRECTED}
    assert corrected == {"mastodon", "folder", "display"}
    there = shown(sandbox)
    page = next((tmp_path / "outward" / "hall").iterdir()).read_text()
    assert all("三次小小的参观" in text for text in (there["mastodon"][0], there["display"][0], page))


def test_where_a_medium_cannot_be_corrected_a_person_is_told_what_to_do(out, zhao, later):
    correct(out, zhao, later)
    assert {each.account.kind: bool(each.what_to_do) for each in queries.hands()} == dict.fromkeys(BY_HAND, True)


def test_one_withdrawal_removes_it_wherever_it_can_be_removed(out, sandbox, tmp_path):
    out.unpublish()
    run_until_idle()
    there = shown(sandbox)
    assert [there[name] for name in ("wechat", "mastodon", "display")] == [[], [], []]
    assert list((tmp_path / "outward" / "hall").iterdir()) == []
    assert {kind for kind, state in states().items() if state == State.BY_HAND} == {"wecom_robot", "weibo"}


def test_what_was_done_by_hand_is_done(out, zhao):
    out.unpublish()
    run_until_idle()
    for publication in queries.hands():
        actions.settle(publication=publication, by=zhao)
    assert (set(states().values()), queries.hands()) == ({State.WITHDRAWN}, ())


def test_while_wechat_examines_it_is_on_its_way(product, accounts, zhao):
    actions.plan(page=product, account=accounts[0], by=zhao, at=None, asked="a")
    run_until_idle()
    assert states() == {"wechat": State.GOING}


def test_a_time_out_where_repetitions_are_not_known_waits_for_a_person(product, accounts, sandbox, zhao, later):
    sandbox.vendors["wecom"].moods.append("lost")
    actions.plan(page=product, account=accounts[1], by=zhao, at=None, asked="a")
    run_until_idle()
    later(hours=12)
    assert (states(), len(shown(sandbox)["wecom"])) == ({"wecom_robot": State.UNKNOWN}, 1)


def test_a_worker_that_died_where_repetitions_are_not_known_waits_for_a_person(product, accounts, sandbox, zhao):
    row = actions.plan(page=product, account=accounts[1], by=zhao, at=None, asked="a")
    actions.carrying.take_up(row.pid, row.turn)  # and here it dies, having said it or not
    run_until_idle()
    assert (states(), shown(sandbox)["wecom"]) == ({"wecom_robot": State.UNKNOWN}, [])


def test_sent_again_by_a_person_it_goes(product, accounts, sandbox, zhao):
    row = actions.plan(page=product, account=accounts[1], by=zhao, at=None, asked="a")
    actions.carrying.take_up(row.pid, row.turn)
    run_until_idle()
    actions.try_again(publication=row, by=zhao)
    run_until_idle()
    assert (states(), len(shown(sandbox)["wecom"])) == ({"wecom_robot": State.OUT}, 1)


def test_an_article_that_is_too_long_is_not_planned(product, accounts, zhao):
    product.content.append(("text", "<p>" + "文" * 21_000 + "</p>"))
    product.save_revision().publish()
    with pytest.raises(actions.CannotPlan):
        actions.plan(page=product, account=accounts[0], by=zhao, at=None, asked="a")


def test_a_group_may_hear_of_it_again(out, accounts, sandbox, zhao):
    actions.plan(page=out, account=accounts[1], by=zhao, at=None, asked="another")
    run_until_idle()
    assert len(shown(sandbox)["wecom"]) == 2


class TestADisplayThatShowsOneLine:
    @pytest.fixture
    def board(self, accounts):
        return next(account for account in accounts if account.kind == "display")

    @pytest.fixture
    def newer(self, product, board, zhao, later):
        """Sent after `product`, so that it is what the display shows."""
        page = create_product(key="late-hours", texts={"zh-hans": {**TEXTS["zh-hans"], "title": "夜间开放"}})[0]
        for number, each in enumerate((product, page)):
            actions.plan(page=each, account=board, by=zhao, at=None, asked=str(number))
            later(seconds=5)
        return page

    def test_goes_on_showing_the_newer_when_the_older_is_withdrawn(self, newer, product, sandbox):
        product.unpublish()
        run_until_idle()
        assert [line[:4] for line in shown(sandbox)["display"]] == ["夜间开放"]

    def test_and_when_the_older_is_corrected(self, newer, product, zhao, later, sandbox):
        correct(product, zhao, later)
        assert [line[:4] for line in shown(sandbox)["display"]] == ["夜间开放"]

    def test_is_dark_when_what_it_shows_is_withdrawn(self, newer, sandbox):
        newer.unpublish()
        run_until_idle()
        assert shown(sandbox)["display"] == []
