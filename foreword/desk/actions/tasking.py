"""Sub-tasks of a question, and the question to a colleague: a sub-task and a note, in one."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from foreword.channels.models import Author
from foreword.desk.actions.steps import hold_living, refuse_outsiders, tell_pages
from foreword.desk.actions.writing import write_to
from foreword.desk.models import Question, Stage, Task, TaskState
from foreword.desk.refusals import Filed, NotAtTheDesk, TextTooLong
from foreword.desk.story import story
from foreword.desk.text import accepted_text
from foreword.kernel.clock import now
from foreword.people.models import Person

LONGEST = 500


@story
def add_task(*, question: Question, by: Person, text: str, assignee: Person | None = None) -> Task:
    """Raises TextRefused, NotAtTheDesk, and Filed for a question that is archived. Any of the desk may add one."""
    return _add(question, by, _task_text(text), assignee)


@story
def ask_colleague(*, question: Question, by: Person, text: str, colleague: Person) -> Task:
    """A sub-task for a colleague, who finds it in their queue; and a note in the thread, never seen by the reader."""
    text = _task_text(text)
    task = _add(question, by, text, colleague)
    with override(colleague.language):
        note = _("To %(name)s: %(text)s") % {"name": colleague.name, "text": text}
    _note(question, by, note, f"task-{task.pid}")
    return task


@story
def close_task(*, task: Task, by: Person, done: bool = True, reply: str = "") -> None:
    """Done, or not needed; the reply goes into the thread as a note. Closed twice is closed once."""
    reply = accepted_text(reply) if reply.strip() else ""
    hold_living(task.question)
    refuse_outsiders(by)
    task.refresh_from_db()
    if task.state != TaskState.OPEN:
        return
    task.state = TaskState.DONE if done else TaskState.DROPPED
    task.closed_by, task.closed_at = by, now()
    task.save()
    if reply:
        _note(task.question, by, reply, f"task-done-{task.pid}")
    tell_pages(task.question, "task-closed", by, internal=True)


@story
def reopen_task(*, task: Task, by: Person) -> None:
    """Raises Filed: an archived question has no open sub-task."""
    hold_living(task.question)
    refuse_outsiders(by)
    _refuse_filed(task.question)
    task.refresh_from_db()
    task.state, task.closed_by, task.closed_at = TaskState.OPEN, None, None
    task.save()
    tell_pages(task.question, "task-open", by, internal=True)


def _add(question: Question, by: Person, text: str, assignee: Person | None) -> Task:
    hold_living(question)
    refuse_outsiders(by)
    _refuse_filed(question)
    if assignee is not None and not assignee.is_librarian:
        raise NotAtTheDesk
    task = Task.objects.create(question=question, asked_by=by, assignee=assignee, text=text)
    tell_pages(question, "task-open", by, internal=True)
    return task


def _note(question: Question, by: Person, text: str, client_id: str) -> None:
    write_to(question=question, author=Author.LIBRARIAN, person=by, text=text, client_id=client_id[:64], internal=True)


def _refuse_filed(question: Question) -> None:
    if question.stage == Stage.ARCHIVED:
        raise Filed


def _task_text(text: str) -> str:
    text = accepted_text(text)
    if len(text) > LONGEST:
        raise TextTooLong
    return text
