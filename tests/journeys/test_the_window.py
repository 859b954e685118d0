"""The library's window on a foreign site: another origin, a strict policy, no cookie of ours."""

import secrets
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect

PAGE = '<!doctype html><html lang="en"><title>Course</title><h1>Course page</h1><foreword-ask></foreword-ask><script src="{}/en/widget.js" defer></script></html>'


@pytest.fixture(scope="module")
def course(library):
    """A page of the university's, not the library's: under another name, so that it is another site, whose frames get
    neither cookie nor store."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header(
                "Content-Security-Policy", f"default-src 'none'; script-src {library}; frame-src {library}"
            )
            self.end_headers()
            self.wfile.write(PAGE.format(library).encode())

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()


@pytest.fixture
def guest(browser):
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    yield context.new_page()
    context.close()


def names(head, site):
    page = head.opens("/en/desk/chat/")
    page.fill("#id_sites", site)
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("Kept.")).to_be_visible()


def test_a_question_is_asked_and_answered_through_it(somebody, guest, course):
    names(somebody("head"), course)
    guest.goto(course)
    guest.get_by_role("button", name="Ask the library").click()
    window = guest.frame_locator("iframe")
    asked = f"Is there a scanner for slides, number {secrets.token_hex(3)}?"
    window.get_by_label("Your question").fill(asked)
    window.get_by_role("button", name="Send").click()
    expect(window.get_by_role("log")).to_contain_text(asked)
    assert guest.context.cookies() == []

    desk = somebody("reference").opens("/en/desk/")
    desk.get_by_role("link", name=asked).first.click()
    desk.click("#act-claim")
    expect(desk.locator("#act-release")).to_be_visible()
    desk.fill("#compose textarea", "Yes, in room 2.")
    desk.click("#compose button[value=answer]")
    expect(window.get_by_role("log")).to_contain_text("Yes, in room 2.")


def test_a_talk_goes_on_on_the_next_page(somebody, guest, course):
    """Where the browser gives the frame a store of its own, as it does beneath the same domain."""
    near = course.replace("localhost", "127.0.0.1")
    names(somebody("head"), near)
    guest.goto(near)
    guest.get_by_role("button", name="Ask the library").click()
    window = guest.frame_locator("iframe")
    window.get_by_label("Your question").fill(f"May I reserve a locker, number {secrets.token_hex(3)}?")
    window.get_by_role("button", name="Send").click()
    window.get_by_label("Write more").fill("For one week.")
    window.get_by_label("Write more").press("Control+Enter")
    expect(window.get_by_role("log")).to_contain_text("For one week.")
    guest.goto(near + "/next")
    guest.get_by_role("button", name="Ask the library").click()
    expect(window.get_by_role("log")).to_contain_text("For one week.")
    window.get_by_role("button", name="Ask something else").click()
    expect(window.get_by_label("Your question")).to_have_value("")


def test_whoever_closes_it_for_good_does_not_see_it_again(guest, course):
    guest.goto(course)
    guest.get_by_role("button", name="Do not show this again").click()
    guest.reload()
    expect(guest.get_by_role("heading", name="Course page")).to_be_visible()
    expect(guest.get_by_role("button", name="Ask the library")).to_have_count(0)


def test_a_site_that_was_not_named_may_not_frame_it(somebody, guest, course):
    names(somebody("head"), "https://www.example.edu")
    guest.goto(course)
    guest.get_by_role("button", name="Ask the library").click()
    guest.wait_for_timeout(1500)
    assert not guest.frame_locator("iframe").get_by_label("Your question").count()
