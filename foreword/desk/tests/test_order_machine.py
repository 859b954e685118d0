"""Whatever the desk does with questions, in any order: no message is lost, none reaches a stranger, nothing open is filed."""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from foreword.channels.models import Author, Message
from foreword.desk import actions
from foreword.desk.actions import asking_back, drafting, merging, reviewing, taking_back, tasking
from foreword.desk.models import OPEN_STAGES, AskingBack, Question, Review, ReviewState, Stage, Task, Tie
from foreword.desk.queries import question_page, thread_of
from foreword.desk.queries.orders import order_of, sequels
from foreword.kernel.clock import ago
from foreword.people.models import Person

pytestmark = pytest.mark.django_db

DEEDS = ("write", "answer", "move", "archive", "task", "close", "merge", "undo", "split", "verdict", "release")
DEEDS += ("submit", "take_up", "put_down", "send_reviewed", "give_back", "withdraw", "silence")
DEEDS += ("take_back", "take_up_again")
SCORES = {"searching": 2}
steps = st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 9), st.integers(0, 9)), max_size=25)


class Desk:
    """Three questions of two readers, worked on by a librarian and a student (the second of `staff`); `said` is all that anybody was told is stored."""

    def __init__(self, readers: tuple[Person, Person], staff: tuple[Person, Person]) -> None:
        self.staff, self.count, self.said = staff, 0, {}
        asked = [(readers[0], "Where are the old maps?"), (readers[0], "Old maps?"), (readers[1], "Maps of 1936?")]
        self.pids = [actions.ask(text=text, lang="en", asker=reader).question.pid for reader, text in asked]

    def question(self, number: int) -> Question:
        rows = Question.objects.select_related("conversation", "asker")
        return rows.get(pid=self.pids[number % len(self.pids)])

    def keep(self, question: Question, message: Message) -> None:
        self.said[message.pid] = (question.pid, message.text, message.internal)

    def do(self, deed: str, one: int, two: int) -> None:
        self.count += 1
        question, by = self.question(one), self.staff[two % 2]
        with suppress(actions.Refusal):
            getattr(self, deed)(question, by, two)

    def write(self, question, _by, _two):
        given = {"question": question, "author": Author.READER, "person": question.asker}
        self.keep(question, actions.write_to(**given, text=f"more {self.count}", client_id=f"r{self.count}"))

    def answer(self, question, by, two):
        sort = ("answer", "message", "note")[two % 3]
        sent = {"text": f"reply {self.count}", "client_id": f"s{self.count}", "sort": sort}
        self.keep(question, drafting.send(question=question, by=by, **sent))

    def move(self, question, by, two):
        actions.move(question=question, by=by, stage=OPEN_STAGES[two % len(OPEN_STAGES)])

    def archive(self, question, by, _two):
        actions.archive(question=question, by=by)

    def task(self, question, by, two):
        other = self.staff[(two + 1) % 2]
        tasking.ask_colleague(question=question, by=by, text=f"task {self.count}", colleague=other)

    def close(self, question, by, two):
        if task := question.tasks.open().first():
            tasking.close_task(task=task, by=by, done=two % 2 == 0, reply="done" if two > 5 else "")

    def silence(self, _question, _by, _two):
        """So much time goes by that every reminder is due."""
        AskingBack.objects.standing().update(asked_at=ago(days=90), reminded_at=None)
        AskingBack.objects.standing().update(next_at=ago(days=1))
        asking_back.take_steps()

    def take_back(self, question, _by, two):
        taking_back.take_back(question=question, reason=taking_back.REASONS[two % 2])

    def take_up_again(self, question, _by, _two):
        taking_back.take_up_again(question=question)

    def merge(self, question, by, two):
        merging.merge(question=question, into=self.question(two), by=by)

    def undo(self, question, by, _two):
        if tie := question.ties.standing().first():
            merging.undo(tie=tie, by=by)

    def split(self, question, by, two):
        said = list(question.conversation.messages.filter(author=Author.READER).order_by("seq"))
        self.pids.append(merging.split(message=said[two % len(said)], by=by).pid)

    def verdict(self, question, _by, two):
        actions.evaluate(question=question, satisfied=two % 2 == 0)

    def release(self, question, by, _two):
        actions.release(question=question, by=by)

    def submit(self, question, _by, two):
        sort = ("answer", "message")[two % 2]
        given = {"text": f"draft {self.count}", "client_id": f"v{self.count}", "sort": sort}
        reviewing.submit(question=question, by=self.staff[1], **given)

    def take_up(self, question, by, _two):
        if review := question.reviews.order_by("-pk").first():
            reviewing.take_up(review=review, by=by)

    def put_down(self, question, by, _two):
        if review := question.reviews.order_by("-pk").first():
            reviewing.put_down(review=review, by=by)

    def send_reviewed(self, question, by, _two):
        if review := question.reviews.order_by("-pk").first():
            text = f"as read {self.count}"
            self.keep(question, reviewing.send_reviewed(review=review, by=by, text=text, scores=SCORES))

    def give_back(self, question, by, _two):
        if review := question.reviews.order_by("-pk").first():
            reviewing.return_to_author(review=review, by=by, note="Which floor?", scores=SCORES)

    def withdraw(self, question, by, _two):
        if review := question.reviews.order_by("-pk").first():
            reviewing.withdraw(review=review, by=by)

    def check(self, readers: tuple[Person, Person]) -> None:
        self.check_messages()
        for pid in self.pids:
            self.check_question(Question.objects.select_related("conversation", "asker").get(pid=pid), readers)

    def check_messages(self) -> None:
        """Each is where it was said, once, and the numbers have no gap."""
        for pid, (question, text, internal) in self.said.items():
            message = Message.objects.select_related("conversation__question").get(pid=pid)
            assert (message.conversation.question.pid, message.text, message.internal) == (question, text, internal)

    def check_question(self, question: Question, readers: tuple[Person, Person]) -> None:
        numbers = list(question.conversation.messages.order_by("seq").values_list("seq", flat=True))
        assert numbers == list(range(1, question.conversation.last_seq + 1))
        if question.stage == Stage.ARCHIVED:
            assert not Task.objects.open().filter(question=question).exists()
            assert not question.reviews.waiting().before_sending().exists()
        asker = question.asker
        shown = thread_of(question, asker)
        own = set(Message.objects.filter(conversation__question__asker=asker).values_list("pid", flat=True))
        assert {message.pid for message in shown} <= own
        assert not [message for message in shown if message.internal]
        for sequel in sequels(question):
            assert Question.objects.get(pid=sequel.url.split("/questions/")[1][:13]).asker == asker
        stranger = next(reader for reader in readers if reader != asker)
        with pytest.raises(Question.DoesNotExist):
            question_page(question.pid, stranger)
        self.check_waiting(question)
        self.check_reviews(question)

    def check_reviews(self, question: Question) -> None:
        """At most one waits, and what a student told the reader is what a reviewer sent, once."""
        assert question.reviews.waiting().before_sending().count() <= 1
        written = Message.objects.filter(author=Author.LIBRARIAN, person=self.staff[1], internal=False)
        told = written.filter(conversation__question=question)
        sent = Review.objects.filter(message__in=told, state=ReviewState.SENT).values_list("message_id", "sent_text")
        assert sorted(told.values_list("pk", "text")) == sorted(sent)

    def check_waiting(self, question: Question) -> None:
        """What a reader wrote and nobody replied to stands in the queue: here, or where the question goes on."""
        if question.waiting_since or question.is_open:
            assert question.queued_since
        if question.ended:
            assert (question.stage, question.waiting_since) == (Stage.ARCHIVED, None)
        merged = Tie.objects.merged().filter(other=question).select_related("question__conversation")
        seen = {placed.message.pid for placed in order_of(question, self.staff[0]).thread}
        for tie in merged:
            assert {message.pid for message in thread_of(tie.question, self.staff[0])} <= seen


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
@example([("submit", 0, 0), ("take_up", 0, 0), ("send_reviewed", 0, 0), ("submit", 0, 0), ("archive", 0, 0)])
@example([("answer", 0, 1), ("silence", 0, 0), ("silence", 0, 0), ("silence", 0, 0), ("write", 0, 0)])
@example([("task", 0, 0), ("answer", 0, 1), ("silence", 0, 0), ("silence", 0, 0), ("silence", 0, 0)])
@example([("submit", 0, 0), ("task", 0, 0), ("take_back", 0, 0), ("submit", 0, 0), ("take_up_again", 0, 0)])
@example([("take_back", 0, 0), ("submit", 0, 0)])
@example([("write", 0, 0), ("take_back", 0, 0), ("merge", 0, 1), ("undo", 0, 0), ("take_up_again", 0, 0)])
@example([("submit", 0, 0), ("give_back", 0, 0), ("submit", 0, 1), ("answer", 0, 1), ("send_reviewed", 0, 0)])
def test_nothing_is_lost_and_nothing_reaches_a_stranger(lin, omar, chen, mei, deeds):
    readers = (lin, omar)
    Question.objects.update(fingerprint="")  # each run asks anew, and within one minute of the last
    desk = Desk(readers, (chen, mei))
    for deed, one, two in deeds:
        desk.do(deed, one, two)
    desk.check(readers)
