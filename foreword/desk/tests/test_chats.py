"""Live chat: taken in time, handed on with what is known, or a question with an address. Never two things at once."""

from datetime import timedelta

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foreword.channels.models import ChatService, Ending, LiveChat, Presence
from foreword.desk.actions import AlreadyClaimed, BadContact, NotAtTheDesk, claim, release
from foreword.desk.actions.chatting import be_here, end_untaken, leave_contact, pass_on, say, start_chat
from foreword.desk.actions.routing import reroute
from foreword.desk.models import Tier
from foreword.desk.queries.chats import chat_offer, chat_standing, line
from foreword.desk.tasks import end_untaken_chat
from foreword.kernel.clock import now
from foreword.kernel.jobs.run import run_until_idle
from foreword.kernel.models import Job

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def staffed(mei, chen):
    be_here(person=mei)
    be_here(person=chen)


def chat(text="Where do I find the standard for citing a map?", **fields):
    return start_chat(text=text, lang="en", **fields).question


def words(question):
    return [m.text for m in question.conversation.messages.exclude(kind="state").order_by("seq")]


def pass_time(question, minutes):
    LiveChat.objects.filter(conversation=question.conversation).update(promised_at=now() - timedelta(minutes=minutes))


def test_a_chat_waits_and_knows_how_many_are_before_it(staffed, omar, lin):
    first, second = chat(asker=omar), chat(asker=lin)
    assert [chat_standing(each).before for each in (first, second)] == [0, 1]
    assert chat_standing(second).state == "waiting"


def test_the_line_moves_when_somebody_is_taken(staffed, omar, lin, mei):
    first, second = chat(asker=omar), chat(asker=lin)
    claim(question=first, librarian=mei)
    assert line() == [(second.conversation.pid, 0)]
    assert chat_standing(first).state == "on"


def test_whoever_speaks_has_the_chat(staffed, omar, mei, chen):
    question = chat(asker=omar)
    say(question=question, by=mei, text="Hello, in GB/T 7714.", client_id="1")
    assert question.assignee == mei
    with pytest.raises(AlreadyClaimed):
        say(question=question, by=chen, text="Hello, too.", client_id="2")


def test_untaken_it_becomes_a_question_and_says_why(staffed):
    question = chat(contact="lin@lakeside.example")
    pass_time(question, 1)
    end_untaken_chat.call(question.pid)
    assert chat_standing(question).ended == Ending.UNTAKEN
    assert "lin@lakeside.example" in words(question)[-1]


def test_without_an_address_it_asks_for_one(staffed):
    question = chat()
    pass_time(question, 1)
    end_untaken(question=question)
    assert "Leave a mail address" in words(question)[-1]
    leave_contact(question=question, contact="lin@lakeside.example")
    question.refresh_from_db()
    assert question.contact == "lin@lakeside.example"
    with pytest.raises(BadContact):
        leave_contact(question=question, contact="nowhere")


def test_its_end_is_told_once_however_often_the_job_runs(staffed):
    question = chat()
    pass_time(question, 1)
    assert [end_untaken(question=question) for _ in range(3)] == [True, False, False]
    assert len(words(question)) == 2


def test_a_job_is_queued_with_the_promise(staffed):
    question = chat()
    promised = LiveChat.objects.get().promised_at
    job = Job.objects.get(task="foreword.desk.tasks.end_untaken_chat")
    assert (job.args, job.run_at) == ([question.pid], promised)


def test_the_job_of_a_worker_that_died_is_run_by_the_next(staffed):
    question = chat()
    pass_time(question, 1)
    jobs = Job.objects.filter(task="foreword.desk.tasks.end_untaken_chat")
    jobs.update(run_at=now(), lease_until=now() - timedelta(seconds=1), attempt=1, worker="killed")
    run_until_idle()
    assert chat_standing(question).ended == Ending.UNTAKEN


def test_what_was_taken_is_never_ended(staffed, mei):
    question = chat()
    claim(question=question, librarian=mei)
    pass_time(question, 1)
    assert not end_untaken(question=question)


def test_with_nobody_there_it_says_so_at_once(omar, chen):
    be_here(person=chen, takes_chats=False)
    assert chat_standing(chat(asker=omar)).ended == Ending.NOBODY
    assert not chat_offer().can_chat


def test_somebody_seen_long_ago_is_not_there(staffed):
    Presence.objects.update(seen_at=now() - timedelta(minutes=2))
    assert chat_offer().here == 0


def test_handed_to_a_person_it_waits_for_them_with_the_note(staffed, omar, mei, chen):
    question = chat(asker=omar)
    claim(question=question, librarian=mei)
    pass_on(question=question, to=chen, by=mei, note="Wants the 2015 standard, not the new one.")
    assert (question.tier, question.routed_to, question.assignee) == (Tier.PERSON, chen, None)
    assert chat_standing(question).state == "waiting"
    assert question.routings.get(person=chen).reason == "Wants the 2015 standard, not the new one."


def test_handed_on_and_not_taken_it_becomes_a_question(staffed, omar, mei, chen):
    question = chat(asker=omar)
    claim(question=question, librarian=mei)
    pass_on(question=question, to=chen, by=mei)
    pass_time(question, 1)
    assert end_untaken(question=question)


@pytest.mark.parametrize("how", ["release", "reroute"])
def test_given_back_it_waits_again(staffed, omar, mei, how):
    question = chat(asker=omar)
    claim(question=question, librarian=mei)
    if how == "release":
        release(question=question, by=mei)
    else:
        reroute(question=question, target=Tier.REFERENCE, by=mei)
    assert chat_standing(question).state == "waiting"


def test_a_reader_cannot_be_handed_a_chat(staffed, omar, mei):
    question = chat(asker=omar)
    with pytest.raises(NotAtTheDesk):
        pass_on(question=question, to=omar, by=mei)


def test_the_same_request_again_is_the_same_chat(staffed, omar):
    first, again = (chat(asker=omar, idempotency_key="k") for _ in range(2))
    assert first == again
    assert LiveChat.objects.count() == 1


def test_the_promise_is_the_head_of_services(staffed, omar):
    ChatService.objects.create(promise_minutes=12)
    chat(asker=omar)
    row = LiveChat.objects.get()
    assert timedelta(minutes=11) < row.promised_at - row.asked_at < timedelta(minutes=13)


STEPS = st.lists(st.sampled_from(["take", "say", "give back", "hand on", "time passes", "job"]), max_size=12)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_whatever_happens_a_chat_is_waiting_taken_or_ended_once(steps, staffed, wu, chen):
    question = chat(text=f"Where is the map room? {len(connection.queries)} {now().timestamp()}")
    for number, step in enumerate(steps):
        do(step, question, wu, chen, number)
        row = LiveChat.objects.get(conversation=question.conversation)
        assert bool(row.ended_at) == bool(row.ended)
        assert not (row.waits and question.assignee), step
        assert sum("is a question now" in text for text in words(question)) == bool(row.ended)


def do(step, question, wu, chen, number):
    question.refresh_from_db()
    match step:
        case "take" if question.assignee in {None, wu}:
            claim(question=question, librarian=wu)
        case "say" if question.assignee in {None, wu}:
            say(question=question, by=wu, text="Hello.", client_id=str(number))
        case "give back" if question.assignee:
            release(question=question, by=wu)
        case "hand on" if question.assignee:
            pass_on(question=question, to=chen, by=wu)
        case "time passes":
            pass_time(question, 1)
        case "job":
            end_untaken(question=question)


def test_a_word_in_a_chat_asks_little_of_the_database(staffed, chen, django_assert_max_num_queries):
    question = chat()
    say(question=question, by=chen, text="Hello.", client_id="1")
    with django_assert_max_num_queries(12):
        say(question=question, by=chen, text="In GB/T 7714.", client_id="2")
