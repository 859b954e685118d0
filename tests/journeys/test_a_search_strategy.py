"""What was searched for a question, in a real browser: kept, run again, said in the answer; and counted for the head."""

import re
import secrets

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]


@pytest.mark.parametrize("lang", ["en", "zh-hans"])
def test_a_search_is_kept_run_again_and_told(somebody, lang):
    librarian, words = somebody("reference"), f"thesis printing 论文 {secrets.randbelow(10_000)}"
    asked = {"text": f"Which theses on printing do you have? {words}", "lang": lang}
    pid = somebody().page.request.post(f"{librarian.address}/api/v1/questions", data=asked).json()["id"]
    page = librarian.opens(f"/{lang}/desk/questions/{pid}/")
    page.locator("#act-claim").click()
    expect(page.locator("#act-release")).to_be_visible()

    page.fill("#again", words)
    page.press("#again", "Enter")
    expect(page.locator("#shown-search input[name=q]")).to_have_value(words)
    page.locator("#shown-search button").dblclick()  # a double click is one search
    expect(page.locator("#searches article")).to_have_count(1)
    newest = page.locator("#searches article").first
    expect(newest.locator(".runs li")).to_have_count(1)

    page.locator("#evidence .cite-form button").first.click()
    expect(newest.locator(".worth li")).to_have_count(1)
    newest.locator(".again-form button").click()
    expect(page.locator("#searches [role=status]")).to_be_visible()
    librarian.can_use_it()

    page.fill("#text", "Here is what I found.")
    newest.locator("button[form=compose]").click()
    expect(page.locator("#text")).to_have_value(
        re.compile(r"^Here is what I found\.\n\n\*\*.*thesis printing", re.DOTALL)
    )


@pytest.mark.parametrize("width", [390, 1440])
def test_the_head_sees_the_figures_and_takes_them_away(somebody, width):
    head = somebody("head", width=width)
    page = head.opens("/en/insight/service/?since=2020-01-01")
    for by in ("queue", "hour", "arl"):
        page.locator(f".by a[href*='by={by}']").click()
        expect(page.locator(f".by a[href*='by={by}'][aria-current]")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        head.can_use_it()
    with page.expect_download() as taken:
        page.locator("a[download]").first.click()
    assert taken.value.path().read_bytes().startswith(b"\xef\xbb\xbf")
