"""What is kept of use, what is learned from it, and a ranker on trial."""

from datetime import timedelta
from io import StringIO
from random import Random

import pytest
from django.core.management import CommandError, call_command
from django.test import RequestFactory

from foreword.kernel.clock import now
from foreword.kernel.retention import sweep
from foreword.search.actions import learn, note_failure, note_search, note_use, reworded
from foreword.search.models import FailedSearch, Followed, LearnedPrior, RankerTrial, SearchEvent, SearchUse
from foreword.search.queries import search, search_page
from foreword.search.tests.world import NOBODY
from foreword.search.visits import query_hash, visit_of

pytestmark = pytest.mark.django_db
PAGE = [("entry", "renew", ""), ("entry", "printer", "")]


def shown(pid="s1", *, text="renew", visit="v1", rows=PAGE, trial=""):
    return note_search(pid=pid, text=text, lang="en", visit=visit, verdict="perhaps", shown=rows, trial=trial)


class TestWhatIsKept:
    def test_no_words_of_a_search(self):
        shown(text="my secret illness")
        assert "illness" not in str(SearchEvent.objects.values().get())

    def test_nothing_of_a_visit_that_is_not_to_be_followed(self):
        assert shown(visit="") is None

    @pytest.mark.parametrize(
        "headers", [{"Sec-GPC": "1"}, {"DNT": "1"}, {"User-Agent": "Some-Bot/1.0"}], ids=["gpc", "dnt", "machine"]
    )
    def test_who_does_not_want_it_has_no_visit(self, headers):
        assert visit_of(RequestFactory().get("/", headers={"User-Agent": "Firefox"} | headers)) == ""

    def test_a_visit_says_nothing_of_address_or_browser(self):
        assert len(visit_of(RequestFactory().get("/", headers={"User-Agent": "Firefox"}))) == 32

    def test_the_night_after_a_visit_leads_to_nobody(self, time_machine):
        for pid in ("s1", "s2"):
            shown(pid, visit="v1")
        shown("s3", visit="v2")
        time_machine.move_to(now() + timedelta(days=1))
        learn()
        visits = list(SearchEvent.objects.order_by("pid").values_list("visit", flat=True))
        assert visits[0] == visits[1] != visits[2]
        assert not {"v1", "v2"} & set(visits)

    def test_it_is_forgotten_in_time(self, time_machine):
        shown()
        failed("quiet rooms", "v1")
        note_use(what=Followed.CITED, kind="entry", key="renew")
        time_machine.move_to(now() + timedelta(days=31))
        sweep()
        assert (SearchEvent.objects.count(), FailedSearch.objects.count(), SearchUse.objects.count()) == (0, 1, 1)
        time_machine.move_to(now() + timedelta(days=181))
        sweep()
        assert (FailedSearch.objects.count(), SearchUse.objects.count()) == (0, 0)


class TestUses:
    def test_a_click_knows_its_place(self):
        shown()
        assert note_use(what=Followed.OPENED, kind="entry", key="printer", search="s1").place == 2

    def test_a_click_on_what_was_not_shown_is_not_believed(self):
        shown()
        assert note_use(what=Followed.OPENED, kind="entry", key="other", search="s1") is None

    def test_a_search_that_never_was_is_not_believed(self):
        assert note_use(what=Followed.OPENED, kind="entry", key="renew", search="made-up") is None

    def test_clicking_twice_is_one_click(self):
        shown()
        for _ in range(2):
            note_use(what=Followed.OPENED, kind="entry", key="renew", search="s1")
        assert SearchUse.objects.count() == 1

    def test_other_words_after_nothing_was_opened_are_a_failure(self):
        shown(text="Renew?")
        assert reworded(visit="v1", before="renew").pid == "s1"

    def test_other_words_after_a_click_are_none(self):
        shown()
        note_use(what=Followed.OPENED, kind="entry", key="renew", search="s1")
        assert reworded(visit="v1", before="renew") is None


def failed(text, visit, blanked=None):
    return note_failure(text=text, lang="en", visit=visit, why="nothing", blanked=text if blanked is None else blanked)


class TestFailures:
    def test_words_without_a_person_are_kept(self):
        assert failed("quiet rooms", "v1").text == "quiet rooms"

    def test_words_with_a_person_are_not(self):
        failed("call 13800138000", "v1", "call [phone]")
        assert list(FailedSearch.objects.values_list("text", flat=True)) == [""]

    def test_what_three_visits_said_is_nobodys_own_and_still_blanked(self):
        for visit in ("v1", "v2", "v3"):
            failed("call 13800138000", visit, "call [phone]")
        assert set(FailedSearch.objects.values_list("text", flat=True)) == {"call [phone]"}

    def test_one_visit_counts_once(self):
        for text in ("Quiet rooms?", "quiet  ROOMS"):
            failed(text, "v1")
        assert FailedSearch.objects.counted(9)[0]["visits"] == 1


class TestLearning:
    def test_what_was_confirmed_rises_in_the_index(self, shelves):
        first = search("renew books", viewer=NOBODY, lang="en").hits[0]
        for number in range(3):
            shown(f"s{number}", visit=f"v{number}")
            note_use(what=Followed.ANSWERED, kind="entry", key="renew", search=f"s{number}")
        learn()
        again = search("renew books", viewer=NOBODY, lang="en").hits[0]
        assert again.parts["prior"] > 0
        assert again.score > first.score

    def test_what_is_no_longer_used_sinks_back(self, time_machine):
        note_use(what=Followed.CITED, kind="entry", key="renew")
        learn()
        before = LearnedPrior.objects.get().value
        time_machine.move_to(now() + timedelta(days=90))
        learn()
        assert LearnedPrior.objects.get().value < before / 2


class TestTrial:
    def test_a_page_of_both_says_who_brought_what(self, shelves):
        run("try", "unlearned", "--share", "1")
        page = search_page("renew print book", viewer=NOBODY, lang="en", visit="v1")
        assert set(page.teams) == {"house", "challenger"}
        assert len(page.teams) == len(page.hits)

    def test_who_has_no_visit_is_never_on_trial(self, shelves):
        run("try", "unlearned", "--share", "1")
        assert search_page("book", viewer=NOBODY, lang="en").teams == ()

    def test_an_unknown_ranker_is_refused(self):
        with pytest.raises(CommandError, match="house"):
            run("try", "nonesuch")

    def test_one_trial_at_a_time(self):
        run("try", "unlearned")
        with pytest.raises(CommandError, match="stop it first"):
            run("try", "wordly")

    def test_who_has_not_won_is_not_adopted(self):
        run("try", "unlearned")
        with pytest.raises(CommandError, match="has not won"):
            run("adopt", "unlearned")

    def test_the_winner_is_adopted_and_ranks(self, shelves, time_machine):
        run("try", "unlearned", "--share", "1")
        visits(160, for_it=0.7)
        time_machine.move_to(now() + timedelta(days=1))
        learn()
        assert "In use: unlearned" in run("adopt", "unlearned")

    def test_an_equal_one_is_not(self, time_machine):
        run("try", "unlearned", "--share", "1")
        visits(160, for_it=0.5)
        time_machine.move_to(now() + timedelta(days=1))
        learn()
        with pytest.raises(CommandError, match="has not won"):
            run("adopt", "unlearned")

    def test_a_visit_has_one_voice(self):
        run("try", "unlearned", "--share", "1")
        for number in range(5):
            visits(1, for_it=1, visit="the same", start=number)
        run("stop")
        assert RankerTrial.objects.get().wins == 1


def visits(count, *, for_it, visit="", start=0):
    """Simulated readers on shared pages, each of whom opens one hit: the challenger's so often."""
    chance, trial = Random(11), RankerTrial.objects.get().pid
    rows = [("entry", "renew", "challenger"), ("entry", "printer", "house")]
    for number in range(start, start + count):
        shown(f"t{number}", visit=visit or f"v{number}", rows=rows, trial=trial)
        key = "renew" if chance.random() < for_it else "printer"
        note_use(what=Followed.OPENED, kind="entry", key=key, search=f"t{number}")


def run(*arguments):
    out = StringIO()
    call_command("ranker", *arguments, stdout=out)
    return out.getvalue()


def test_the_same_words_have_the_same_hash():
    assert query_hash("Ｒenew  a book?") == query_hash("renew a BOOK")


def test_an_open_answer_loses_nothing_when_nobody_clicks():
    for number in range(60):
        note_search(pid=f"a{number}", text="renew", lang="en", visit=f"v{number}", verdict="answer", shown=PAGE)
    learn()
    assert not LearnedPrior.objects.filter(key="renew").exists()


def test_one_visit_cannot_praise_a_document_up(shelves):
    for number in range(50):
        shown(f"s{number}")
        note_use(what=Followed.ANSWERED, kind="entry", key="renew", search=f"s{number}")
    learn()
    assert LearnedPrior.objects.get(key="renew").value < 0.6
