"""From work to product: what becomes the material of a draft, and whose names do not."""

import pytest

from foreword.community.actions import ask_in_public, endorse, reply_to
from foreword.desk import actions as desk
from foreword.desk.models import Question
from foreword.knowledge.models import Entry, EntryText, Status
from foreword.media.models import ProductPage
from tests.world import sign_in


@pytest.fixture
def entry(topics) -> Entry:
    made = Entry.objects.create(topic=topics["borrowing"], status=Status.PUBLISHED)
    EntryText.objects.create(entry=made, lang="en", question="How long may I keep a book?", answer="Thirty days.")
    EntryText.objects.create(entry=made, lang="zh-hans", question="书可以借多久？", answer="三十天。")
    return made


@pytest.fixture
def thread(topics, omar, lin, chen):
    made = ask_in_public(person=omar, title="Where is it quiet?", text="I am Omar.", lang="en")
    reply_to(thread=made, person=lin, text="In the cellar, said nobody.")
    endorse(reply=reply_to(thread=made, person=lin, text="Fifth floor, says Omar."), by=chen)
    return made


@pytest.fixture
def question(omar) -> Question:
    return desk.ask(text="Where may I drink tea? My name is Omar.", lang="en", asker=omar).question


@pytest.fixture
def archived(question, chen) -> Question:
    desk.claim(question=question, librarian=chen)
    desk.answer(question=question, by=chen, text="Dear Omar, in the reading room.", client_id="a1")
    desk.archive(question=question, by=chen)
    return question


def make(client, who, kind: str, pid: str, lang: str = "en"):
    return sign_in(client, who).post(f"/{lang}/desk/make/{kind}/{pid}/")


def made() -> ProductPage:
    return ProductPage.objects.get()


def words() -> str:
    return "\n".join(made().manuscript.lines)


def test_an_entry_opens_a_draft_in_the_studio(client, entry, zhao):
    answer = make(client, zhao, "entry", entry.pid)
    assert answer.url == f"/studio/pages/{made().pk}/edit/"
    assert (made().title, words()) == ("How long may I keep a book?", "Thirty days.")


def test_in_the_language_of_who_clicks(client, entry, zhao):
    make(client, zhao, "entry", entry.pid, "zh-hans")
    assert (made().lang, words()) == ("zh-hans", "三十天。")


def test_clicked_twice_it_is_one_draft(client, entry, zhao):
    assert make(client, zhao, "entry", entry.pid).url == make(client, zhao, "entry", entry.pid).url


def test_a_thread_gives_what_a_librarian_stands_for_and_no_names(client, thread, zhao):
    make(client, zhao, "community", thread.pid)
    assert "Fifth floor" in words() and "cellar" not in words() and "Omar" not in words()


def test_a_filed_question_gives_its_answer_and_no_names(client, archived, chen):
    make(client, chen, "question", archived.pid)
    assert "the reading room" in words() and "Omar" not in words()
    assert [(each.kind, each.key) for each in made().sources.all()] == [("question", archived.pid)]


def test_an_open_question_is_no_material_yet(client, question, chen):
    assert make(client, chen, "question", question.pid).status_code == 404


def test_the_editor_sees_no_readers_question(client, archived, zhao):
    assert make(client, zhao, "question", archived.pid).status_code == 404


@pytest.mark.parametrize("kind", ["record", "nothing", "question", "community"])
def test_what_is_not_there_makes_nothing(client, entry, zhao, kind):
    assert make(client, zhao, kind, entry.pid).status_code == 404 and not ProductPage.objects.exists()


def test_a_reader_makes_nothing(client, entry, omar):
    assert make(client, omar, "entry", entry.pid).status_code == 404
