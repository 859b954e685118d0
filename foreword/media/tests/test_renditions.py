"""Each medium takes a product with its own limits: shortened at a sentence, counted in its own units, never broken."""

import json
import re
from unicodedata import combining

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreword.kernel.sanitise import clean_html
from foreword.media.actions import create_product
from foreword.media.manuscript import Answers, Citations, Link, Manuscript, Picture, Recording, Steps, Text
from foreword.media.renditions import render, render_all
from foreword.media.renditions.fitting import fit
from foreword.media.renditions.units import cells, han, seconds, segments
from foreword.media.renditions.web import linked_data
from tests.world import sign_in

URL = "https://library.example/en/products/p1/"
LONG = "Bring your card. The gates open at eight. Ask at the desk on the second floor if anything is unclear. " * 6
CHINESE = "带上校园卡。八点开馆，二楼有咨询台，有不清楚的地方都可以问。" * 12


def product(*pieces, lang="en", title="Your first week", summary="Small visits.") -> Manuscript:
    names = {"en": "Lakeside University Library", "zh-hans": "湖畔大学图书馆"}
    return Manuscript("p1", "k1", lang, title, summary, "Guide", "", URL, names[lang], 3, tuple(pieces), None, None)


def html(text: str) -> Text:
    return Text(clean_html(text))


words = st.text(max_size=400)


@given(words, words, st.sampled_from(["en", "zh-hans"]))
def test_whatever_is_written_short_media_stay_within_their_limits(title, summary, lang):
    for rendition in render_all(product(html("<p>x</p>"), lang=lang, title=title, summary=summary)):
        assert rendition.fits, rendition


@given(words, st.integers(1, 200), st.sampled_from([cells, han, len]))
def test_what_is_shortened_fits_and_begins_as_it_did(text, most, measure):
    short = fit(text, most, measure)
    assert measure(short) <= most and " ".join(text.split()).startswith(short.removesuffix("…"))


@given(st.text(alphabet="a e\u0301é👩\u200d👧🏽🏿中", max_size=60), st.integers(2, 30))
def test_no_sign_is_cut_through(text, most):
    line = " ".join(text.split())
    short = fit(text, most, cells)
    rest = line.removeprefix(short.removesuffix("…"))
    if short.removesuffix("…").strip() and rest and rest[0] != " ":
        assert not combining(rest[0]) and not short.removesuffix("…").endswith("\u200d")


def test_a_sentence_is_kept_whole_where_one_fits():
    assert fit("One is here. Two is longer than that.", 20, cells) == "One is here."


def test_else_a_word():
    assert fit("Somewhere over everything", 18, cells) == "Somewhere over…"


@pytest.mark.parametrize(
    ("text", "parts"),
    [("a" * 160, 1), ("a" * 161, 2), ("a" * 306, 2), ("a" * 307, 3), ("中" * 70, 1), ("中" * 71, 2), ("€" * 80, 1), ("€" * 81, 2), ("😀" * 35, 1)],
)  # fmt: skip
def test_a_text_message_is_counted_as_networks_do(text, parts):
    assert segments(text) == parts


@pytest.mark.parametrize(("text", "places"), [("abc", 3), ("中文", 4), ("e\u0301", 1), ("", 0)])
def test_places_of_a_display(text, places):
    assert cells(text) == places


def test_speech_takes_its_time():
    assert (seconds("one two three four five"), seconds("一二三四五六七八")) == (2, 2)


def test_an_english_text_message_uses_signs_that_cost_one_place():
    assert render("sms", product(title="“Quiet” – and help")).text == (
        'Lakeside University Library: "Quiet" - and help. Small visits. ' + URL
    )


def test_a_chinese_text_message_begins_with_its_signature_and_says_that_wording_is_approved_before():
    rendition = render("sms", product(lang="zh-hans", title="第一周", summary=CHINESE))
    assert rendition.text.startswith("【湖畔大学图书馆】第一周。") and rendition.text.endswith(URL)
    assert len(rendition.notes) == 2


def test_a_post_carries_its_address_and_no_topic():
    text = render("weibo", product(lang="zh-hans", title="#考试周#来了", summary=CHINESE)).text
    assert "#" not in text and text.endswith(URL) and han(text) <= 140


def test_a_title_of_one_emoji_is_still_a_post():
    assert render("weibo", product(title="📚")).text.startswith("📚: Small visits.")


def test_a_display_leaves_out_what_it_does_not_know_and_says_so():
    rendition = render("led", product(title="Welcome 📚 – 欢迎"))
    assert rendition.text == "Welcome - 欢迎: Small visits." and "left out" in str(rendition.notes[0])


def test_a_robot_says_no_addresses():
    rendition = render("robot", product(html(f"<p>See {URL} for more.</p>"), summary="Small visits."))
    assert rendition.text == "Small visits. See for more."


def test_a_robot_stops_at_a_sentence():
    assert render("robot", product(html(f"<p>{LONG}</p>"))).text.endswith((".", "desk."))


PICTURE = Picture("/files/images/lake.jpg", "The lake", "", 800, 600, 90_000)


def test_a_mail_shows_pictures_and_links_from_anywhere():
    mail = render("mail", product(PICTURE, Link("/files/documents/plan.pdf", "Plan", "", 900)))
    assert 'src="https://library.example/files/images/lake.jpg"' in mail.html
    assert 'href="https://library.example/files/documents/plan.pdf"' in mail.html


def test_a_mail_says_all_of_it_as_text_too():
    text = render(
        "mail", product(Steps("Begin", (("Come in", ""), ("Ask", "at the desk"))), Citations("APA", ("W.",)))
    ).text
    assert "2. Ask: at the desk" in text and "[1] W." in text and URL in text


def test_no_line_of_the_text_is_longer_than_mail_programs_show():
    assert all(len(line) <= 76 for line in render("mail", product(html(f"<p>{LONG}</p>"))).text.splitlines())


def test_no_style_sheet_no_drawing_and_no_script_leave_the_house():
    mail = render("mail", product(html('<p onclick="x()">a<script>b</script></p><h2 class="c">d</h2>')))
    assert not [part for part in ("<script", "onclick", "class=", "<svg", "<style") if part in mail.html]


def test_links_of_an_article_are_numbered_and_listed():
    article = render("wechat", product(html('<p><a href="https://a.example/">A</a> <a href="https://b.example/">B</a> <a href="https://a.example/">again</a></p>')))  # fmt: skip
    assert "<a " not in article.html and "A<sup>[1]</sup>" in article.html and "again<sup>[1]</sup>" in article.html
    assert article.html.count("https://a.example/") == 1


def test_an_article_that_is_too_long_says_so_and_loses_nothing():
    article = render("wechat", product(html(f"<p>{'长' * 20_001}</p>"), PICTURE, lang="zh-hans"))
    assert not article.fits and "长" * 20_001 in article.html and "Split" in str(article.notes[0])


def test_an_article_says_what_it_needs_besides():
    notes = [str(note) for note in render("wechat", product(Recording("audio", "/a.mp3", "", 1, "A", 0, "", ()))).notes]
    assert any("own library" in note for note in notes) and any("cover" in note for note in notes)


def test_words_of_ours_are_in_the_products_language():
    assert "在图书馆网页上阅读" in render("mail", product(lang="zh-hans")).html


def test_hostile_words_stay_words():
    evil = "<img src=x onerror=alert(1)>"
    for rendition in render_all(product(html("<p>x</p>"), title=evil, summary=evil)):
        assert "<img src=x" not in rendition.html


def test_machines_read_an_article_a_way_and_the_questions():
    pieces = [Steps("Begin", (("Come in", ""),)), Answers((("Free?", clean_html("<p>Yes.</p>")),))]
    kinds = [part["@type"] for part in linked_data(product(*pieces))["@graph"]]
    assert kinds == ["Article", "HowTo", "FAQPage"]


def test_a_title_cannot_end_the_script_it_stands_in(client, topics):
    texts = {"en": {"title": "</script><b>", "summary": "S & T", "body": "x"}}
    page = create_product(key="evil", texts=texts)[0]
    shown = client.get(f"/en/products/{page.pid}/").content.decode()
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', shown)[1])
    assert data["@graph"][0]["headline"] == "</script><b>"


def test_a_poster_lists_the_steps_and_leads_on():
    sheet = render("poster", product(Steps("Begin", tuple((f"Step {n}", "") for n in range(9)))))
    assert sheet.html.count("<li>") == 5 and "<svg" in sheet.html and "library.example/q/p1" in sheet.html


def test_without_steps_it_lists_the_headings():
    assert "<li>Where to sit</li>" in render("poster", product(html("<h2>Where <em>to</em> sit</h2><p>a</p>"))).html


@pytest.fixture
def page(topics):
    texts = {"en": {"title": "Start", "summary": "How to start.", "body": "Bring your **card**."}}
    return create_product(key="start", texts=texts)[0]


def test_an_editor_sees_it_in_every_medium(client, page, zhao):
    shown = sign_in(client, zhao).get(f"/en/desk/products/{page.pid}/media/").content.decode()
    assert all(
        f'id="medium-{medium}"' in shown for medium in ("mail", "wechat", "weibo", "sms", "card", "led", "robot")
    )


def test_one_medium_stands_in_a_frame_that_runs_nothing(client, page, zhao):
    answer = sign_in(client, zhao).get(f"/en/desk/products/{page.pid}/media/mail/")
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert answer["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize("path", ["", "mail/"])
def test_for_a_reader_these_pages_are_not_there(client, page, omar, path):
    assert sign_in(client, omar).get(f"/en/desk/products/{page.pid}/media/{path}").status_code == 404


@pytest.mark.parametrize("mode", ["", "mail", "wechat", "weibo", "sms", "card", "led", "robot", "poster"])
def test_each_is_previewed_beside_the_editor(page, mode):
    shown = page.make_preview_request(preview_mode=mode)
    assert shown.status_code == 200 and "How to start" in shown.content.decode()


def test_a_preview_may_stand_in_the_studios_frame_and_nowhere_else(page):
    assert "frame-ancestors 'self'" in page.make_preview_request(preview_mode="mail")["Content-Security-Policy"]


def test_tables_and_headings_are_not_read_out():
    assert html("<h2>b</h2><p>a</p><table><tr><td>1</td><td>2</td></tr></table>").spoken == ["a"]


@pytest.mark.parametrize(("size", "status"), [("a4", 200), ("bookmark", 200), ("a9", 404)])
def test_a_poster_is_printed_on_known_paper(client, page, zhao, size, status):
    assert sign_in(client, zhao).get(f"/en/desk/products/{page.pid}/print/{size}/").status_code == status
