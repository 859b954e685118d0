"""What was asked by phone or at the desk is written down, once, with the time at which it was asked."""

from dataclasses import replace
from datetime import timedelta

import pytest

from foreword.desk.actions.quick_entry import BadEntry, Entry, enter_question
from foreword.desk.models import Question, Stage
from foreword.desk.refusals import BadContact, EmptyText, NotAtTheDesk
from foreword.kernel.clock import now

pytestmark = pytest.mark.django_db
PHONE = Entry(
    medium="phone", text="When does the map room open?", lang="en", key="k1", kind="directional", said="At ten."
)


def test_what_was_asked_and_said_is_one_answered_question(chen):
    question = enter_question(by=chen, entry=PHONE)
    assert (question.stage, question.kind, question.assignee) == (Stage.ANSWERED, "directional", chen)
    said = question.conversation.messages.exclude(kind="state").order_by("seq")
    assert [(each.author, each.medium, each.text) for each in said] == [
        ("reader", "phone", "When does the map room open?"),
        ("librarian", "web", "At ten."),
    ]


def test_a_student_librarians_words_have_been_heard_already(mei):
    assert enter_question(by=mei, entry=PHONE).stage == Stage.ANSWERED


def test_what_was_not_answered_waits_like_any_other(chen):
    question = enter_question(by=chen, entry=replace(PHONE, said=" "))
    assert question.stage == Stage.RECEIVED
    assert question.assignee is None


def test_the_same_again_is_one(chen):
    first = enter_question(by=chen, entry=PHONE)
    assert enter_question(by=chen, entry=PHONE).pk == first.pk
    assert Question.objects.count() == 1


def test_two_librarians_with_the_same_key_have_two(chen, wu):
    enter_question(by=chen, entry=PHONE)
    enter_question(by=wu, entry=PHONE)
    assert Question.objects.count() == 2


def test_an_entry_that_waited_for_the_line_keeps_its_hour(chen):
    heard = now() - timedelta(hours=5)
    question = enter_question(by=chen, entry=replace(PHONE, heard_at=heard))
    assert question.asked_at == question.answered_at == heard


@pytest.mark.parametrize("hours", [-2, 24 * 8])
def test_an_hour_that_cannot_be_is_now(chen, hours):
    question = enter_question(by=chen, entry=replace(PHONE, heard_at=now() - timedelta(hours=hours)))
    assert abs(question.asked_at - now()) < timedelta(minutes=1)


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"medium": "web"}, BadEntry),
        ({"kind": "gossip"}, BadEntry),
        ({"text": " "}, EmptyText),
        ({"contact": "room 2"}, BadContact),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(chen, wrong, refusal):
    with pytest.raises(refusal):
        enter_question(by=chen, entry=replace(PHONE, **wrong))
    assert not Question.objects.exists()


def test_a_reader_enters_nothing(lin):
    with pytest.raises(NotAtTheDesk):
        enter_question(by=lin, entry=PHONE)
