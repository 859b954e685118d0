"""What readers look for and do not find: who sees it, what it says, and what one click does about it."""

import pytest

from foreword.insight import queries
from foreword.knowledge.models import Entry, EntryText, Status, Wording
from foreword.search import live
from foreword.search.actions import note_failure, note_search
from foreword.search.models import FailedSearch, RankerTrial
from tests.world import sign_in

pytestmark = pytest.mark.django_db
PAGE = "/en/insight/search/"


@pytest.fixture(autouse=True)
def own_index(settings, tmp_path):
    settings.FOREWORD_HOME = tmp_path
    yield
    live.live().close()


def failed(text, *visits, why="nothing", blanked=None, lang="en"):
    for visit in visits:
        note_failure(text=text, lang=lang, visit=visit, why=why, blanked=text if blanked is None else blanked)


@pytest.fixture
def lockers():
    entry = Entry.objects.create(status=Status.PUBLISHED)
    EntryText.objects.create(entry=entry, lang="en", question="Where are the lockers?", answer="In the basement.")
    return entry


class TestFailures:
    def test_nearly_the_same_words_are_one_line(self):
        failed("piano rooms", "v1", "v2")
        failed("piano room?", "v3")
        failed("standing desks", "v1")
        assert [(each.words, each.visits) for each in queries.failures()] == [("piano rooms", 3), ("standing desks", 1)]

    def test_chinese_words_too(self):
        failed("钢琴房在哪里", "v1", lang="zh-hans")
        failed("钢琴房在哪", "v2", lang="zh-hans")
        assert len(queries.failures()) == 1

    def test_words_that_may_be_somebodys_are_counted_and_not_shown(self, client, chen):
        failed("my card 20231234567", "v1", blanked="my card [number]")
        page = sign_in(client, chen).get(PAGE).content.decode()
        assert "20231234567" not in page
        assert "1 more is counted" in page


class TestTrying:
    def test_says_what_each_hit_owes_to_what(self, lockers):
        tried = queries.tried("lockers", lang="en")
        first = tried.hits[0]
        shown = sum(segment.value for segment in (*first.segments, *first.losses))
        assert shown == pytest.approx(first.hit.score, abs=0.05)

    def test_sees_as_a_reader_sees(self, client, chen, lockers):
        Entry.objects.update(status=Status.DRAFT)
        assert "In the basement" not in sign_in(client, chen).get(PAGE, {"q": "lockers"}).content.decode()

    @pytest.mark.parametrize("words", ["x", "字" * 5000, "<script>", "\0", "'; DROP"])
    def test_takes_any_words(self, client, chen, words):
        assert sign_in(client, chen).get(PAGE, {"q": words}).status_code == 200


class TestOneClick:
    def test_starts_an_entry_in_the_readers_words(self, client, chen):
        failed("piano rooms", "v1")
        failed("piano room?", "v2")
        sign_in(client, chen).post(f"{PAGE}entry/", {"words": "piano rooms"})
        draft = Entry.objects.get()
        assert (draft.status, draft.texts.get().question) == (Status.DRAFT, "piano rooms")
        assert not FailedSearch.objects.exists()

    def test_gives_an_entry_the_words(self, client, chen, lockers):
        sign_in(client, chen).post(f"{PAGE}wording/", {"words": "a place for my bag", "entry": lockers.pid})
        assert Wording.objects.get().text == "a place for my bag"

    @pytest.mark.parametrize("path", ["", "entry/", "wording/"])
    def test_is_not_there_for_readers(self, client, outsider, path):
        ask = sign_in(client, outsider)
        answer = ask.post(PAGE + path, {"words": "x"}) if path else ask.get(PAGE)
        assert answer.status_code == 404


def test_says_how_searches_ended():
    for number, verdict in enumerate(["answer", "answer", "perhaps", "ask"]):
        note_search(pid=f"s{number}", text="x", lang="en", visit="v", verdict=verdict, shown=[])
    assert [(share.verdict, share.percent) for share in queries.shares()] == [
        ("answer", 50),
        ("perhaps", 25),
        ("ask", 25),
    ]


@pytest.mark.parametrize("lang", ["en", "zh-hans"])
def test_an_empty_page_says_something(client, chen, lang):
    assert sign_in(client, chen).get(f"/{lang}/insight/search/").status_code == 200


def test_a_trial_says_where_it_stands(client, chen):
    RankerTrial.objects.create(house="house", challenger="wordly", share=0.2, wins=70, losses=40)
    assert "It has won" in sign_in(client, chen).get(PAGE).content.decode()
