"""A question is understood by a job and corrected by a librarian; what was decided is learned, as long as it may be."""

from datetime import timedelta

import pytest

from foreword.assist.models import LearnedModel
from foreword.desk import actions
from foreword.desk.actions import learning
from foreword.desk.actions.learning import learn_from_decisions
from foreword.desk.models import Kind, Question, Understanding
from foreword.desk.queries import hints, queue, sure_topic
from foreword.desk.queries.history import broad_class, history
from foreword.kernel.clock import now
from foreword.kernel.erasure import erase_person
from foreword.kernel.jobs.run import run_until_idle
from foreword.kernel.models import AuditEntry
from foreword.kernel.retention import sweep

pytestmark = pytest.mark.django_db


def ask(text, lang="en", asker=None):
    asked = actions.ask(text=text, lang=lang, asker=asker).question
    run_until_idle()
    return asked


def decide(question, by, **decision):
    actions.analyse(question=question, by=by, **({"kind": Kind.POLICY, "read": 2} | decision))


@pytest.fixture
def seeded(topics):
    """A new library's first model."""
    learn_from_decisions()
    return LearnedModel.objects.get(current=True)


@pytest.fixture
def decided(seeded, omar, chen):
    """Five decisions, as many as are worth a lesson."""
    questions = [ask(f"May I renew my loan number {number}?", asker=omar) for number in range(learning.LEAST_NEW)]
    for question in questions:
        decide(question, chen)
    return questions


class TestArrival:
    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("Where is the map room?", "directional"),
            ("能续借几次？", "policy"),
            ("I cannot open the database from home", "technical"),
            ("需要几篇综述文献，检索式怎么写", "research"),
        ],
    )
    def test_on_the_first_day_both_languages_have_a_guess(self, seeded, text, kind):
        assert hints(ask(text)).kind.value == kind

    def test_the_guess_keeps_the_version_of_its_model(self, seeded):
        assert ask("Where is the map room?").understanding.version == seeded.version

    def test_without_a_model_a_question_has_no_guess(self, topics):
        assert hints(ask("Where is the map room?")).kind is None

    def test_what_waits_is_understood_once_there_is_a_model(self, topics):
        question = ask("Where is the map room?")
        learn_from_decisions()
        assert hints(question).kind.value == "directional"

    def test_an_urgent_question_is_marked_in_the_queue(self, seeded, chen):
        ask("This is urgent, please answer as soon as possible, the deadline is tonight")
        assert [row.urgent for row in queue(chen).rows] == [True]

    def test_another_has_no_mark(self, seeded, chen):
        ask("Where is the map room?")
        assert [row.urgent for row in queue(chen).rows] == [False]

    def test_that_it_can_wait_is_a_guess_as_well(self, seeded):
        assert hints(ask("Where is the map room?")).urgent.value == "no"

    def test_a_language_that_nobody_filed_it_under_is_named(self, seeded):
        assert hints(ask("Où se trouve la salle de lecture ?")).spoken == "French"


class TestCorrection:
    def test_a_decision_ends_the_guessing(self, seeded, chen):
        question = ask("Where is the map room?")
        decide(question, chen, kind=Kind.READY_REFERENCE)
        assert hints(question).kind is None

    def test_a_decision_takes_the_mark_away(self, seeded, chen):
        question = ask("This is urgent, please answer as soon as possible, the deadline is tonight")
        decide(question, chen, urgent=False)
        assert [row.urgent for row in queue(chen).rows] == [False]

    def test_it_is_an_example_with_what_was_decided(self, topics, omar, chen):
        decide(ask("May I renew?", asker=omar), chen, topic=topics["borrowing"], clc="G252.3", urgent=True)
        labels = {"topic": "borrowing", "clc": "G25", "kind": "policy", "read": "2", "urgency": "urgent"}
        assert history()[0].example.labels == labels

    def test_names_and_addresses_are_not_in_the_example(self, omar, chen):
        decide(ask("Please tell Omar at omar@lakeside.example", asker=omar), chen)
        assert "omar" not in history()[0].example.text.lower()

    def test_what_nobody_decided_is_no_example(self, omar):
        ask("May I renew?", asker=omar)
        assert history() == []

    @pytest.mark.parametrize(("number", "broad"), [("G252.3", "G25"), ("TU-023", "TU"), ("R77", "R"), ("", "")])
    def test_a_class_number_is_learned_by_its_class(self, number, broad):
        assert broad_class(number) == broad


class TestLearning:
    def test_a_few_decisions_are_not_worth_a_lesson(self, seeded, omar, chen):
        decide(ask("May I renew?", asker=omar), chen)
        learn_from_decisions()
        assert LearnedModel.objects.get(current=True) == seeded

    def test_a_model_that_is_no_worse_takes_over(self, seeded, decided):
        learn_from_decisions()
        made = LearnedModel.objects.get(current=True)
        assert (made.own, made == seeded) == (learning.LEAST_NEW, False)

    def test_a_worse_one_does_not(self, seeded, decided, monkeypatch):
        monkeypatch.setattr(learning, "_compare", lambda *_: (9, 8))
        learn_from_decisions()
        assert LearnedModel.objects.get(current=True) == seeded
        assert AuditEntry.objects.filter(action="understanding.kept").exists()

    def test_an_erased_question_leaves_the_examples_and_its_model_goes(self, decided, omar):
        learn_from_decisions()
        knew = LearnedModel.objects.get(current=True)
        erase_person(omar)
        learn_from_decisions()
        made = LearnedModel.objects.get(current=True)
        assert (made.own, made == knew) == (0, False)

    def test_an_old_question_leaves_them_too(self, omar, chen):
        question = ask("May I renew?", asker=omar)
        decide(question, chen)
        Question.objects.update(archived_at=now() - timedelta(days=181))
        sweep()
        assert (history(), Understanding.objects.count()) == ([], 0)


class TestAskForm:
    def test_a_topic_is_not_chosen_for_a_reader_without_a_model(self, topics):
        assert sure_topic("May I renew?") == ""

    def test_nor_where_the_model_is_not_sure(self, seeded):
        assert sure_topic("hm") == ""
