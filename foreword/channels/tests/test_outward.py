"""The outward adapters against a sandbox that keeps the vendors' rules."""

import sys
from datetime import timedelta
from types import SimpleNamespace

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreword.channels.outward import acting
from foreword.channels.outward.interface import Done, Permanent, Retry, Trouble, Unknown
from foreword.channels.outward.registry import adapters
from foreword.channels.outward.sandbox import mastodon, wecom, weibo
from foreword.channels.outward.sandbox.server import running
from foreword.channels.outward.web import LONGEST_PAUSE, pause
from foreword.channels.tests.outward import URL, access, saying
from foreword.kernel.bench.server import free_port
from foreword.kernel.clock import now


@pytest.fixture
def sandbox():
    with running() as server:
        yield server


class TestMastodon:
    @pytest.fixture
    def account(self, sandbox):
        config = {"server": f"{sandbox.address}/mastodon", "visibility": "public"}
        return access(config, token=mastodon.TOKEN)

    @pytest.fixture
    def vendor(self, sandbox):
        return sandbox.vendors["mastodon"]

    @pytest.fixture(autouse=True)
    def _no_waiting(self, monkeypatch):
        monkeypatch.setattr("foreword.channels.outward.mastodon.time", SimpleNamespace(sleep=lambda _seconds: None))

    def test_the_same_key_is_the_same_post(self, account, vendor):
        first, second = (acting.publish("mastodon", account, saying()) for _time in range(2))
        assert (first == second, len(vendor.public)) == (True, 1)

    def test_a_picture_goes_with_its_words(self, account, vendor):
        acting.publish("mastodon", account, saying())
        assert list(vendor.pictures.values()) == ["阅览大厅"]

    def test_the_instances_own_limit_holds(self, account, vendor):
        vendor.most = 20
        assert acting.publish("mastodon", account, saying()) == Permanent(Trouble.TOO_LONG, "34 / 20")

    def test_a_picture_that_breaks_on_its_way_may_be_sent_again(self, account, vendor):
        vendor.moods.extend(["", "lost"])
        assert isinstance(acting.publish("mastodon", account, saying()), Retry)

    def test_corrected_it_is_the_same_post(self, account, vendor):
        done = acting.publish("mastodon", account, saying())
        acting.correct("mastodon", account, done.remote_id, saying(text=f"第二周 {URL}"))
        assert [each.text for each in vendor.public] == [f"第二周 {URL}"]

    def test_what_is_gone_there_cannot_be_corrected(self, account):
        assert acting.correct("mastodon", account, "404", saying()).trouble == Trouble.GONE


@pytest.mark.parametrize(
    ("mood", "kind", "trouble"),
    [
        ("busy", Retry, Trouble.BUSY),
        ("limit", Retry, Trouble.QUOTA),
        ("broken", Unknown, Trouble.SILENT),
        ("lost", Unknown, Trouble.SILENT),
        ("deaf", Unknown, Trouble.SILENT),
        ("elsewhere", Permanent, Trouble.SET_UP),
    ],
)
def test_every_mood_has_its_class(sandbox, mood, kind, trouble):
    sandbox.vendors["wecom"].moods.append(mood)
    result = acting.publish("wecom_robot", robot(sandbox), saying())
    assert (type(result), result.trouble) == (kind, trouble)


def test_nobody_there_is_no_riddle():
    account = access({"server": f"http://127.0.0.1:{free_port()}", "form": "text"}, key="k")
    assert acting.publish("wecom_robot", account, saying()) == Retry(Trouble.UNREACHABLE, "ConnectError")


def test_a_vendor_that_says_nothing_in_time_is_a_riddle(sandbox, monkeypatch):
    monkeypatch.setattr("foreword.channels.outward.web.TIMEOUT", httpx.Timeout(0.3))
    sandbox.one_by_one.acquire()
    result = acting.publish("wecom_robot", robot(sandbox), saying())
    sandbox.one_by_one.release()
    assert result == Unknown(Trouble.SILENT, "ReadTimeout")


def test_an_answer_that_is_no_answer_is_a_riddle(sandbox):
    account = access({"server": f"{sandbox.address}/display/line?", "form": "text"}, key="k")
    assert isinstance(acting.publish("wecom_robot", account, saying()), Unknown)


def test_a_fault_of_ours_is_a_riddle_and_not_an_error(sandbox):
    assert isinstance(acting.publish("wecom_robot", access({}), saying()), Unknown)


def test_a_kind_that_is_not_installed_is_told():
    assert acting.check("carrier_pigeon", access({})) == Permanent(Trouble.SET_UP, "carrier_pigeon")


@given(st.text(max_size=40))
def test_whatever_retry_after_says_it_is_a_pause_or_none(text):
    asked = pause({"retry-after": text})
    assert asked is None or timedelta(0) <= asked <= LONGEST_PAUSE


def test_every_act_that_an_adapter_cannot_do_has_words_for_a_hand():
    lacking = [
        (adapter.kind, act)
        for adapter in adapters()
        for act in ("correct", "withdraw")
        if not adapter.can(act) and not adapter.by_hand.get(act)
    ]
    assert lacking == []


def robot(sandbox, form="text", key=wecom.KEY):
    return access({"server": f"{sandbox.address}/wecom", "form": form}, key=key)


class TestRobot:
    def test_says_it_in_the_group(self, sandbox):
        assert acting.publish("wecom_robot", robot(sandbox), saying()) == Done()
        assert sandbox.vendors["wecom"].public[0].text == saying().text

    def test_with_a_link_in_markdown(self, sandbox):
        acting.publish("wecom_robot", robot(sandbox, "markdown"), saying())
        assert sandbox.vendors["wecom"].public[0].text == f"**第一周**\n小小的参观。\n[{URL}]({URL})"

    def test_counts_bytes(self, sandbox):
        result = acting.publish("wecom_robot", robot(sandbox), saying(text="字" * 683))
        assert result == Permanent(Trouble.TOO_LONG, "2049 / 2048")

    def test_the_twenty_first_in_a_minute_waits_one(self, sandbox):
        for _number in range(20):
            acting.publish("wecom_robot", robot(sandbox), saying())
        result = acting.publish("wecom_robot", robot(sandbox), saying())
        assert (result.trouble, result.after) == (Trouble.QUOTA, timedelta(minutes=1))

    @pytest.mark.parametrize(("key", "kind"), [(wecom.KEY, Done), ("other", Permanent)])
    def test_tried_it_says_nothing_in_the_group(self, sandbox, key, kind):
        result = acting.check("wecom_robot", robot(sandbox, key=key))
        assert (type(result), sandbox.vendors["wecom"].public) == (kind, [])


class TestWeibo:
    @pytest.fixture
    def vendor(self, sandbox):
        sandbox.vendors["weibo"].bound = "library.example"
        return sandbox.vendors["weibo"]

    @pytest.fixture
    def account(self, sandbox, vendor):
        return access({"server": f"{sandbox.address}/weibo"}, token=weibo.TOKEN)

    def test_posts_with_its_picture(self, account, vendor):
        result = acting.publish("weibo", account, saying())
        assert (result.address, len(vendor.public)) == (f"https://m.weibo.cn/detail/{vendor.public[0].id}", 1)

    def test_posts_without_a_picture(self, account, vendor):
        acting.publish("weibo", account, saying(pictures=()))
        assert vendor.public[0].text == saying().text

    @pytest.mark.parametrize(
        ("text", "trouble"),
        [
            ("字" * 140 + URL, Trouble.TOO_LONG),
            ("no address", Trouble.NOT_ALLOWED),
            ("https://elsewhere.example/", Trouble.NOT_ALLOWED),
            (f"#topic# {URL}", Trouble.AUDIT),
        ],
    )
    def test_weibos_rules_are_told_in_words(self, account, text, trouble):
        assert acting.publish("weibo", account, saying(text=text)).trouble == trouble

    def test_an_expired_token_needs_an_administrator(self, account, vendor):
        vendor.expires = now() - timedelta(seconds=1)
        assert acting.publish("weibo", account, saying()).trouble == Trouble.KEY
        assert acting.check("weibo", account).trouble == Trouble.KEY

    def test_a_used_up_day_is_tried_again_later(self, account, vendor):
        vendor.a_day = 0
        assert acting.publish("weibo", account, saying()).after == timedelta(hours=1)

    def test_a_picture_that_is_too_large_stays_behind(self, account, vendor, monkeypatch):
        monkeypatch.setattr("foreword.channels.outward.weibo.PICTURE_MOST", 10)
        assert isinstance(acting.publish("weibo", account, saying()), Done)


class TestDisplay:
    @pytest.fixture(params=["GET", "PUT"])
    def account(self, request, sandbox):
        ending = "?text={text}&id={id}" if request.param == "GET" else ""
        config = {"server": f"{sandbox.address}/display/line{ending}", "method": request.param}
        return access(config, authorization="Bearer x")

    def test_shows_what_was_sent_last(self, account, sandbox):
        done = acting.publish("display", account, saying(text="开馆 & 闭馆"))
        acting.correct("display", account, done.remote_id, saying(text="闭馆=22:00?"))
        assert [each.text for each in sandbox.vendors["display"].public] == ["闭馆=22:00?"]

    def test_withdrawn_it_is_dark(self, account, sandbox):
        done = acting.publish("display", account, saying(text="开馆"))
        acting.withdraw("display", account, done.remote_id)
        assert sandbox.vendors["display"].public == []


class TestFolder:
    @pytest.fixture(autouse=True)
    def _home(self, settings, tmp_path):
        settings.FOREWORD_HOME = tmp_path

    @pytest.mark.parametrize("form", ["led", "txt", "html", "json"])
    def test_a_file_that_is_read_back(self, form, tmp_path):
        done = acting.publish("folder", access({"folder": "hall", "form": form}), saying())
        content = (tmp_path / "outward" / "hall" / done.remote_id).read_bytes()
        assert ("带上校园卡" if form == "html" else "小小的参观") in content.decode(
            "gb18030" if form == "led" else "utf-8"
        )

    @pytest.mark.parametrize("name", ["../elsewhere", "/etc", "", "a/b", ".", "..", "a\x00b"])
    def test_no_name_leads_out_of_its_place(self, name, tmp_path):
        result = acting.publish("folder", access({"folder": name, "form": "txt"}), saying())
        assert (result.trouble, list(tmp_path.iterdir())) == (Trouble.SET_UP, [])

    def test_nothing_half_written_is_ever_seen(self, tmp_path):
        acting.publish("folder", access({"folder": "hall", "form": "txt"}), saying())
        assert len(list((tmp_path / "outward" / "hall").iterdir())) == 1

    def test_another_form_takes_the_place_of_the_older_file(self, tmp_path):
        acting.publish("folder", access({"folder": "hall", "form": "txt"}), saying())
        acting.correct("folder", access({"folder": "hall", "form": "json"}), "abc.txt", saying())
        assert [each.suffix for each in (tmp_path / "outward" / "hall").iterdir()] == [".json"]

    def test_a_folder_that_cannot_be_written_is_tried_again(self, tmp_path):
        (tmp_path / "outward").write_text("a file in the way")
        assert isinstance(acting.publish("folder", access({"folder": "hall", "form": "txt"}), saying()), Retry)


class TestApprise:
    @pytest.fixture
    def service(self, monkeypatch):
        """A double of the library: it is not installed with Foreword."""
        sent = []

        class Apprise(list):
            def add(self, address):
                self.append(SimpleNamespace(service_name="ntfy"))
                return address.startswith("ntfy://")

            def notify(self, **said):
                sent.append(said)
                return "fails" not in said["body"]

        module = SimpleNamespace(Apprise=Apprise, __spec__=SimpleNamespace())
        monkeypatch.setitem(sys.modules, "apprise", module)
        return sent

    def test_says_title_and_body(self, service):
        assert acting.publish("apprise", access({}, address="ntfy://library"), saying()) == Done()
        assert service == [{"title": "第一周", "body": f"小小的参观。\n{URL}"}]

    def test_what_it_could_not_send_nobody_knows(self, service):
        result = acting.publish("apprise", access({}, address="ntfy://library"), saying(text="a\nfails"))
        assert result == Unknown()

    def test_an_address_that_it_cannot_read_is_told(self, service):
        assert acting.check("apprise", access({}, address="pigeon://x")).trouble == Trouble.SET_UP

    def test_where_it_is_not_installed_it_says_so(self, monkeypatch):
        monkeypatch.setattr("foreword.channels.outward.apprise_url.find_spec", lambda _name: None)
        assert acting.check("apprise", access({}, address="ntfy://x")).trouble == Trouble.MISSING


def test_secrets_are_in_no_words(sandbox):
    account = robot(sandbox, key="s3cret")
    assert "s3cret" not in repr(account) + str(acting.publish("wecom_robot", account, saying()))


@pytest.mark.parametrize("mood", ["", "broken", "lost"])
def test_no_key_is_ever_logged(sandbox, caplog, mood):
    caplog.set_level("DEBUG")
    sandbox.vendors["wecom"].moods.append(mood)
    acting.publish("wecom_robot", robot(sandbox), saying())
    assert wecom.KEY not in caplog.text
