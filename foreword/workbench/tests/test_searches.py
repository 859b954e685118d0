"""The search strategy at the desk, without a browser."""

import pytest

from foreword.desk import actions
from foreword.desk.models import Question, SearchRun
from foreword.kernel.clock import ago
from foreword.knowledge.models import Entry, EntryText, Status
from foreword.search import live
from foreword.search.actions import mark_changed
from tests.world import sign_in

pytestmark = pytest.mark.django_db
SCRIPT = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def own_index(settings, tmp_path):
    settings.FOREWORD_HOME = tmp_path
    settings.FOREWORD_ENCODERS = ("hash",)
    yield
    live.live().close()


@pytest.fixture
def entry():
    made = Entry.objects.create(status=Status.PUBLISHED, published_at=ago(days=3))
    EntryText.objects.create(entry=made, lang="en", question="Urban *heat* island maps", answer="See the map room.")
    mark_changed(kind="entry", key=made.pid)
    return made


@pytest.fixture
def question(lin, entry) -> Question:
    return actions.ask(text="Urban heat island: three reviews", lang="en", asker=lin).question


@pytest.fixture
def desk(client, chen):
    return sign_in(client, chen)


def at(question, deed):
    return f"/en/desk/questions/{question.pid}/{deed}"


def kept(question, chen, **fields):
    return SearchRun.objects.create(question=question, by=chen, ran_at=ago(days=5), query="heat island", **fields)


class TestKeeping:
    def test_the_search_on_the_screen_is_kept_by_a_click(self, desk, question):
        answer = desk.post(at(question, "searches/own/"), {"q": "heat island", "within": "entry"}, headers=SCRIPT)
        run = question.searches.get()
        assert (run.query, run.filters) == ("heat island", {"kinds": ["entry"]})
        assert b'id="searches"' in answer.content

    def test_a_citation_keeps_its_search(self, desk, question, entry):
        source = {"kind": "entry", "key": entry.pid, "q": "heat island", "within": ""}
        answer = desk.post(at(question, "citations/"), source, headers=SCRIPT)
        assert question.searches.get().picked == [["entry", entry.pid]]
        assert b'value="heat island"' in answer.content

    @pytest.mark.parametrize("given", [{"q": "\x00" * 3}, {"q": "x" * 100_000}, {"within": "odd"}])
    def test_odd_words_do_no_harm(self, desk, question, given):
        assert desk.post(at(question, "searches/own/"), given, headers=SCRIPT).status_code == 200

    def test_works_without_script(self, desk, question):
        page = desk.post(at(question, "searches/own/"), {"q": "heat island"}, follow=True)
        assert b"The search is kept." in page.content


class TestAgain:
    def test_says_what_is_new(self, desk, question, chen):
        run = kept(question, chen, own=True, hits=0)
        page = desk.post(at(question, f"searches/{run.pk}/again/"), headers=SCRIPT).content
        assert b"Run again: 1 is new." in page
        assert b"Urban *heat* island maps" in page

    def test_elsewhere_wants_a_number(self, desk, question, chen):
        run = kept(question, chen, database="CNKI", hits=148)
        page = desk.post(at(question, f"searches/{run.pk}/again/"), {"hits": "many"}, headers=SCRIPT)
        assert b"Please write a number." in page.content

    def test_elsewhere_is_noted(self, desk, question, chen):
        run = kept(question, chen, database="CNKI", hits=148)
        desk.post(at(question, f"searches/{run.pk}/again/"), {"hits": "152"}, headers=SCRIPT)
        assert run.runs.get().hits == 152

    @pytest.mark.parametrize("deed", ["again", "method"])
    def test_a_search_that_is_no_more_is_not_found(self, desk, question, chen, deed):
        run = kept(question, chen, own=True)
        gone = run.pk
        run.delete()
        assert desk.post(at(question, f"searches/{gone}/{deed}/")).status_code == 404

    def test_of_a_colleagues_question_is_refused_in_words(self, desk, question, chen, wu):
        run = kept(question, chen, own=True)
        actions.claim(question=question, librarian=wu)
        assert b'role="alert"' in desk.post(at(question, f"searches/{run.pk}/again/"), headers=SCRIPT).content

    @pytest.mark.parametrize("who", ["lin", "outsider", "zhao"])
    def test_is_not_there_for_readers(self, client, question, chen, who, request):
        run = kept(question, chen, own=True)
        sign_in(client, request.getfixturevalue(who))
        for deed in ("searches/own/", f"searches/{run.pk}/again/", f"searches/{run.pk}/method/"):
            assert client.post(at(question, deed)).status_code == 404


class TestMethod:
    def said(self, desk, question, run, text=""):
        page = desk.post(at(question, f"searches/{run.pk}/method/"), {"text": text})
        return page.context["draft"]

    def test_stands_below_what_is_written(self, desk, question, chen):
        run = kept(question, chen, database="CNKI", hits=148, filters={"words": "2015–2026"}, picked=[["Chen 2019"]])
        said = self.said(desk, question, run, "Three reviews follow.")
        assert said.startswith(
            "Three reviews follow.\n\n**How it was searched**\n\n- CNKI · `heat island` · 2015–2026 · "
        )
        assert said.endswith("148 hits\n  - Chen 2019\n")

    def test_is_in_the_readers_language(self, desk, chen, question):
        Question.objects.filter(pk=question.pk).update(lang="zh-hans")
        run = kept(question, chen, own=True, hits=3)
        assert "**检索方法**" in self.said(desk, question, run)

    def test_of_two_searches_stands_under_one_heading(self, desk, question, chen):
        text = self.said(desk, question, kept(question, chen, database="CNKI"))
        text = self.said(desk, question, kept(question, chen, database="Wanfang"), text)
        assert (text.count("**"), text.count("\n- ")) == (2, 2)

    def test_a_second_click_says_it_once(self, desk, question, chen):
        run = kept(question, chen, database="CNKI")
        text = self.said(desk, question, run)
        assert self.said(desk, question, run, text).strip() == text.strip()

    def test_a_title_stays_a_title(self, desk, question, chen, entry):
        run = kept(question, chen, own=True, results=[["entry", entry.pid]], picked=[["entry", entry.pid]])
        assert r"Urban \*heat\* island maps" in self.said(desk, question, run)

    def test_names_nothing_that_a_reader_may_not_see(self, desk, question, chen, entry):
        Entry.objects.update(status=Status.WITHDRAWN)
        run = kept(question, chen, own=True, results=[["entry", entry.pid]], picked=[["entry", entry.pid]])
        assert "island maps" not in self.said(desk, question, run)

    def test_does_not_tell_readers_their_own_words(self, desk, question, chen):
        run = kept(question, chen, own=True, hits=2)
        SearchRun.objects.filter(pk=run.pk).update(query=question.text)
        assert "in the words of the question" in self.said(desk, question, run)

    def test_tells_words_that_a_question_only_begins_with(self, desk, question, chen):
        run = kept(question, chen, own=True, hits=2)
        SearchRun.objects.filter(pk=run.pk).update(query="Urban heat")
        assert "`Urban heat`" in self.said(desk, question, run)
