"""Voices and files between a reader and the desk: recorded, listened to, sent once, whatever the line does."""

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
