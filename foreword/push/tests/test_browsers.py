"""Notices of the browser, against a push service of our own that opens what it is handed, as a browser would."""

import asyncio
import base64
import json
import socket
from datetime import datetime, time, timedelta

import http_ece
import httpx
import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from django.utils.timezone import get_current_timezone

from foreword.channels.adapters import browsers
from foreword.kernel.jobs.run import run_until_idle
from foreword.kernel.models import Job
from foreword.knowledge.models import Entry
from foreword.people.actions import withdraw_all
from foreword.portraits.actions import record_signal
from foreword.push.actions import BadBrowser, choose_reach, forget_browser, let_browser, send_due, stop_all
from foreword.push.actions.browsers import TELL
from foreword.push.models import Browser, Delivery, Medium, Reach
from tests.world import sign_in

pytestmark = pytest.mark.django_db

PUBLIC = "142.250.1.188"
CARRIED = ["64:ff9b::7f00:1", "2002:7f00:1::", "::ffff:127.0.0.1", "::7f00:1", "224.0.0.1", "ff0e::1"]
"""Of our own network in the clothes of the public one, and to everybody at once."""
NOON = datetime(2026, 11, 25, 12, tzinfo=get_current_timezone())


def on_page(delivery: Delivery) -> bool:
    delivery.refresh_from_db()
    return delivery.medium == Medium.PAGE and delivery.sent_at is None


def written(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def read(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def signed(token: str, key: str) -> dict:
    """The claims of a token, if this key signed it (RFC 7515, ES256)."""
    head, body, seal = token.split(".")
    r, s = (int.from_bytes(half, "big") for half in (read(seal)[:32], read(seal)[32:]))
    signer = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), read(key))
    signer.verify(encode_dss_signature(r, s), f"{head}.{body}".encode(), ec.ECDSA(hashes.SHA256()))
    return json.loads(read(body))


class Service:
    """A push service and the browser behind it: checks our signature, then opens the words with the browser's keys."""

    def __init__(self, host: str = "push.example.org") -> None:
        self.endpoint = f"https://{host}/send/abc"
        self.host, self.status, self.heard, self.asked = host, 201, [], []
        self.busy, self.body = False, None
        self.private, self.auth = ec.generate_private_key(ec.SECP256R1()), b"sixteen bytes ok"

    @property
    def keys(self) -> dict[str, str]:
        form = serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        point = self.private.public_key().public_bytes(*form)
        return {"endpoint": self.endpoint, "p256dh": written(point), "auth": written(self.auth)}

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        if self.status == 201:
            token, key = request.headers["Authorization"].removeprefix("vapid t=").split(",k=")
            claims = signed(token, key)
            assert claims["aud"] == f"https://{self.host}"
            assert claims["sub"].startswith("mailto:")
            words = http_ece.decrypt(request.content, private_key=self.private, auth_secret=self.auth)
            self.heard.append(json.loads(words))
        busy = self.busy and request.url.path.endswith("busy")
        return httpx.Response(503 if busy else self.status, stream=self.body)


class Endless(httpx.AsyncByteStream):
    async def __aiter__(self):
        raise AssertionError("the answer was read")
        yield b""


@pytest.fixture
def service(monkeypatch, settings, tmp_path) -> Service:
    settings.FOREWORD_HOME = tmp_path
    running = Service()
    monkeypatch.setattr(browsers, "client", lambda: httpx.AsyncClient(transport=httpx.MockTransport(running)))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", (PUBLIC, 443))])
    return running


@pytest.fixture
def offered(lin, entry, time_machine) -> Delivery:
    time_machine.move_to(NOON, tick=False)
    entry("citation")
    record_signal(person=lin, kind="searched", topic="citation", text="a very private search")
    run_until_idle()
    return Delivery.objects.get(person=lin)


@pytest.fixture
def told(lin, offered, service) -> Delivery:
    let_browser(person=lin, **service.keys)
    assert send_due(person=lin) == [offered]
    return offered


def test_a_notice_says_title_and_address_and_nothing_else(told, service):
    run_until_idle()
    said = service.heard[0]
    assert said["title"] == "citation 1 in zh-hans?"
    assert said["url"].endswith(f"?d={told.pid}")
    assert set(said) == {"title", "url", "lang", "tag", "library"}


def test_it_is_handed_to_the_very_address_that_was_looked_at(told, service):
    run_until_idle()
    asked = service.asked[0]
    assert (asked.url.host, asked.headers["Host"]) == (PUBLIC, service.host)
    assert asked.extensions["sni_hostname"] == service.host
    assert asked.headers["TTL"] == str(9 * 3600)  # from noon to the night
    assert asked.headers["Topic"] == told.pid


@pytest.mark.parametrize("status", [404, 410, 301])
def test_a_browser_that_is_gone_is_forgotten(told, service, status):
    service.status = status
    run_until_idle()
    assert not Browser.objects.exists()


@pytest.mark.parametrize("status", [429, 500])
def test_one_that_is_only_busy_is_not(told, service, status):
    service.status = status
    run_until_idle()
    assert Browser.objects.exists()


def test_the_push_service_keeps_it_no_longer_than_until_the_readers_quiet_hours(told, lin, service):
    choose_reach(person=lin, mail="", quiet=(time(14), time(15)))
    run_until_idle()
    assert service.asked[0].headers["TTL"] == str(2 * 3600)


@pytest.mark.parametrize("hour", [21, 23])
def test_at_night_nothing_is_told_and_it_stands_on_the_page(told, service, time_machine, hour):
    time_machine.move_to(datetime(2026, 11, 25, hour, tzinfo=get_current_timezone()), tick=False)
    run_until_idle()
    assert service.asked == []
    assert on_page(told)


@pytest.mark.parametrize("status", [404, 429])
def test_what_no_browser_took_stands_on_the_page_again(told, service, time_machine, status):
    service.status = status
    for minutes in (0, 1, 10, 40):
        time_machine.move_to(NOON + timedelta(minutes=minutes), tick=False)
        run_until_idle()
    assert on_page(told)


def test_who_could_not_be_reached_is_tried_again_and_who_was_told_is_not(lin, offered, service, time_machine):
    let_browser(person=lin, **service.keys)
    let_browser(person=lin, **{**service.keys, "endpoint": f"{service.endpoint}/busy"})
    send_due(person=lin)
    service.busy = True
    run_until_idle()
    service.busy = False
    time_machine.move_to(NOON + timedelta(minutes=2), tick=False)
    run_until_idle()
    assert [request.url.path for request in service.asked] == ["/send/abc", "/send/abc/busy", "/send/abc/busy"]
    assert not on_page(offered)


def test_an_answer_without_end_is_not_read(told, service):
    service.body = Endless()
    run_until_idle()
    assert service.heard
    assert not on_page(told)


def test_an_answer_that_drips_is_not_waited_for(told, service, monkeypatch):
    async def drip(request):
        await asyncio.sleep(60)

    monkeypatch.setattr(browsers, "TIMEOUT", 0.05)
    monkeypatch.setattr(browsers, "client", lambda: httpx.AsyncClient(transport=httpx.MockTransport(drip)))
    run_until_idle()
    assert Job.objects.pending().filter(task=TELL, args__2=1).exists()


@pytest.mark.parametrize("path", ["https://push.example.org/\x7f", f"https://{'a' * 64}.example.org/"])
def test_an_address_that_is_none_is_forgotten_when_it_is_used(told, service, monkeypatch, path):
    def look_up(host, *_, **__):
        host.encode("idna")
        return [(2, 1, 6, "", (PUBLIC, 443))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    Browser.objects.update(endpoint=path)
    run_until_idle()
    assert not Browser.objects.exists()


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.0.0.7", "169.254.169.254", "::1", "fd00::1", "100.64.0.1", *CARRIED]
)
def test_no_address_of_our_own_network_is_spoken_to(told, service, monkeypatch, address):
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", (PUBLIC, 443)), (2, 1, 6, "", (address, 443))]
    )
    run_until_idle()
    assert service.asked == []


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://push.example.org/a",
        "https://push.example.org:8443/a",
        "https://me:secret@push.example.org/a",
        "https:///a",
        "file:///etc/passwd",
        "https://push.example.org/" + "a" * 1000,
        "https://[broken/a",
    ],
)
def test_only_https_on_the_usual_port_is_taken(lin, service, endpoint):
    with pytest.raises(BadBrowser):
        let_browser(person=lin, **{**service.keys, "endpoint": endpoint})


@pytest.mark.parametrize("wrong", [{"p256dh": "abc"}, {"auth": "§"}, {"auth": ""}])
def test_only_keys_of_a_browser_are_taken(lin, service, wrong):
    with pytest.raises(BadBrowser):
        let_browser(person=lin, **{**service.keys, **wrong})


def test_a_key_that_is_no_point_is_forgotten_when_it_is_used(told, service):
    Browser.objects.update(p256dh=written(b"\x04" + b"\x01" * 64))
    run_until_idle()
    assert not Browser.objects.exists()


@pytest.mark.parametrize("way_out", [withdraw_all, stop_all, forget_browser])
def test_a_no_between_sending_and_telling_counts(told, lin, service, way_out):
    way_out(person=lin)
    run_until_idle()
    assert service.heard == []


def test_what_was_withdrawn_meanwhile_is_not_told(told, service):
    Entry.objects.filter(pid=told.key).update(status="withdrawn")
    run_until_idle()
    assert service.heard == []


def test_a_browser_that_changes_hands_tells_only_its_new_reader(lin, omar, service):
    let_browser(person=lin, **service.keys)
    let_browser(person=omar, **service.keys)
    assert [each.person for each in Browser.objects.all()] == [omar]


def test_of_many_browsers_the_oldest_goes(lin, service):
    for n in range(7):
        let_browser(person=lin, **{**service.keys, "endpoint": f"https://push.example.org/{n}"})
    kept = Browser.objects.order_by("pk").values_list("endpoint", flat=True)
    assert [each[-1] for each in kept] == ["2", "3", "4", "5", "6"]


def test_our_key_is_made_once_and_is_nobody_elses_to_read(service, tmp_path):
    assert browsers.public_key() == browsers.public_key()
    assert (tmp_path / browsers.KEYS).stat().st_mode & 0o077 == 0
    assert [each.name for each in tmp_path.glob("vapid*")] == [browsers.KEYS]


def test_the_page_lets_a_browser_in_and_out(client, lin, service):
    page = sign_in(client, lin)
    assert page.post("/en/my/reach/browser/", service.keys).status_code == 204
    assert Reach.objects.filter(person=lin).chosen().exists()
    assert page.post("/en/my/reach/browser/", {**service.keys, "endpoint": "http://x"}).status_code == 422
    page.post("/en/my/reach/browser/", {"say": "forget"})
    assert not Browser.objects.exists()


def test_the_worker_stands_at_the_top_of_the_site(client, db):
    answer = client.get("/push-worker.js")
    assert answer.headers["Content-Type"].startswith("text/javascript")
