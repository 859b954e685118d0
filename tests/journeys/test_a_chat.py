"""A live chat as both sides live it: a line that moves, somebody who writes, words that come once."""

import io
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from PIL import Image
from playwright.sync_api import expect

FIRST = "My laptop loses the library Wi-Fi whenever I change floors. What can I do?"
SECOND = "How long may I keep a microfilm reader booked?"


def is_open_round_the_clock(head):
    """Whatever hour it is where the tests run: today, and tomorrow should the day end meanwhile."""
    today = datetime.now(ZoneInfo("Asia/Shanghai")).date()
    for day in (today, today + timedelta(days=1)):
        page = head.opens("/en/desk/hours/")
        page.fill("#id_day-day", day.isoformat())
        page.fill("#id_day-spans", "0:00–24:00")
        page.get_by_role("button", name="Add the day").click()
        expect(page.locator(".special", has_text="0:00–24:00").first).to_be_visible()


def starts_a_chat(reader, text):
    page = reader.opens("/en/chat/")
    for _ in range(20):  # a librarian's own arrival takes a moment
        if page.get_by_role("button", name="Start the chat").count():
            break
        page.wait_for_timeout(500)
        page.reload()
    page.fill("#id_text", text)
    page.get_by_role("button", name="Start the chat").click()
    expect(page.locator(".chat-line")).to_be_visible()
    return page


def screenshot():
    made = io.BytesIO()
    Image.new("RGB", (300, 200), "white").save(made, "PNG")
    return {"name": "error.png", "mimeType": "image/png", "buffer": made.getvalue()}


def test_two_readers_chat_with_the_desk(somebody):
    is_open_round_the_clock(somebody("head"))
    reader, other = somebody("graduate", width=390, height=844), somebody("undergraduate")
    librarian, colleague = somebody("reference"), somebody("student")
    for each in (librarian, colleague):
        expect(each.opens("/en/desk/").locator(".here-now")).to_contain_text("You")

    first = starts_a_chat(reader, FIRST)
    expect(first.locator(".chat-line")).to_contain_text("You are next")
    second = starts_a_chat(other, SECOND)
    expect(second.locator(".chat-line")).to_contain_text("1 reader is before you")

    desk = librarian.page
    desk.locator(".chats a", has_text="laptop").click()
    desk.locator("#text").press_sequentially("Is it eduroam?", delay=50)
    expect(first.get_by_text("A librarian is writing")).to_be_visible()
    desk.get_by_role("button", name="Say it").dblclick()
    expect(first.get_by_text("Is it eduroam?")).to_have_count(1)
    expect(first.locator(".chat-line")).to_contain_text("You are talking with")
    expect(second.locator(".chat-line")).to_contain_text("You are next")
    expect(colleague.page.locator(".chats a")).to_have_count(1)

    first.locator("#add-text").press_sequentially("Yes, it is", delay=50)
    expect(desk.get_by_text("The reader is writing")).to_be_visible()
    first.locator("#add-text").press("Control+Enter")
    expect(desk.get_by_text("Yes, it is")).to_have_count(1)

    first.locator("#add-files").set_input_files(screenshot())
    first.get_by_role("button", name="Send").dblclick()
    for page in (first, desk):
        expect(page.get_by_alt_text("error.png")).to_have_count(1)
    desk.locator("#compose-files").set_input_files({"name": "steps.txt", "mimeType": "", "buffer": b"1. Forget it."})
    desk.locator("#text").fill("Like this.")
    desk.locator("#text").press("Control+Enter")
    for page in (first, desk):
        expect(page.get_by_text("steps.txt")).to_have_count(1)
    expect(first.locator(".chat-line")).to_contain_text("You are talking with")
    for each in (reader, librarian):
        each.can_use_it()
