"""Voices and files between a reader and the desk: recorded, listened to, sent once, whatever the line does."""

import io

from PIL import Image
from playwright.sync_api import expect

SPOKEN = "What is the name of the stamp that I describe in the recording?"


def asks(reader, text):
    page = reader.opens("/en/ask/")
    page.fill("#id_text", text)
    page.locator("#ask-form").get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("h1.asked")).to_be_visible()
    return page


def records(page, seconds=2):
    page.get_by_role("button", name="Record a voice note").press("Enter")
    expect(page.get_by_role("button", name="Stop recording")).to_be_focused()
    expect(page.locator(".voice .time")).to_have_text(f"0:0{seconds}", timeout=15_000)
    page.keyboard.press("Enter")
    expect(page.locator(".voice audio")).to_be_visible()


def length_of(player):
    """In seconds, once the browser has read it to its end."""
    return player.evaluate(
        """(audio) => new Promise((done) => {
            audio.onended = () => done(audio.currentTime);
            audio.muted = true;
            audio.playbackRate = 4;
            audio.play();
        })"""
    )


def test_a_voice_note_goes_each_way(somebody):
    reader, librarian = somebody("graduate", width=390, height=844), somebody("reference")
    page = asks(reader, SPOKEN)
    records(page)
    page.get_by_role("button", name="Throw it away").press("Enter")
    expect(page.locator(".chosen li")).to_have_count(0)
    records(page)
    reader.can_use_it()
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("#messages audio")).to_have_count(1)
    assert 1 < length_of(page.locator("#messages audio")) < 4

    desk = librarian.opens(page.url.replace("/questions/", "/desk/questions/").removeprefix(librarian.address))
    expect(desk.locator("#thread audio")).to_have_count(1)
    records(desk)
    desk.locator("#text").fill("This is how it is pronounced.")
    desk.get_by_role("button", name="Ask the reader back").click()
    expect(desk.locator("#thread audio")).to_have_count(2)
    expect(page.locator("#messages audio")).to_have_count(2)
    librarian.can_use_it()


def screenshot(name="error.png"):
    made = io.BytesIO()
    Image.effect_noise((500, 400), 90).save(made, "PNG")
    return {"name": name, "mimeType": "image/png", "buffer": made.getvalue()}


def plain(name, size):
    return {"name": name, "mimeType": "text/plain", "buffer": b"x" * size}


def forgive(person, *said):
    """The browser and htmx say so, too, when the line breaks that a test breaks, or a message is not taken."""
    person.wrong = [line for line in person.wrong if not any(each in line for each in said)]


def test_a_broken_line_loses_and_doubles_nothing(somebody):
    reader = somebody("undergraduate")
    page = asks(reader, "Which error is this, and what can I do about it?")
    tries = []

    def breaks_after_it_arrived(route):
        tries.append(route.request)
        if len(tries) > 2:
            route.continue_()
            return
        if len(tries) == 2:
            route.fetch()
        route.abort()

    page.route("**/messages/", breaks_after_it_arrived)
    page.set_input_files("#add-files", [screenshot()])
    page.fill("#add-text", "This one, on the third floor.")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("send-bar")).to_contain_text("goes by itself")
    expect(page.locator("#add-text")).to_have_value("This one, on the third floor.")
    expect(page.locator("#messages .msg")).to_have_count(2, timeout=30_000)
    expect(page.locator("#add-text")).to_have_value("")
    page.reload()
    expect(page.locator("#messages img")).to_have_count(1)
    assert len(tries) == 3
    forgive(reader, "ERR_FAILED")


def test_a_refused_file_leaves_the_others_and_the_words(somebody):
    reader = somebody("undergraduate")
    page = asks(reader, "Where do I hand in this form?")
    page.set_input_files("#add-files", [plain("large.txt", 10_000_001), plain("form.txt", 100)])
    expect(page.locator(".attach > .error")).to_contain_text("large.txt")
    expect(page.locator(".chosen li")).to_have_count(1)
    film = {"name": "film.webm", "mimeType": "video/webm", "buffer": b"\x1aE\xdf\xa3\x9fB\x82\x84webmV_VP8"}
    page.set_input_files("#add-files", [film])
    expect(page.locator(".chosen li")).to_have_count(2)
    page.fill("#add-text", "It is this one.")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("#add-error")).to_contain_text("film.webm")
    expect(page.locator(".chosen li")).to_have_text(["form.txt · 1 kB"])
    reader.can_use_it()
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("#messages")).to_contain_text("form.txt")
    expect(page.locator("#messages")).to_contain_text("It is this one.")
    forgive(reader, "422")


def test_the_desk_keeps_a_message_while_the_line_is_gone(somebody):
    page = asks(somebody("graduate"), "Is there a map of the stacks that I can print?")
    librarian = somebody("reference")
    desk = librarian.opens(page.url.replace("/questions/", "/desk/questions/").removeprefix(librarian.address))
    tries = []

    def breaks_once(route):
        tries.append(route.request)
        if len(tries) == 1:
            route.fetch()
            route.abort()
        else:
            route.continue_()

    desk.route("**/messages/**", breaks_once)
    desk.set_input_files("#compose-files", [screenshot("map.png")])
    desk.locator("#text").fill("Here it is.")
    desk.get_by_role("button", name="Ask the reader back").click()
    expect(desk.locator("send-bar")).to_contain_text("goes by itself")
    expect(desk.locator("#thread img")).to_have_count(1, timeout=30_000)
    expect(page.locator("#messages img")).to_have_count(1)
    page.reload()
    expect(page.locator("#messages img")).to_have_count(1)
    forgive(librarian, "ERR_FAILED", "htmx:")


def test_a_guest_asks_with_a_file_over_a_broken_line(somebody):
    reader = somebody(width=390, height=844)
    page = reader.opens("/en/ask/")
    tries = []

    def breaks_once(route):
        tries.append(route.request)
        if route.request.method == "POST" and len(tries) == 1:
            route.fetch()
            route.abort()
        else:
            route.continue_()

    page.set_input_files("#ask-files", [screenshot(), {"name": "x.bin", "mimeType": "", "buffer": b"MZ\0"}])
    page.fill("#id_text", "Which error is this? I only want to print a thesis.")
    page.locator("#ask-form").get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("#ask-form")).to_contain_text("x.bin")
    expect(page.locator(".chosen li")).to_have_count(1)
    reader.can_use_it()
    page.route("**/ask/", breaks_once)
    page.locator("#ask-form").get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("send-bar")).to_contain_text("goes by itself")
    expect(page.locator("#messages img")).to_have_count(1, timeout=30_000)
    expect(page.locator(".secret")).to_be_visible()
    forgive(reader, "ERR_FAILED", "422")
