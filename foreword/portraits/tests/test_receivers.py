"""What other rooms tell: questions by their topic, and what readers write for each other."""

import pytest

from foreword.community.actions import ask_in_public, reply_to
from foreword.desk import actions as desk
from foreword.kernel.jobs.run import run_until_idle
from foreword.people.actions import give_consent
from foreword.portraits.models import Signal, Trait

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(prof, topics):
    return ask_in_public(
        person=prof, title="How do I cite a map?", text="Of 1935.", lang="en", topic=topics["citation"]
    )


class TestReply:
    def test_is_a_thing_shared_on_the_topic(self, asked, lin):
        reply_to(thread=asked, person=lin, text="As a single sheet, with its scale.")
        run_until_idle()
        shared = Signal.objects.get(person=lin, kind="shared")
        assert (shared.topic, shared.dimension, shared.text) == ("citation", "community", "")

    def test_is_told_once_however_often_the_thread_changes(self, asked, lin, omar):
        reply_to(thread=asked, person=lin, text="As a single sheet, with its scale.")
        reply_to(thread=asked, person=omar, text="Thank you, that is what I was looking for.")
        run_until_idle()
        assert Signal.objects.filter(person=lin, kind="shared").count() == 1

    def test_needs_consent(self, asked, omar):
        reply_to(thread=asked, person=omar, text="As a single sheet, with its scale.")
        run_until_idle()
        assert not Signal.objects.filter(person=omar).exists()

    def test_to_oneself_helps_nobody_else(self, asked, prof):
        give_consent(person=prof, dimension="community")
        reply_to(thread=asked, person=prof, text="I found it: as a single sheet.")
        run_until_idle()
        assert not Signal.objects.filter(person=prof, kind="shared").exists()

    def test_twice_makes_a_contributor(self, asked, prof, lin, topics):
        other = ask_in_public(
            person=prof, title="How do I cite a talk?", text="Of May.", lang="en", topic=topics["thesis"]
        )
        for thread in (asked, other):
            reply_to(thread=thread, person=lin, text="As what was said, with place and day.")
        run_until_idle()
        level = Trait.objects.get(person=lin, key="level")
        assert (level.value, level.grounds) == ("contributor", {"shared": 2})


class TestRating:
    @pytest.fixture
    def answered(self, lin, chen):
        question = desk.ask(text="How do I cite a map?", lang="en", asker=lin).question
        desk.answer(question=question, by=chen, text="As a single sheet.", client_id="a")
        question.refresh_from_db()
        return question

    @pytest.mark.parametrize(("satisfied", "stars"), [(True, 5), (False, 2)])
    def test_is_told_with_its_stars(self, lin, answered, satisfied, stars):
        desk.evaluate(question=answered, satisfied=satisfied)
        run_until_idle()
        assert Signal.objects.get(person=lin, kind="rated").value == stars

    def test_says_nothing_of_what_was_written(self, lin, answered):
        desk.evaluate(question=answered, satisfied=False, comment="My neighbour Gao has it")
        run_until_idle()
        assert "Gao" not in str(Signal.objects.filter(person=lin).values())


def test_a_question_in_public_is_one_on_its_topic(asked, prof):
    give_consent(person=prof, dimension="questions")
    reply_to(thread=asked, person=prof, text="Or a plan of a building?")
    run_until_idle()
    assert Signal.objects.get(person=prof).kind == "asked"
