"""A question until its reader is satisfied: words that change, a word back, a change of mind, and both say how it went."""

import secrets

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]


def asks(reader, text):
    page = reader.opens("/en/ask/")
    page.fill("#id_text", text)
    page.locator("form.form button.primary").first.click()
    page.wait_for_url("**/questions/**")
    return page.url.removeprefix(reader.address)


def test_a_question_is_followed_until_its_reader_is_satisfied(somebody):
    mark = secrets.token_hex(3)
    reader, librarian = somebody("graduate", width=390, height=844), somebody("reference")
    address = asks(reader, f"Where is the map {mark}?")
    pid = address.strip("/").split("/")[-1]

    # Two windows: the second is told, and loses nothing.
    other = reader.page.context.new_page()
    other.goto(reader.address + address)
    page = reader.page
    for each, words in ((page, f"Where is the map {mark} of 1936?"), (other, f"Where is the plan {mark}?")):
        each.get_by_text("Change the words").click()
        each.fill("#own-text", words)
        each.get_by_role("button", name="Keep the change").click()
    expect(page.locator("h1")).to_have_text(f"Where is the map {mark} of 1936?")
    expect(other.locator("#own-text")).to_have_value(f"Where is the plan {mark}?")
    expect(other.get_by_text("in another window")).to_be_visible()
    other.close()

    desk = librarian.opens(f"/en/desk/questions/{pid}/")
    desk.get_by_text("Its reader changed the words").click()
    expect(desk.locator(".earlier")).to_have_text(f"Where is the map {mark}?")
    desk.fill("#text", "In colour?")
    desk.get_by_role("button", name="Ask the reader back").dblclick()
    expect(desk.locator(".asked-back")).to_contain_text("Is reminded on")
    librarian.can_use_it()

    expect(page.locator("#line")).to_contain_text("once you have answered what we asked you")
    expect(page.get_by_text("In colour?")).to_have_count(1)
    reader.can_use_it()
    page.fill("#add-text", "Yes, please.")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#line")).not_to_contain_text("once you have answered")
    expect(desk.locator(".asked-back")).to_have_count(0)

    page.reload()
    page.get_by_text("I no longer need this").click()
    page.get_by_role("button", name="I found it myself").dblclick()
    expect(page.locator("#line")).to_contain_text("because you found it")
    expect(desk.locator(".asked-back")).to_contain_text("Taken back")
    page.get_by_role("button", name="I need it after all").click()
    expect(page.locator("#line")).not_to_contain_text("because you found it")
    expect(desk.locator(".asked-back")).to_have_count(0)


def test_the_head_says_how_often_and_sees_no_figure_of_few(somebody):
    head = somebody("head", width=390, height=844)
    page = head.opens("/en/desk/care/")
    head.can_use_it()
    page.fill("#id_remind_again", "7")
    page.get_by_role("button", name="Keep these rules").click()
    expect(page.get_by_text("Kept.")).to_be_visible()
    head.opens("/en/desk/quality/")
    expect(page.get_by_text("What readers and librarians say of the same answers")).to_be_visible()
    head.can_use_it()
