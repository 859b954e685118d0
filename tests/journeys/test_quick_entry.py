"""Quick entry at the desk: by keyboard alone, and without a connection."""

import secrets

from playwright.sync_api import expect


def writes_down(page, text, said):
    """Five fields, no mouse."""
    page.locator("#id_text").focus()
    page.keyboard.type(text)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type(said)
    page.keyboard.press("Control+Enter")


def test_an_entry_is_kept_by_keyboard_and_is_answered(somebody):
    librarian = somebody("student")
    page = librarian.opens("/en/desk/")
    page.keyboard.press("e")
    page.wait_for_url("**/desk/enter/")
    librarian.can_use_it()
    text = f"Which floor has the atlases, {secrets.token_hex(3)}?"
    writes_down(page, text, "The fifth.")
    page.get_by_role("link", name=text).click()
    expect(page.locator("#messages, #thread")).to_contain_text("The fifth.")


def test_without_a_connection_entries_wait_and_come_once(somebody):
    librarian = somebody("student")
    page = librarian.opens("/en/desk/enter/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()  # the worker keeps the page from now on
    page.context.set_offline(True)
    text = f"May I eat in the group room, {secrets.token_hex(3)}?"
    writes_down(page, text, "Only in the café.")
    expect(page.get_by_text("waits for the connection")).to_be_visible()
    page.reload()  # the page itself opens without a connection
    expect(page.get_by_text("waits for the connection")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_role("link", name=text)).to_be_visible()
    page.reload()
    expect(page.get_by_text("waits for the connection")).to_have_count(0)
    found = page.get_by_role("main").get_by_role("link", name=text)
    for _ in range(60):  # until the index has it
        page.goto(librarian.address + "/en/desk/find/?q=" + text.rsplit(maxsplit=1)[-1].strip("?"))
        if found.count():
            break
        page.wait_for_timeout(1000)
    expect(found).to_have_count(1)
    librarian.wrong = [line for line in librarian.wrong if "ERR_INTERNET_DISCONNECTED" not in line]
