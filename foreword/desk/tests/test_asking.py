"""Asking: what is taken, what is refused, and that nothing is asked twice."""

from datetime import timedelta

import pytest

from foreword.channels.models import Message
from foreword.desk import actions
from foreword.desk.actions import Caller, Shown
from foreword.desk.links import opens
from foreword.desk.models import Question
from foreword.kernel.clock import now
from foreword.kernel.models import OutboxEvent

pytestmark = pytest.mark.django_db
LAB = Caller("192.0.2.7", "Firefox")


def ask(text="Can I renew a third time?", **more):
    return actions.ask(**{"text": text, "lang": "en", **more})


class TestAsking:
    def test_stores_the_text_as_the_first_message(self, lin):
        asked = ask(asker=lin)
        assert list(Message.objects.values_list("seq", "text", "author")) == [(1, asked.question.text, "reader")]

    def test_publishes_that_it_was_asked(self, lin):
        asked = ask(asker=lin)
        event = OutboxEvent.objects.get(kind="desk.QuestionAsked")
        assert event.payload == {"question": asked.question.pid, "asker": lin.pid, "topic": "", "lang": "en"}

    def test_begins_its_way(self, lin):
        assert [visit.stage for visit in ask(asker=lin).question.visits.all()] == ["received"]

    def test_keeps_what_had_been_shown_once(self, lin):
        shown = [
            Shown("suggested", "entry", "e1", "Renewing"),
            Shown("suggested", "entry", "e1"),
            Shown("odd", "x", "y"),
        ]
        assert [e.key for e in ask(asker=lin, shown=shown).question.exposures.all()] == ["e1"]

    def test_takes_the_language_of_the_text_over_that_of_the_page(self):
        assert ask("图书馆几点关门？", lang="en").question.lang == "zh-hans"

    def test_takes_emoji_alone(self):
        assert ask("📚❓", lang="zh-hans").question.lang == "zh-hans"

    @pytest.mark.parametrize("stated", ["", "x" * 5000, "tlh", "\x00"])
    def test_takes_no_language_that_the_library_does_not_speak(self, stated):
        assert ask("📚❓", lang=stated).question.lang == "en"

    def test_keeps_script_as_text(self):
        asked = ask("<script>alert(1)</script> hello")
        assert asked.question.text.startswith("<script>")
        assert "<script" not in Message.objects.get().html

    def test_takes_twenty_thousand_characters(self):
        assert len(ask("x" * 20_000).question.text) == 20_000


class TestRefusing:
    @pytest.mark.parametrize("text", ["", "  \n ", "\u200b\u200d\ufeff"])
    def test_nothing(self, text):
        with pytest.raises(actions.EmptyText):
            ask(text)

    @pytest.mark.parametrize("size", [20_001, 50_000])
    def test_more_than_one_can_read(self, size):
        with pytest.raises(actions.TextTooLong):
            ask("y" * size)

    @pytest.mark.parametrize("text", ["a\x00b", "\x7fELF\x02\x01\x01\x03\x04", "\ud800 lone", "\ufffd" * 9])
    def test_binary(self, text):
        with pytest.raises(actions.NotText):
            ask(text)

    def test_a_bad_address(self):
        with pytest.raises(actions.BadContact):
            ask(contact="nobody at home")

    def test_stores_nothing(self):
        with pytest.raises(actions.Refusal):
            ask("")
        assert not Question.objects.exists()

    def test_a_stray_control_character_is_dropped_instead(self):
        assert ask("renew\x08 my book\x0cplease").question.text == "renew my book\nplease"


class TestAskingTwice:
    def test_the_same_key_is_the_same_question(self):
        first, second = ask(idempotency_key="k-1"), ask(idempotency_key="k-1")
        assert (first.question, first.token, second.fresh) == (second.question, second.token, False)

    def test_the_same_key_with_other_words_is_refused(self):
        ask(idempotency_key="k-1")
        with pytest.raises(actions.KeyReused):
            ask("Something else", idempotency_key="k-1")

    def test_a_key_of_somebody_else_means_nothing(self, lin, omar):
        assert ask(idempotency_key="k-1", asker=lin).question != ask(idempotency_key="k-1", asker=omar).question

    @pytest.mark.parametrize("other", [{"contact": "other@b.example"}, {"caller": Caller("192.0.2.7", "Safari")}])
    def test_a_key_that_a_stranger_uses_too_opens_nothing(self, other):
        mine = {"idempotency_key": "1", "contact": "a@b.example", "caller": LAB}
        assert ask(**{**mine, **other}).token != ask(**mine).token

    def test_a_key_holds_when_the_network_changes(self):
        first = ask(idempotency_key="1", caller=LAB)
        assert ask(idempotency_key="1", caller=Caller("198.51.100.9", "Firefox")).token == first.token

    def test_a_double_click_is_one_question(self, lin):
        assert ask(asker=lin).question == ask(asker=lin).question

    def test_the_same_words_an_hour_later_are_two(self, lin):
        first = ask(asker=lin).question
        Question.objects.update(asked_at=now() - timedelta(hours=1))
        assert ask(asker=lin).question != first

    def test_an_anonymous_double_click_needs_the_same_browser(self):
        first = ask(caller=LAB).question
        assert ask(caller=LAB).question == first
        assert ask(caller=Caller("192.0.2.8", "Firefox")).question != first

    def test_two_strangers_are_never_taken_for_one(self):
        assert ask().question != ask().question


class TestTheSecretLink:
    def test_opens_for_its_bearer_only(self):
        asked = ask()
        assert opens(asked.question, asked.token)
        assert not opens(asked.question, asked.token[:-1] + "x")

    def test_is_not_stored(self):
        asked = ask()
        assert asked.token not in asked.question.secret
        assert len(asked.token) >= 43

    def test_expires(self):
        asked = ask()
        asked.question.secret_expires_at = now() - timedelta(seconds=1)
        assert not opens(asked.question, asked.token)

    def test_is_not_given_to_who_signed_in(self, lin):
        asked = ask(asker=lin)
        assert (asked.token, opens(asked.question, "")) == ("", False)


class TestTheLimit:
    def test_holds_for_one_person(self, lin):
        for number in range(20):
            ask(f"Question {number}", asker=lin, caller=LAB)
        with pytest.raises(actions.TooManyQuestions) as refused:
            ask("One more", asker=lin, caller=LAB)
        assert 0 < refused.value.retry_after <= 600

    def test_does_not_count_what_is_sent_again(self, lin):
        for _ in range(25):
            ask(asker=lin, caller=LAB)
        assert Question.objects.count() == 1

    def test_stores_no_address(self):
        ask(caller=LAB)
        assert not Question.objects.filter(fingerprint__contains="192.0.2.7").exists()
