"""The search strategy: kept as it ran, run again with what is new, by the access rules of the day it is read."""

import pytest

from foreword.desk import actions
from foreword.desk.models import Citation, Question, SearchRun, Stage
from foreword.desk.queries.searches import kept_search, strategies
from foreword.kernel.clock import ago
from foreword.kernel.retention import sweep
from foreword.knowledge.models import Entry, EntryText, Status
from foreword.search import live
from foreword.search.actions import mark_changed
from foreword.search.viewers import Viewer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_index(settings, tmp_path):
    settings.FOREWORD_HOME = tmp_path
    settings.FOREWORD_ENCODERS = ("hash",)
    yield
    live.live().close()


def publish(title, **fields):
    entry = Entry.objects.create(status=Status.PUBLISHED, published_at=ago(days=3), **fields)
    EntryText.objects.create(entry=entry, lang="en", question=title, answer=f"{title}. Read on.")
    mark_changed(kind="entry", key=entry.pid)
    return entry


@pytest.fixture
def albedo():
    return publish("Albedo of roofs in an urban heat island")


@pytest.fixture
def question(lin, albedo) -> Question:
    return actions.ask(text="Urban heat island: three reviews", lang="en", asker=lin).question


def keep(question, by, query="urban heat island", **more):
    return actions.keep_search(question=question, by=by, query=query, **more)


def earlier(run, **ago_):
    SearchRun.objects.filter(pk=run.pk).update(ran_at=ago(**(ago_ or {"days": 5})))
    return SearchRun.objects.get(pk=run.pk)


def seen(question, viewer=None):
    return strategies(question, viewer or Viewer.anonymous(), "en")


class TestKeeping:
    def test_says_what_was_found(self, question, chen, albedo):
        run = keep(question, chen)
        assert (run.own, run.hits, run.results) == (True, 1, [["entry", albedo.pid]])

    def test_stands_at_the_literature_search(self, question, chen):
        keep(question, chen)
        question.refresh_from_db()
        assert question.stage == Stage.SEARCHING

    def test_takes_the_readers_words_where_there_are_no_others(self, question, chen):
        assert keep(question, chen, query=" ").query == question.text

    def test_counts_nobodys_question(self, question, chen, omar):
        other = actions.ask(text="Urban heat island maps", lang="en", asker=omar).question
        actions.answer(question=other, by=chen, text="Here they are.", client_id="a")
        assert {kind for kind, _key in keep(question, chen, kinds=["question"]).results} == {"entry"}

    def test_a_second_click_is_the_same_run(self, question, chen):
        assert keep(question, chen) == keep(question, chen)

    def test_is_refused_while_a_colleague_has_the_question(self, question, chen, wu):
        actions.claim(question=question, librarian=chen)
        with pytest.raises(actions.AlreadyClaimed):
            keep(question, wu)

    def test_an_emptied_question_keeps_nothing(self, question, chen):
        Question.objects.filter(pk=question.pk).update(text="")
        with pytest.raises(actions.Forgotten):
            keep(question, chen)


class TestElsewhere:
    def test_a_search_is_noted_with_what_was_worth_reading(self, question, chen):
        run = actions.record_search(
            question=question,
            by=chen,
            database="CNKI",
            query="SU='热岛'",
            limits="2015–2026",
            hits=148,
            picked="A\n\n B \n",
        )
        assert (run.own, run.filters, run.picked) == (False, {"words": "2015–2026"}, [["A"], ["B"]])

    def test_a_dangerous_link_is_left_out(self, question, chen):
        link = "javascript:alert(1)"
        assert actions.record_search(question=question, by=chen, database="CNKI", query="热岛", url=link).url == ""

    def test_a_second_click_notes_nothing_twice(self, question, chen):
        for _click in range(2):
            actions.record_search(question=question, by=chen, database="CNKI", query="热岛", hits=148)
        assert question.searches.count() == 1

    def test_is_noted_again_with_its_hits_of_today(self, question, chen, wu):
        first = earlier(actions.record_search(question=question, by=chen, database="CNKI", query="热岛", hits=148))
        again = actions.run_again(run=first, by=wu, hits=152)
        assert (again.again_of, again.hits, again.query) == (first, 152, "热岛")


class TestPicking:
    def test_keeps_its_search(self, question, chen, albedo):
        actions.pick(question=question, by=chen, query="heat island", kinds=[], kind="entry", key=albedo.pid)
        run = question.searches.get()
        assert (run.query, run.picked) == ("heat island", [["entry", albedo.pid]])

    def test_picks_are_of_one_run_in_one_sitting(self, question, chen, albedo):
        other = publish("Heat island of Tokyo")
        for entry in (albedo, other, other):
            actions.pick(question=question, by=chen, query="heat island", kinds=[], kind="entry", key=entry.pid)
        assert len(question.searches.get().picked) == 2

    def test_of_another_day_is_of_another_run(self, question, chen, albedo):
        earlier(keep(question, chen))
        actions.pick(question=question, by=chen, query="urban heat island", kinds=[], kind="entry", key=albedo.pid)
        assert [len(run.picked) for run in question.searches.order_by("pk")] == [0, 1]

    def test_what_may_not_be_cited_leaves_no_search(self, question, chen):
        with pytest.raises(actions.NothingToCite):
            actions.pick(question=question, by=chen, query="heat", kinds=[], kind="entry", key="nothing")
        assert not question.searches.exists()

    def test_put_back_is_picked_no_more(self, question, chen, albedo):
        actions.pick(question=question, by=chen, query="heat", kinds=[], kind="entry", key=albedo.pid)
        actions.uncite(question=question, by=chen, kind="entry", key=albedo.pid)
        assert question.searches.get().picked == []

    def test_what_an_answer_cites_stays_picked(self, question, chen, albedo):
        pick = {"question": question, "by": chen, "kind": "entry", "key": albedo.pid}
        actions.pick(**pick, query="heat", kinds=[])
        actions.answer(question=question, by=chen, text="See there.", client_id="a")
        actions.cite(**pick)
        actions.uncite(**pick)
        assert question.searches.get().picked == [["entry", albedo.pid]]
        assert Citation.objects.count() == 1


def test_goes_with_the_words_of_its_question(question, chen):
    """Without other words a search is made in the reader's own."""
    keep(question, chen, query="")
    Question.objects.filter(pk=question.pk).update(stage=Stage.ARCHIVED, archived_at=ago(days=181))
    sweep()
    question.refresh_from_db()
    assert question.text == ""
    assert not SearchRun.objects.exists()


class TestAgain:
    def test_shows_what_is_new(self, question, chen, wu):
        first = earlier(keep(question, chen))
        publish("Urban heat island of Wuhan")
        again = actions.run_again(run=first, by=wu)
        [strategy] = seen(question)
        assert again.again_of == first
        assert [thing.title for thing in strategy.last.new] == ["Urban heat island of Wuhan"]

    def test_compares_with_the_run_before_not_with_the_first(self, question, chen):
        first = earlier(keep(question, chen))
        publish("Urban heat island of Wuhan")
        earlier(actions.run_again(run=first, by=chen), days=2)
        actions.run_again(run=first, by=chen)
        [strategy] = seen(question)
        assert [len(run.new) for run in strategy.runs] == [0, 1, 0]

    def test_what_was_withdrawn_is_counted_and_not_named(self, question, chen, albedo):
        first = earlier(keep(question, chen))
        Entry.objects.filter(pk=albedo.pk).update(status=Status.WITHDRAWN)
        mark_changed(kind="entry", key=albedo.pid)
        actions.run_again(run=first, by=chen)
        last = seen(question)[0].last
        assert (last.gone, last.vanished) == ((), 1)

    def test_what_is_withdrawn_later_is_named_no_more(self, question, chen):
        first = earlier(keep(question, chen))
        wuhan = publish("Urban heat island of Wuhan")
        actions.run_again(run=first, by=chen)
        Entry.objects.filter(pk=wuhan.pk).update(status=Status.WITHDRAWN)
        assert seen(question)[0].last.new == ()

    def test_of_a_list_that_was_cut_nothing_is_said_to_be_gone(self, question, chen, albedo):
        first = earlier(keep(question, chen))
        SearchRun.objects.create(question=question, own=True, query=first.query, hits=100, again_of=first)
        assert seen(question)[0].last.gone == ()

    def test_other_filters_are_another_search(self, question, chen):
        keep(question, chen)
        keep(question, chen, kinds=["entry"])
        assert len(seen(question)) == 2

    def test_a_search_of_another_question_is_not_there(self, question, chen, omar):
        other = actions.ask(text="Where is the map room?", lang="en", asker=omar).question
        run = keep(question, chen)
        with pytest.raises(SearchRun.DoesNotExist):
            kept_search(other, run.pk)

    def test_its_list_asks_the_database_no_more_for_more_runs(self, question, chen, django_assert_num_queries):
        first = keep(question, chen)
        for day in range(1, 5):
            results = [["entry", first.results[0][1]]]
            SearchRun.objects.create(
                question=question,
                own=True,
                query=first.query,
                hits=1,
                results=results,
                again_of=first,
                ran_at=ago(days=day),
            )
        with django_assert_num_queries(1 + 2):
            seen(question)
