"""Asking the campus for its warnings, over a real connection to a double of it."""

import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from foreword.kernel.clock import now
from foreword.media.adapters.campus_alerts import NoAnswer, campus_alerts
from foreword.media.cap import LONGEST, write_cap
from foreword.media.models import Alert
from foreword.media.tasks import ask_the_campus
from foreword.media.tests.test_alerts import message

FEED = b'<feed xmlns="http://www.w3.org/2005/Atom">%b</feed>'
ENTRY = b'<entry><link href="%b"/></entry>'


@pytest.fixture
def campus():
    """{path: body}; anything else is 404. `pages.url` is its address."""

    class Pages(dict):
        url = ""

    pages = Pages()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            body = pages.get(self.path)
            self.send_response(200 if body is not None else 404)
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *_args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    pages.url = f"http://127.0.0.1:{server.server_port}"
    yield pages
    server.shutdown()
    server.server_close()


def test_one_alert_is_taken(campus):
    campus["/now"] = write_cap(message("a1"))
    assert [alert.identifier for alert in campus_alerts(f"{campus.url}/now")] == ["a1"]


def test_a_feed_leads_to_its_alerts_and_to_no_other_host(campus):
    campus["/a1"], campus["/bad"] = write_cap(message("a1")), b"<alert"
    links = [b"/a1", b"/bad", b"/gone", b"http://elsewhere.example/a2", b"file:///etc/passwd"]
    campus["/feed"] = FEED % b"".join(ENTRY % link for link in links)
    assert [alert.identifier for alert in campus_alerts(f"{campus.url}/feed")] == ["a1"]


@pytest.mark.parametrize("body", [None, b"<html>", b"x" * (LONGEST + 1)])
def test_what_is_no_answer_is_said_to_be_none(campus, body):
    campus["/now"] = body
    with pytest.raises(NoAnswer):
        campus_alerts(f"{campus.url}/now")


def test_what_stands_goes_on_standing_while_the_campus_is_away(db, campus, settings):
    settings.FOREWORD_CAP_URL = f"{campus.url}/now"
    campus["/now"] = write_cap(message("a1", expires=now() + timedelta(hours=1)))
    ask_the_campus.func()
    campus["/now"] = None
    ask_the_campus.func()
    assert Alert.objects.standing().count() == 1


def test_an_alert_asked_for_twice_is_one(db, campus, settings):
    settings.FOREWORD_CAP_URL = f"{campus.url}/now"
    campus["/now"] = write_cap(message("a1"))
    for _ in range(2):
        ask_the_campus.func()
    assert Alert.objects.count() == 1
