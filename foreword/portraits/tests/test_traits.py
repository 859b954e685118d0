"""Traits: what they say, how sure they are, when they end, and what wins over what."""

from datetime import timedelta

import pytest

from foreword.kernel.clock import ago, now
from foreword.people.models import Audience, Person
from foreword.portraits.actions import (
    Given,
    correct,
    declare,
    deny,
    place_waiting,
    rebuild,
    rebuild_everybody,
    switch,
    take_in,
)
from foreword.portraits.actions import signals as storing
from foreword.portraits.actions.courses import CourseCopy, store_courses
from foreword.portraits.models import LEVEL, Need, Signal, SignalKind, Trait
from foreword.portraits.terms import term_of

pytestmark = pytest.mark.django_db


def did(person: Person, kind: SignalKind, count: int = 1, **more) -> None:
    every = more.pop("every", timedelta(hours=5))
    take_in([Given(person=person.pk, kind=kind, **{"at": now() - every * n, **more}) for n in range(count)])
    place_waiting()


def value(person: Person, key: str) -> str:
    trait = Trait.objects.filter(person=person, key=key).first()
    return trait.value if trait else ""


class TestBackground:
    def test_follows_a_reader_who_changes_faculty(self, lin):
        rebuild(person=lin)
        Person.objects.filter(pk=lin.pk).update(department="Economics", discipline="F")
        rebuild(person=lin)
        assert (value(lin, "department"), value(lin, "discipline")) == ("Economics", "F")

    def test_stays_as_its_reader_corrected_it(self, lin):
        rebuild(person=lin)
        correct(trait=Trait.objects.get(person=lin, key="kind"), value="teacher")
        Person.objects.filter(pk=lin.pk).update(kind=Audience.UNDERGRADUATE)
        rebuild_everybody()
        assert value(lin, "kind") == "teacher"

    def test_ends_with_its_course(self, lin, time_machine):
        day = now().date()
        store_courses([CourseCopy("CS1", "Programming", day - timedelta(days=60), day + timedelta(days=20))])
        did(lin, SignalKind.ENROLLED, item="course:CS1", until=now() + timedelta(days=20))
        assert value(lin, "course.CS1") == "CS1"
        time_machine.move_to(now() + timedelta(days=25))
        rebuild(person=lin)
        assert value(lin, "course.CS1") == ""


class TestCharacteristics:
    def test_need_more_than_one_sign(self, lin):
        did(lin, SignalKind.SEARCHED, text="thesis template")
        assert value(lin, "types") == ""
        did(lin, SignalKind.SEARCHED, 4, text="thesis template")
        assert value(lin, "types") == "en"

    def test_grow_surer_with_more_signs(self, lin):
        did(lin, SignalKind.SEARCHED, 4, text="thesis template")
        before = Trait.objects.get(person=lin, key="types").confidence
        did(lin, SignalKind.SEARCHED, 12, text="thesis template")
        assert Trait.objects.get(person=lin, key="types").confidence > before

    def test_of_the_device_need_its_own_consent(self, lin):
        switch(person=lin, dimension="preferences", on=False)
        did(lin, SignalKind.SEARCHED, 6, text="thesis", about={"device": "phone"})
        assert value(lin, "device") == ""
        assert not Signal.objects.filter(person=lin, about__has_key="device").exists()


class TestPersonality:
    def test_is_first_what_its_reader_says(self, lin):
        did(lin, SignalKind.DWELT, 8, item="entry:a", value=400)
        assert value(lin, "depth_seen") == "thorough"
        declare(person=lin, key="answers", value="brief")
        assert (value(lin, "answers"), value(lin, "depth_seen")) == ("brief", "")

    def test_holds_the_last_of_two_words_that_contradict(self, lin):
        for word in ("brief", "thorough", "brief"):
            declare(person=lin, key="answers", value=word)
        assert value(lin, "answers") == "brief"
        assert Trait.objects.filter(person=lin, key="answers").count() == 1

    def test_outlives_a_rebuild(self, lin):
        declare(person=lin, key="reminders", value="early")
        rebuild_everybody()
        assert value(lin, "reminders") == "early"


class TestBehaviour:
    @pytest.mark.parametrize(("pages", "level"), [(2, ""), (3, "newcomer"), (8, "regular"), (30, "researcher")])
    def test_makes_a_level(self, lin, topics, pages, level):
        did(lin, SignalKind.OPENED, pages, topic="citation", every=timedelta(minutes=1))
        assert value(lin, LEVEL) == level

    def test_denied_is_never_inferred_again(self, lin, topics):
        did(lin, SignalKind.OPENED, 4, topic="citation")
        deny(trait=Trait.objects.get(person=lin, key="interest.citation"))
        did(lin, SignalKind.OPENED, 9, topic="citation")
        assert Trait.objects.get(person=lin, key="interest.citation").is_denied
        assert not Need.objects.filter(person=lin, topic="citation").exists()

    def test_of_a_loan_names_the_field_and_no_book(self, lin):
        did(lin, SignalKind.BORROWED, 3, clc="TU", item="loan:1")
        assert value(lin, "field.TU") == "TU"

    def test_of_loans_on_health_is_not_kept(self, lin):
        did(lin, SignalKind.BORROWED, 3, clc="R395", item="loan:1")
        assert not Signal.objects.filter(person=lin).exists()


class TestScenario:
    def test_is_over_with_the_hour(self, lin, topics, time_machine):
        did(lin, SignalKind.OPENED, 3, topic="citation", item="entry:a", every=timedelta(minutes=2))
        assert value(lin, "task") == "citation"
        time_machine.move_to(now() + timedelta(hours=3))
        rebuild(person=lin)
        assert value(lin, "task") == ""

    def test_of_a_due_date_is_a_need_that_says_why(self, lin, topics):
        did(lin, SignalKind.BORROWED, clc="TU", item="loan:1", about={"act": "loan"}, until=now() + timedelta(days=5))
        need = Need.objects.get(person=lin, topic="borrowing")
        assert need.reasons[0]["code"] == "due"
        assert need.dimensions == ["loans"]

    def test_of_three_searches_in_vain_offers_a_person(self, lin):
        for words in ("zzz one", "zzz two", "zzz three"):
            did(lin, SignalKind.SEARCHED, text=words, at=ago(minutes=3))
        assert value(lin, "stuck") == "yes"
        assert Need.objects.filter(person=lin, answer="person").exists()

    def test_names_the_week_of_term(self, lin, time_machine):
        time_machine.move_to("2026-10-13T08:00:00+08:00")
        rebuild(person=lin)
        assert value(lin, "term_week") == "6"
        assert term_of(now().date()) is not None


class TestConsent:
    def test_withdrawn_in_the_middle_of_a_run_wins(self, lin, topics, monkeypatch):
        """Between the question to the index and the writing, the reader says no."""
        take_in([Given(person=lin.pk, kind=SignalKind.OPENED, topic="citation")])
        place = storing._place

        def slowly(signal: Signal) -> object:
            switch(person=lin, dimension="reading", on=False)
            return place(signal)

        monkeypatch.setattr(storing, "_place", slowly)
        place_waiting()
        assert not Signal.objects.filter(person=lin).exists()
        assert not Trait.objects.filter(person=lin, key="interest.citation").exists()

    def test_taken_back_takes_what_it_fed_and_no_more(self, lin, topics):
        did(lin, SignalKind.OPENED, 4, topic="citation")
        did(lin, SignalKind.SEARCHED, 4, topic="thesis", text="thesis")
        switch(person=lin, dimension="reading", on=False)
        assert (value(lin, "interest.citation"), value(lin, "interest.thesis")) == ("", "thesis")

    def test_no_trait_stands_on_what_was_not_agreed_to(self, lin, topics):
        did(lin, SignalKind.OPENED, 4, topic="citation", item="entry:a", about={"lang": "en", "device": "phone"})
        for dimension in ("preferences", "place", "profile"):
            switch(person=lin, dimension=dimension, on=False)
        left = {name for trait in Trait.objects.filter(person=lin) for name in trait.dimensions}
        assert left <= {"reading", "style", "searches", "questions", "loans", "courses", "community", "visits"}
