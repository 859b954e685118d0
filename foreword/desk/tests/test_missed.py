"""What a reader missed of a chat comes by mail: only that, gathered, and once."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foreword.channels.models import LiveChat, OutboundMail
from foreword.desk.actions import answer, write_to
from foreword.desk.actions.chatting import be_here, say, start_chat
from foreword.desk.actions.missed import note_seen, tell_missed
from foreword.desk.models import Question
from foreword.kernel.clock import now

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def chat(chen) -> Question:
    be_here(person=chen)
    return start_chat(text="Where do I find the map?", lang="en", contact="lin@lakeside.example").question


def minutes_pass(minutes=5):
    for row in LiveChat.objects.filter(tell_at__isnull=False):
        row.tell_at -= timedelta(minutes=minutes)
        row.save()
    return tell_missed()


def says(chat, by, *words):
    for each in words:
        said = say(question=chat, by=by, text=each, client_id=each)
    return said.seq


def reads(chat, seq):
    note_seen(conversation=chat.conversation.pid, seq=seq)


def mails() -> int:
    return OutboundMail.objects.count()


def test_nothing_is_mailed_at_once(chat, chen):
    says(chat, chen, "Hello.")
    assert (minutes_pass(4), mails()) == (0, 0)


def test_what_was_missed_comes_as_one_mail(chat, chen):
    says(chat, chen, "Hello.", "It is on the third floor.", "By the window.")
    assert (minutes_pass(), mails()) == (1, 1)


def test_it_comes_once(chat, chen):
    says(chat, chen, "Hello.")
    minutes_pass()
    assert (minutes_pass(60), mails()) == (0, 1)


def test_what_was_seen_is_not_mailed(chat, chen):
    reads(chat, says(chat, chen, "Hello.", "It is on the third floor."))
    assert (minutes_pass(), mails()) == (0, 0)


def test_what_came_after_the_last_look_is(chat, chen):
    reads(chat, says(chat, chen, "Hello."))
    says(chat, chen, "It is on the third floor.")
    assert minutes_pass() == 1


def test_whoever_replied_has_seen_it(chat, chen):
    says(chat, chen, "Hello.")
    write_to(question=chat, author="reader", text="Hello, too.", client_id="r", medium="chat")
    assert minutes_pass() == 0


def test_what_is_said_later_is_told_anew(chat, chen):
    says(chat, chen, "Hello.")
    minutes_pass()
    says(chat, chen, "Are you there?")
    assert (minutes_pass(), mails()) == (1, 2)


def test_the_mail_says_nothing_of_what_was_asked(chat, chen):
    says(chat, chen, "The map is on the third floor.")
    minutes_pass()
    assert "map" not in OutboundMail.objects.get().text


def test_a_note_is_never_told(chat, chen):
    reads(chat, says(chat, chen, "Hello."))
    write_to(question=chat, author="librarian", person=chen, text="Odd.", client_id="n", internal=True)
    assert minutes_pass() == 0


def test_without_an_address_nobody_is_told(chat, chen):
    Question.objects.update(contact="")
    says(chat, chen, "Hello.")
    assert (minutes_pass(), mails()) == (0, 0)


def test_the_answer_itself_is_mailed_at_once(chat, chen):
    answer(question=chat, by=chen, text="On the third floor, by the window.", client_id="a")
    assert mails() == 1


def test_an_answer_that_was_mailed_is_not_told_again(chat, chen):
    says(chat, chen, "Hello.")
    answer(question=chat, by=chen, text="On the third floor, by the window.", client_id="a")
    assert (minutes_pass(), mails()) == (0, 1)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["say", "read", "pass"]), max_size=8))
def test_in_any_order_every_word_is_seen_or_told(omar, chen, steps):
    chat = start_chat(text=f"Where is the map? {now().timestamp()}", lang="en", contact="lin@lakeside.example").question
    last = 0
    for number, step in enumerate(steps):
        if step == "say":
            last = says(chat, chen, f"{number}")
        elif step == "read":
            reads(chat, last)
        else:
            minutes_pass()
    minutes_pass()
    told = chat.conversation.messages.filter(mails__isnull=False).order_by("seq").last()
    assert max(LiveChat.objects.get(conversation=chat.conversation).seen_seq, told.seq if told else 0) >= last
