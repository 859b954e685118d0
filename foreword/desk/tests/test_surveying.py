"""Some answers are drawn when they are closed; both sides say how it went, each once; figures show nobody."""

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreword.desk import actions
from foreword.desk.actions.surveying import say_as_librarian, say_as_reader
from foreword.desk.actions.taking_back import take_back
from foreword.desk.models import CareRules, Survey
from foreword.desk.quality.agreement import LEAST, agreement
from foreword.desk.quality.draw import is_drawn
from foreword.desk.queries.surveys import survey_figures, survey_of, surveys_to_do
from foreword.desk.refusals_of_care import SurveyGone, SurveyUnfinished
from foreword.kernel.clock import ago, now
from foreword.kernel.erasure import erase_person

READER = {"found": "yes", "useful": "partly", "learned": "no", "timely": "yes"}
LIBRARIAN = {"success": "yes", "difficulty": "easy", "stood_on": "catalogue"}
degrees = st.sampled_from(["yes", "partly", "no"])


class TestAgreement:
    def test_says_nothing_of_fewer_than_five(self):
        assert agreement([("yes", "yes")] * 4) is None

    def test_says_how_many_and_which_share(self):
        said = agreement([("yes", "yes")] * 9 + [("no", "yes")] * 6)
        assert (said.alike.count, said.librarian_higher.count, said.reader_higher.count) == (9, 6, 0)
        assert (said.at_least, said.share, said.success.count) == (15, 60, 5)

    def test_leaves_out_a_small_part_and_the_share_with_it(self):
        said = agreement([("yes", "yes")] * 9 + [("no", "yes")] * 2)
        assert (said.librarian_higher.count, said.share) == (None, None)

    def test_from_what_it_says_no_small_part_can_be_reckoned(self):
        """Of all small worlds, those that look the same leave open how small a part is."""
        worlds = defaultdict(list)
        for both, other, higher, lower in product(range(8), range(8), range(7), range(7)):
            pairs = [("yes", "yes")] * both + [("no", "no")] * other
            pairs += [("yes", "no")] * higher + [("no", "yes")] * lower
            worlds[agreement(pairs)].append((both + other, higher, lower))
        for said, hidden in worlds.items():
            for place, part in enumerate([said.alike, said.reader_higher, said.librarian_higher] if said else []):
                if part.count is None:
                    assert len({world[place] for world in hidden}) >= 3

    @given(st.lists(st.tuples(degrees, degrees), min_size=LEAST, max_size=60))
    def test_its_parts_are_the_whole(self, pairs):
        said = agreement(pairs)
        parts = [part.count for part in (said.alike, said.reader_higher, said.librarian_higher)]
        assert said.at_least <= len(pairs)
        assert None in parts or sum(parts) == len(pairs)


@pytest.fixture
def everything(db):
    CareRules.objects.create(survey_share=100)


@pytest.fixture
def answered(omar, chen):
    question = actions.ask(text="Where do I print posters?", lang="en", asker=omar).question
    actions.answer(question=question, by=chen, text="In room 101.", client_id="a")
    return question


@pytest.fixture
def drawn(everything, answered):
    actions.evaluate(question=answered, satisfied=True)
    answered.refresh_from_db()
    return answered


@pytest.mark.django_db
class TestDrawing:
    def test_happens_when_the_reader_is_satisfied(self, drawn, chen):
        assert Survey.objects.get().librarian == chen

    def test_or_when_it_is_filed(self, everything, answered, chen):
        actions.archive(question=answered, by=chen)
        assert Survey.objects.count() == 1

    def test_once_for_a_question(self, drawn, chen):
        actions.archive(question=drawn, by=chen)
        assert Survey.objects.count() == 1

    def test_never_where_the_library_draws_none(self, answered, chen, db):
        CareRules.objects.create(survey_share=0)
        actions.evaluate(question=answered, satisfied=True)
        assert not Survey.objects.exists()

    def test_not_with_not_yet(self, everything, answered):
        actions.evaluate(question=answered, satisfied=False)
        assert not Survey.objects.exists()

    def test_not_of_what_was_taken_back(self, everything, omar):
        question = actions.ask(text="Where do I print posters?", lang="en", asker=omar).question
        take_back(question=question, reason="found")
        assert not Survey.objects.exists()

    def test_takes_about_as_many_as_were_set_and_the_same_each_time(self):
        keys = [f"q{number}" for number in range(4000)]
        drawn = [key for key in keys if is_drawn("survey", key, 5)]
        assert 140 <= len(drawn) <= 260
        assert drawn == [key for key in keys if is_drawn("survey", key, 5)]


@pytest.mark.django_db
class TestTheReader:
    def test_says_it_once(self, drawn):
        say_as_reader(question=drawn, said=READER)
        with pytest.raises(SurveyGone):
            say_as_reader(question=drawn, said=READER | {"found": "no"})
        assert Survey.objects.get().found == "yes"
        assert survey_of(drawn) is None

    @pytest.mark.parametrize("broken", [{"found": ""}, {"useful": "very"}, {"timely": "easy"}])
    def test_says_all_of_it_or_nothing(self, drawn, broken):
        with pytest.raises(SurveyUnfinished):
            say_as_reader(question=drawn, said=READER | broken)
        assert Survey.objects.get().reader_at is None

    def test_is_not_asked_for_ever(self, drawn):
        Survey.objects.update(drawn_at=ago(days=31))
        assert survey_of(drawn) is None
        with pytest.raises(SurveyGone):
            say_as_reader(question=drawn, said=READER)

    def test_is_not_asked_while_it_is_open_again(self, drawn):
        actions.evaluate(question=drawn, satisfied=False)
        drawn.refresh_from_db()
        assert survey_of(drawn) is None

    def test_takes_it_along_when_erased(self, drawn, omar):
        say_as_reader(question=drawn, said=READER)
        erase_person(omar)
        assert not Survey.objects.exists()


@pytest.mark.django_db
class TestTheLibrarian:
    def test_says_it_of_their_own_answers(self, drawn, chen):
        assert [survey.question for survey in surveys_to_do(chen)] == [drawn]
        say_as_librarian(question=drawn, by=chen, said=LIBRARIAN)
        assert surveys_to_do(chen) == ()

    def test_and_of_no_others(self, drawn, wu):
        assert surveys_to_do(wu) == ()
        with pytest.raises(SurveyGone):
            say_as_librarian(question=drawn, by=wu, said=LIBRARIAN)


@pytest.mark.django_db
class TestFigures:
    def said(self, omar, count, success="yes"):
        for number in range(count):
            question = actions.ask(text=f"Where is room {success} {number}?", lang="en", asker=omar).question
            Survey.objects.create(
                question=question, **READER, success=success, reader_at=now(), librarian_at=now(), difficulty="easy"
            )

    def test_are_of_both_sides(self, omar):
        self.said(omar, 6)
        Survey.objects.filter(pk=Survey.objects.first().pk).update(librarian_at=None)
        figures = survey_figures()
        assert (figures.agreement.alike.count, figures.agreement.success.count) == (5, 5)
        assert [said.share for said in figures.readers] == [100, 0, 0, 100]

    def test_say_nothing_of_few(self, omar):
        self.said(omar, 4)
        figures = survey_figures()
        assert (figures.agreement, figures.readers) == (None, ())

    def test_are_of_the_last_year(self, omar):
        self.said(omar, 6)
        Survey.objects.update(drawn_at=ago(days=366))
        assert survey_figures().agreement is None
