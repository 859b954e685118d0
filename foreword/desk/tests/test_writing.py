"""Messages to a question: whose they are, what a repeat means, and who may still send when leave was taken away."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foreword.channels.models import Message
from foreword.desk import actions, live, queries
from foreword.desk.feed import current_number
from foreword.desk.models import Question
from foreword.kernel.erasure import erase_person
from foreword.kernel.jobs.run import run_until_idle
from foreword.kernel.realtime.send import Refused
from foreword.kernel.realtime.tickets import Ticket
from foreword.people.models import Person, Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_home(settings, tmp_path):
    settings.FOREWORD_HOME = tmp_path


@pytest.fixture
def question(lin) -> Question:
    return actions.ask(text="Where are the maps?", lang="en", asker=lin).question


def write(question, author="reader", text="Old ones", client_id="1", **more):
    return actions.write_to(question=question, author=author, text=text, client_id=client_id, **more)


def ticket(question, person) -> Ticket:
    return Ticket(f"x:{question.conversation.pid}", person.pid, may_send=True)


def test_a_secret_link_is_never_joined_to_who_is_signed_in(omar):
    anonymous = actions.ask(text="Where are the maps?", lang="en").question
    assert write(anonymous, person=omar).person is None


def test_what_the_asker_writes_is_theirs(question, lin):
    assert write(question, person=lin).person == lin


def test_a_note_of_the_desk_is_not_taken_for_the_readers_message(question, chen, lin):
    write(question, "librarian", "Ask Wu", person=chen, internal=True)
    with pytest.raises(actions.SentBefore):
        write(question, "reader", "Old ones", person=lin)


def test_an_answer_is_not_taken_for_another(question, chen):
    actions.answer(question=question, by=chen, text="On the third floor.", client_id="1")
    with pytest.raises(actions.SentBefore):
        actions.answer(question=question, by=chen, text="On the fourth floor.", client_id="1")
    assert Message.objects.filter(kind="answer").count() == 1


def test_a_form_without_a_client_id_loses_nothing(client, question, chen):
    client.force_login(chen)
    for text in ("First word", "Second word"):
        client.post(f"/en/desk/questions/{question.pid}/messages/", {"text": text, "as": "message"})
    assert Message.objects.filter(author="librarian").count() == 2


def test_every_story_locks_the_question_before_its_conversation(question, chen):
    """Two orders could wait for each other for ever, where rows are locked (PostgreSQL)."""
    stories = (
        lambda: write(question),
        lambda: actions.answer(question=question, by=chen, text="There.", client_id="2"),
        lambda: actions.evaluate(question=question, satisfied=False),
    )
    for story in stories:
        with CaptureQueriesContext(connection) as seen:
            story()
        told = [query["sql"] for query in seen.captured_queries]
        first = [next(n for n, sql in enumerate(told) if sql.startswith(lock)) for lock in LOCKS]
        assert first == sorted(first)


LOCKS = ('SELECT "desk_question"', "UPDATE channels_conversation")
"""As far as both databases say them."""


def test_who_left_the_desk_sends_nothing_more_as_a_librarian(question, chen):
    Person.objects.filter(pk=chen.pk).update(role=Role.READER)
    with pytest.raises(Refused):
        live.accept_from_librarian(question.conversation.pid, ticket(question, chen), "1", "On the third floor.")
    assert not Message.objects.filter(author="librarian").exists()


def test_a_closed_account_sends_nothing_more(question, lin):
    Person.objects.filter(pk=lin.pk).update(is_active=False)
    with pytest.raises(Refused):
        live.accept_from_reader(question.conversation.pid, ticket(question, lin), "1", "One more thing")
    assert Message.objects.filter(author="reader").count() == 1


def test_nothing_is_written_into_what_was_erased(question, lin, chen):
    erase_person(lin)
    with pytest.raises(actions.Forgotten):
        write(question, text="One more thing")
    with pytest.raises(actions.Forgotten):
        actions.answer(question=question, by=chen, text="Dear Lin,", client_id="2")
    assert set(Message.objects.values_list("text", flat=True)) == {""}


def test_what_was_erased_waits_for_nobody(question, lin, chen):
    assert queries.queue(chen).counts["open"] == 1
    erase_person(lin)
    run_until_idle()
    assert queries.queue(chen).counts["open"] == 0


def test_a_desk_that_looks_on_hears_of_every_message(question, lin):
    """A second word of the same side changes nobody's turn; whoever has the thread open is shown it all the same."""
    numbers = [current_number()]
    for client_id in ("1", "2", "3"):
        write(question, person=lin, client_id=client_id)
        numbers.append(current_number())
    assert numbers == sorted(set(numbers))


def test_a_reply_moves_when_the_question_was_last_touched(question, chen):
    """What a question took is measured anew by it."""
    before = Question.objects.get(pk=question.pk).updated_at
    write(question, "librarian", "Which edition?", person=chen)
    assert Question.objects.get(pk=question.pk).updated_at > before
