"""A question goes first to whom the rules name, says why, and comes back when nobody takes it."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from foreword.desk import actions
from foreword.desk.actions.routing import reroute, return_untaken, route
from foreword.desk.models import Question, RoutingRule, Tier, Understanding
from foreword.desk.queries import queue
from foreword.desk.queries.routing import expert_for, routing_history
from foreword.desk.refusals import AlreadyClaimed, NoExpert, NotAtTheDesk, WrongStage
from foreword.kernel.clock import now
from tests.world import person

pytestmark = pytest.mark.django_db


def said(**heads):
    return {
        name: {"value": value, "probability": probability, "sure": True} for name, (value, probability) in heads.items()
    }


@pytest.fixture
def rules(db):
    RoutingRule.objects.create(order=1, read_from=3, target=Tier.EXPERT, least=60)
    RoutingRule.objects.create(order=2, read_to=2, hours="open", target=Tier.STUDENT, least=60, take_within=30)
    RoutingRule.objects.create(order=3, kind="research", target=Tier.REFERENCE)


@pytest.fixture
def asked(lin, rules):
    def ask(**heads):
        question = actions.ask(text=f"Question {Question.objects.count()}", lang="en", asker=lin).question
        Understanding.objects.update_or_create(question=question, defaults={"said": said(**heads), "version": "1"})
        question = Question.objects.get(pk=question.pk)
        route(question=question)
        question.refresh_from_db()
        return question

    return ask


class TestArrival:
    def test_what_is_common_goes_to_the_student_desk_and_says_why(self, asked):
        question = asked(read=("1", 0.92))
        assert question.tier == Tier.STUDENT
        assert routing_history(question)[0].words == "To: Student desk (READ 1, during opening hours, 92 %)"

    def test_is_explained_in_chinese_too(self, asked):
        question = asked(read=("1", 0.92))
        with override("zh-hans"):
            assert routing_history(question)[0].words == "转至：学生咨询台（READ 1、开放时间内、92 %）"

    def test_what_is_special_goes_to_the_expert_of_its_class(self, asked, wu):
        question = asked(read=("4", 0.9), clc=("TU", 0.8))
        assert (question.tier, question.routed_to) == (Tier.EXPERT, wu)

    def test_without_an_expert_of_the_class_the_next_rule_counts(self, asked, wu):
        assert asked(read=("4", 0.9), clc=("D9", 0.8), kind=("research", 0.9)).tier == Tier.REFERENCE

    def test_an_uncertain_guess_moves_nothing(self, asked):
        question = asked(read=("1", 0.55))
        assert question.tier == Tier.COMMON
        assert routing_history(question)[0].words == "To: Common queue (no rule fits)"

    def test_is_decided_once(self, asked):
        question = asked(read=("1", 0.92))
        route(question=question)
        assert question.routings.count() == 1

    def test_whoever_was_faster_keeps_it(self, lin, rules, chen):
        question = actions.ask(text="Taken at once", lang="en", asker=lin).question
        actions.claim(question=question, librarian=chen)
        route(question=question)
        assert not question.routings.exists()


class TestExperts:
    def test_who_has_less_to_do_is_chosen(self, asked, wu):
        other = person("Xu", "subject_expert", skills=["TU"])
        chosen = [asked(read=("4", 0.9), clc=("TU", 0.8)).routed_to for _ in range(4)]
        assert sorted(each.name for each in chosen) == [wu.name, wu.name, other.name, other.name]

    def test_of_another_class_do_not_count(self, wu):
        assert expert_for("F") is None


class TestTheQueue:
    def test_of_each_shows_what_is_meant_for_them(self, asked, mei, chen, wu):
        asked(read=("1", 0.92))
        asked(read=("4", 0.9), clc=("TU", 0.8))
        assert [len(queue(who, "forme").rows) for who in (mei, wu, chen)] == [1, 1, 0]

    def test_of_all_still_shows_everything(self, asked, chen):
        asked(read=("1", 0.92))
        assert [row.tier for row in queue(chen).rows] == ["Student desk"]


class TestReturn:
    def test_comes_when_nobody_takes_it_in_time(self, asked):
        question = asked(read=("1", 0.92))
        assert return_untaken() == 0
        Question.objects.update(return_at=now() - timedelta(minutes=1))
        assert [return_untaken(), return_untaken()] == [1, 0]
        question.refresh_from_db()
        assert question.tier == Tier.COMMON
        assert routing_history(question)[-1].words == "Back to the common queue: not taken in time"

    def test_does_not_touch_what_was_taken(self, asked, mei):
        question = asked(read=("1", 0.92))
        actions.claim(question=question, librarian=mei)
        Question.objects.update(return_at=now() - timedelta(minutes=1))
        assert return_untaken() == 0


class TestByHand:
    def test_it_goes_on_and_the_reason_is_kept(self, asked, chen, mei):
        question = asked(read=("1", 0.92))
        actions.claim(question=question, librarian=mei)
        reroute(question=question, target=Tier.REFERENCE, by=mei, reason="Needs a look into the archive")
        question.refresh_from_db()
        assert (question.tier, question.assignee, question.return_at) == (Tier.REFERENCE, None, None)
        line = routing_history(question)[-1]
        assert (line.by, line.reason) == (mei.name, "Needs a look into the archive")
        assert [row.pid for row in queue(chen, "forme").rows] == [question.pid]

    def test_it_is_refused_to_readers_and_while_a_colleague_has_it(self, asked, omar, chen, mei):
        question = asked()
        with pytest.raises(NotAtTheDesk):
            reroute(question=question, target=Tier.STUDENT, by=omar)
        actions.claim(question=question, librarian=mei)
        with pytest.raises(AlreadyClaimed):
            reroute(question=question, target=Tier.STUDENT, by=chen)

    def test_it_needs_a_target_that_is_there(self, asked, chen):
        with pytest.raises(NoExpert):
            reroute(question=asked(), target=Tier.EXPERT, by=chen)
        with pytest.raises(WrongStage):
            reroute(question=asked(), target="moon", by=chen)
