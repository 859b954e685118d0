"""An editor sends a product to the display in the hall, takes it back, and finds both in the programme."""

from playwright.sync_api import expect


def stands(page, word):
    """The worker does it within moments; the page says so when it is opened again."""
    for _ in range(40):
        if page.get_by_role("main").get_by_text(word, exact=True).count():
            return
        page.wait_for_timeout(500)
        page.reload()
    raise AssertionError(f"{page.url} never said {word}")


def test_a_product_goes_to_the_hall_and_back(somebody):
    editor = somebody("editor", width=390, height=800)
    page = editor.opens("/en/desk/programme/")
    editor.can_use_it()
    page.locator(".lately a").first.click()
    title = page.locator(".lede h1").inner_text()
    if not page.get_by_label("Hall display").is_visible():
        page.get_by_text("Send to …").click()
    editor.can_use_it()
    page.get_by_label("Hall display").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Send").click()
    page.get_by_role("link", name="Hall display").first.click()
    stands(page, "Out")
    editor.can_use_it()
    page.get_by_role("button", name="Withdraw it there").click()
    stands(page, "Withdrawn")
    page.goto(f"{editor.address}/en/desk/programme/list/")
    expect(page.get_by_role("listitem").filter(has_text=title).first).to_contain_text("Withdrawn")
    editor.can_use_it()


def test_without_a_script_it_is_the_same(somebody, browser, library):
    editor = somebody("editor")
    context = browser.new_context(java_script_enabled=False, storage_state=editor.page.context.storage_state())
    page = context.new_page()
    page.goto(f"{library}/en/desk/programme/?day=2030-01-07")
    expect(page.get_by_text("Nothing in this week.")).to_be_visible()
    page.get_by_role("link", name="This week").click()
    expect(page.get_by_text("today", exact=True)).to_be_visible()
    context.close()


def test_for_readers_there_is_none(somebody):
    reader = somebody("graduate")
    assert reader.page.request.get(f"{reader.address}/en/desk/programme/").status == 404
